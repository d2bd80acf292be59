import type { Unit } from '../types/unit.ts';

type Findings = Unit['audit']['findings'];

/** JSON Pointers into a unit before it was rewritten, and where the same stands now. */
export type Places = Map<string, string>;

/** Findings that point to where things stand now; two that came to say the same are one. */
export function movedFindings(findings: Findings, places: Places): Findings {
  const moved = findings.map((finding) => ({ ...finding, pointer: placeNow(finding.pointer, places) }));
  return [...new Map(moved.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** The longest part of a pointer that has a new place decides. */
function placeNow(pointer: string, places: Places): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const now = places.get(pointer.slice(0, end));
    if (now !== undefined) return now + pointer.slice(end);
  }
  return pointer;
}
