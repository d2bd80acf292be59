import { type Claim, plainly, presentStudy } from '../claims.ts';
import { resolve } from '../context.ts';
import { gather } from '../gather.ts';
import type { GroupItem, Item } from '../items.ts';
import { nameOf } from '../names.ts';
import type { Pattern, Scene } from '../scene.ts';

const asGroup = (item: Item | undefined): GroupItem | null =>
  item?.kind === 'group' && item.phrases.length === 1 ? item : null;

const headText = (group: GroupItem): string => group.phrases[0]?.words.at(-1)?.text ?? '';

/** "X, a Y": one phrase, a comma, and one with an indefinite article; or "a new Y, X" with a name after the comma. */
function pairAt(items: Item[], at: number): { name: GroupItem; kind: GroupItem } | null {
  const first = asGroup(items[at]);
  const second = first && items[at + 1]?.kind === 'comma' ? asGroup(items[at + 2]) : null;
  if (!first || !second) return null;
  const isKind = (group: GroupItem): boolean => /^(?:an?|the)$/.test(group.phrases[0]?.determiner ?? '');
  const isName = (group: GroupItem): boolean =>
    group.phrases[0]?.determiner === null && /\p{Lu}/u.test(headText(group));
  if (isKind(second) && isName(first)) return { name: first, kind: second };
  const after = items[at + 3]?.kind;
  const common = /^\p{Ll}/u.test(headText(first));
  return isKind(first) &&
    common &&
    isName(second) &&
    (after === 'comma' || after === 'stop' || after === undefined || after === 'verb')
    ? { name: second, kind: first }
    : null;
}

/** "A acts on B, an interaction that": such a noun takes up the clause and not the name. */
const summaries =
  /^(?:interaction|process|phenomenon|result|finding|increase|decrease|change|fact|difference|trend|improvement|reduction|step|feature|property|situation|rate|value|total|average|majority|number|year|day|month|week|time|way|first|second|last)$/;

/** "DataComp for Language Models, a testbed": what stands behind the preposition is a part of the name. */
const isInName = (items: Item[], at: number): boolean =>
  items[at - 1]?.kind === 'preposition' && asGroup(items[at - 2])?.phrases[0]?.words.at(-1)?.tag === 'PROPN';

/** "In VESTAL, the data are used": what a phrase in front holds is not told by what follows it. */
function isFronted(items: Item[], at: number): boolean {
  const before = items[at - 2];
  const isFirst = before === undefined || before.kind === 'stop' || before.kind === 'that';
  return items[at - 1]?.kind === 'preposition' && isFirst && items[at + 3]?.kind !== 'comma';
}

const none: Claim[] = [];

function claimsOf(scene: Scene, at: number): Claim[] {
  const pair = pairAt(scene.items, at);
  if (pair === null || isFronted(scene.items, at)) return none;
  const [name] = pair.name.phrases;
  const [kind] = pair.kind.phrases;
  const subject = name && !isInName(scene.items, at) ? resolve(name, scene.context)[0] : undefined;
  const object = kind ? nameOf(kind) : null;
  if (object && summaries.test(object.head)) return [];
  if (!subject || !object || subject.name === presentStudy.name || subject.name === object.name) return [];
  scene.context.kinds.set(object.head, subject);
  return [{ kind: 'relation', subject, predicate: 'is_a', object, ...plainly(scene.number, 'apposition') }];
}

export const apposition: Pattern = {
  name: 'apposition',
  example: 'We tested Corvex, a solver for sparse systems.',
  find: (scene) => gather(scene.items, (item, at) => (item.kind === 'group' ? claimsOf(scene, at) : [])),
};
