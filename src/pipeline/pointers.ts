import type { Dropped } from '../types/checked.ts';
import type { Finding } from '../types/finding.ts';

/**
 * Findings as they stand after things were dropped from a draft in canonical order: what is left keeps its order, so that
 * only places move up. Findings about what is gone are left out.
 */
export function findingsAfter(findings: readonly Finding[], dropped: readonly Dropped[]): Finding[] {
  const gone = new Set(dropped.map(({ pointer }) => pointer));
  const before = placesGone(gone);
  return findings.flatMap((finding) => {
    const pointer = moved(finding.pointer, gone, before);
    const target = moved(finding.target, gone, before);
    return pointer === null || target === null ? [] : [{ ...finding, pointer, target }];
  });
}

/** Of each list, by its pointer, the places that are gone. */
function placesGone(gone: ReadonlySet<string>): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const pointer of gone) {
    const at = pointer.lastIndexOf('/');
    const list = pointer.slice(0, at);
    places.set(list, [...(places.get(list) ?? []), Number(pointer.slice(at + 1))]);
  }
  return places;
}

function moved(pointer: string, gone: ReadonlySet<string>, places: ReadonlyMap<string, number[]>): string | null {
  let was = '';
  let is = '';
  for (const part of pointer.split('/').slice(1)) {
    const ahead = (places.get(was) ?? []).filter((place) => place < Number(part)).length;
    was += `/${part}`;
    if (gone.has(was)) return null;
    is += ahead === 0 ? `/${part}` : `/${Number(part) - ahead}`;
  }
  return is;
}
