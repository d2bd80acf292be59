import { withoutPlural } from '../../text/acronyms.ts';
import type { DraftAttribute, DraftEntity } from '../../types/draft.ts';
import type { Acronym } from './acronyms.ts';
import { typeOfName } from './kinds.ts';
import { singular } from './morphology.ts';

/** Case, number, hyphens and determiners aside: what two names of one thing have in common. */
const keyOfName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(?:the|an?) /, '')
    .split(/[^\p{L}\p{N}+]+/u)
    .filter((word) => word !== '')
    .map(singular)
    .join(' ');

/** Keys of the names of late: those of one passage come again and again. */
const keys = new Map<string, string>();
const mostKeys = 2000;

export function keyOf(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= mostKeys) keys.clear();
  const key = keyOfName(name);
  keys.set(name, key);
  return key;
}

export type Registry = {
  /** The entity of this name; made when it is new. */
  entity(name: string): DraftEntity;
  addAlias(name: string, alias: string): void;
  all(): DraftEntity[];
};

/** The entities of one passage: one per thing, its acronym and long form together. */
export function newRegistry(acronyms: Acronym[]): Registry {
  const entities = new Map<string, DraftEntity>();
  const canonical = new Map<string, { key: string; name: string; short: string }>();
  for (const { short, long } of acronyms) {
    const target = { key: keyOf(long), name: long, short: withoutPlural(short) };
    for (const form of [keyOf(short), keyOf(withoutPlural(short)), target.key])
      if (!canonical.has(form)) canonical.set(form, target);
    const stem = /^([\p{L}\p{N}-]*\p{Ll}\p{Lu}[\p{L}\p{N}-]*) for /u.exec(long)?.[1];
    if (stem) canonical.set(keyOf(stem), target);
  }
  const entity = (name: string): DraftEntity => {
    const own = keyOf(name);
    const known = canonical.get(own);
    const key = known?.key ?? own;
    const existing = entities.get(key);
    if (existing) return existing;
    const shown = known?.name ?? name;
    const attributes: DraftAttribute[] = [];
    const made: DraftEntity = {
      id: '',
      name: shown,
      type: typeOfName(shown),
      aliases: known ? [known.short] : [],
      attributes,
    };
    entities.set(key, made);
    return made;
  };
  const addAlias = (name: string, alias: string): void => {
    const target = entities.get(canonical.get(keyOf(name))?.key ?? keyOf(name));
    if (!target || keyOf(alias) === keyOf(target.name)) return;
    if (!target.aliases.some((known) => keyOf(known) === keyOf(alias))) target.aliases.push(alias);
  };
  return { entity, addAlias, all: () => [...entities.values()] };
}
