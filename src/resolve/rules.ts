import type { Rule } from '../types/resolution.ts';
import { neutralKind } from './kinds.ts';
import { isLocalName, isMade, isRelational } from './local-names.ts';
import { isAcronym, isCoined, isShortOf, nameOf } from './names.ts';
import { type State, spelledOut } from './things.ts';
import { isOneType, typesAgree } from './types-agree.ts';
import { variantRule } from './variants.ts';

/** Two things that a rule takes for one, and the names by which it does. */
export type Candidate = { one: State; other: State; names: [string, string]; rule: Rule };

export type Scope = 'document' | 'corpus';

/** The things that have a key, by the key. */
type Index = Map<string, State[]>;

const put = (index: Index, key: string, state: State): void => {
  const known = index.get(key);
  if (known === undefined) index.set(key, [state]);
  else if (!known.includes(state)) known.push(state);
};

/** All pairs of things that some rule takes for one. Nothing is compared that shares no key. */
export function candidatesAmong(states: readonly State[], scope: Scope): Candidate[] {
  const byName: Index = new Map();
  const byOther: Index = new Map();
  for (const state of states) {
    if (!isRelational(state.name)) put(byName, homeKey(state, nameOf(state.name).key), state);
    for (const other of state.surfaces.filter((text) => text !== state.name)) put(byOther, nameOf(other).key, state);
  }
  const found = [...sameNames(byName, byOther), ...aliases(states, byName, byOther, scope)];
  return scope === 'corpus'
    ? found
    : [...found, ...acronyms(states), ...abbreviations(states), ...heads(states, byName)];
}

/** In a corpus, "present study" is another one in each document. */
const homeKey = ({ thing }: State, key: string): string => (thing.home === null ? key : `${thing.home} ${key}`);

const sameNames = (byName: Index, byOther: Index): Candidate[] =>
  [...byName].flatMap(([key, alike]) => namedAlike(alike, byOther.get(key) ?? []));

/** Things that bear one name: each with the first of its name and type, and these first ones with each other, not every pair. */
function namedAlike(alike: readonly State[], others: readonly State[]): Candidate[] {
  const isAmbiguous = isAcronym(alike[0]?.name ?? '') && longsOf([...alike, ...others]).size > 1;
  const groups: Index = new Map();
  for (const state of alike) put(groups, `${state.type} ${state.name} ${isAmbiguous ? longOf(state) : ''}`, state);
  const first = [...groups.values()].flatMap(([one]) => one ?? []);
  const same = [...groups.values()].flatMap(([one, ...rest]) =>
    one === undefined ? [] : rest.map((other) => sameName(one, other)),
  );
  return isAmbiguous ? same : [...same, ...namesAmong(first)];
}

const sameName = (one: State, other: State): Candidate => ({
  one,
  other,
  names: [one.name, other.name],
  rule: 'same-name',
});

/** What an acronym is short for in things that have it. One that is short for two names is none: who says neither may mean either. */
const longsOf = (states: readonly State[]): Set<string> => new Set(states.map(longOf).filter((long) => long !== ''));

const longOf = (state: State): string =>
  [...(spelledOut(state).get(nameOf(state.name).key) ?? [])].sort().join('\u0000');

function* namesAmong(states: readonly State[]): Generator<Candidate> {
  for (const [at, one] of states.entries()) {
    for (const other of states.slice(at + 1)) {
      const rule = ruleOf(one, one.name, other, other.name);
      if (rule !== null && !(rule === 'number' && isMade(one.name)))
        yield { one, other, names: [one.name, other.name], rule };
    }
  }
}

const ruleOf = (one: State, name: string, other: State, otherName: string): Rule | null =>
  variantRule({ name: nameOf(name), type: one.type }, { name: nameOf(otherName), type: other.type });

/** An alias of one that is the name of the other, if no third thing has the alias too; in a corpus, acronyms and long forms alone. */
function aliases(states: readonly State[], byName: Index, byOther: Index, scope: Scope): Candidate[] {
  return states.flatMap((one) =>
    one.surfaces
      .filter((alias) => alias !== one.name && isEvidence(one, alias, byOther, scope))
      .flatMap((alias) => namedBy(one, alias, byName, scope)),
  );
}

