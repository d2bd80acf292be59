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
    // The summary stands in no list.
    if (list === '') continue;
    const known = places.get(list);
    const place = Number(pointer.slice(at + 1));
    if (known === undefined) places.set(list, [place]);
    else known.push(place);
  }
  return places;
}

function moved(pointer: string, gone: ReadonlySet<string>, places: ReadonlyMap<string, number[]>): string | null {
  let is = '';
  for (let from = 0; from < pointer.length; ) {
    const slash = pointer.indexOf('/', from + 1);
    const end = slash === -1 ? pointer.length : slash;
    if (gone.has(pointer.slice(0, end))) return null;
    const goneHere = places.get(pointer.slice(0, from));
    is +=
      goneHere === undefined
        ? pointer.slice(from, end)
        : `/${placeAfter(goneHere, Number(pointer.slice(from + 1, end)))}`;
    from = end;
  }
  return is;
}

/** Where something stands in its list when those at the places that are gone have gone. */
function placeAfter(gone: readonly number[], place: number): number {
  let ahead = 0;
  for (const one of gone) if (one < place) ahead += 1;
  return place - ahead;
}
