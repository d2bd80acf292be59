import type { PassageSource } from './source.ts';

const endings = ['ian', 'ean', 'an', 'n'];
/** Letters that a name has at least without its ending: "Pelkan" and "Pelka". */
const shortest = 4;

/** Whether a name (as its stem) is said as the adjective made of it, or the other way round: "Pelka" by "Pelkan". */
export const isSaidByKin = (stem: string, said: ReadonlySet<string>): boolean =>
  stem.length >= shortest &&
  endings.some(
    (ending) =>
      said.has(stem + ending) ||
      (stem.endsWith(ending) && stem.length - ending.length >= shortest && said.has(stem.slice(0, -ending.length))),
  );

/** Whether a name of several words is said by their first letters, which the passage has as well: "Upper Lakes" by "UL". */
export function isSaidByInitials(name: string, said: ReadonlySet<string>, { acronyms }: PassageSource): boolean {
  const words = name.split(/[\s-]+/);
  if (words.length < 2 || !words.every((word) => /^\p{Lu}\p{Ll}/u.test(word))) return false;
  const initials = words.map((word) => word.charAt(0).toLowerCase()).join('');
  return acronyms.has(initials) && said.has(initials);
}