function isEvidence(one: State, alias: string, byOther: Index, scope: Scope): boolean {
  if (isTooGeneral(alias)) return false;
  const owners = byOther.get(nameOf(alias).key) ?? [];
  if (scope === 'document') return owners.length === 1;
  const ofType = owners.filter(({ type }) => type === one.type);
  return ofType.length === 1 && one.thing.home === null && isDefined(one, alias);
}

/** The only thing that the alias is the name of. */
function namedBy(one: State, alias: string, byName: Index, scope: Scope): Candidate[] {
  const named = (byName.get(nameOf(alias).key) ?? []).filter((other) => other !== one && mayShare(one, other, scope));
  const [other] = named;
  if (named.length !== 1 || other === undefined || ruleOf(one, alias, other, other.name) === null) return [];
  return [{ one, other, names: [alias, other.name], rule: 'alias' }];
}

const mayShare = (one: State, other: State, scope: Scope): boolean =>
  scope === 'document' ? typesAgree(one.type, other.type) : isOneType(one.type, other.type);

/** A word for very many things, "the model", is no evidence. */
const isTooGeneral = (alias: string): boolean =>
  nameOf(alias).key.length < 2 || (!isCoined(alias) && isLocalName(alias, 'method'));

/** Whether the thing has the alias and what it is short for, or the other way round. */
const isDefined = (state: State, alias: string): boolean =>
  state.surfaces.some((name) => isShortOf(alias, name) || isShortOf(name, alias));

/** An acronym and the only name of the document whose words begin with its letters; by chance many do, so types must be the same. */
function acronyms(states: readonly State[]): Candidate[] {
  const byInitial = new Map<string, Long[]>();
  for (const other of states) {
    for (const text of other.surfaces) {
      const { tokens, folded, isOpaque } = nameOf(text);
      if (tokens.length < 2 || isOpaque) continue;
      const initial = folded[0]?.charAt(0) ?? '';
      const known = byInitial.get(initial);
      if (known === undefined) byInitial.set(initial, [{ other, text }]);
      else known.push({ other, text });
    }
  }
  return states.flatMap((one) =>
    one.surfaces
      .filter(isAcronym)
      .flatMap((short) => withLong(one, short, byInitial.get(short.charAt(0).toLowerCase()) ?? [])),
  );
}

type Long = { other: State; text: string };

function withLong(one: State, short: string, longs: readonly Long[]): Candidate[] {
  const spelled = longs.filter(({ text }) => isShortOf(short, text));
  if (new Set(spelled.map(({ text }) => nameOf(text).key)).size !== 1) return [];
  return spelled
    .filter(({ other }) => other !== one && isOneType(one.type, other.type))
    .map(({ other, text }) => ({ one, other, names: [short, text], rule: 'acronym' }));
}

const abbreviated = /^(\p{Lu})\. ?(\p{Ll}.+)$/u;

/** "E. coli" and the only organism of the document that it can stand for, "Escherichia coli". */
function* abbreviations(states: readonly State[]): Generator<Candidate> {
  const organisms = states.filter(({ type }) => type === 'organism');
  for (const one of organisms) {
    const [, letter = '', rest = ''] = abbreviated.exec(one.name) ?? [];
    if (letter === '') continue;
    const full = organisms.filter(
      ({ name }) => /^\p{Lu}\p{Ll}+ /u.test(name) && name.startsWith(letter) && name.endsWith(` ${rest}`),
    );
    const [other] = full;
    if (full.length === 1 && other !== undefined)
      yield { one, other, names: [one.name, other.name], rule: 'abbreviation' };
  }
}

/** "The BERT model" and "BERT": a coined name, and the noun for what it is anyway. */
function* heads(states: readonly State[], byName: Index): Generator<Candidate> {
  for (const one of states) {
    const { tokens, folded, isOpaque } = nameOf(one.name);
    const types = neutralKind(folded.at(-1) ?? '');
    const bare = tokens.slice(0, -1).join(' ');
    if (isOpaque || types === null || tokens.length < 2 || !tokens.slice(0, -1).every(isCoined)) continue;
    const named = (byName.get(homeKey(one, nameOf(bare).key)) ?? []).filter((other) => types.includes(other.type));
    const [other] = named;
    if (named.length === 1 && other !== undefined && ruleOf(one, bare, other, other.name) !== null) {
      yield { one, other, names: [one.name, other.name], rule: 'head' };
    }
  }
}
