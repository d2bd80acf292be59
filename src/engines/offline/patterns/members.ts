import { type Claim, plainly, presentStudy, type Subject } from '../claims.ts';
import { resolve } from '../context.ts';
import { gather } from '../gather.ts';
import type { Item } from '../items.ts';
import { headOf } from '../phrases.ts';
import type { Pattern, Scene } from '../scene.ts';
import type { Word } from '../words.ts';

/** The group before the list, over a comma. */
function whole(items: Item[], at: number): number {
  const before = items[at - 1]?.kind === 'comma' ? at - 2 : at - 1;
  return items[before]?.kind === 'group' ? nearestPlural(items, before) : -1;
}

const collecting =
  /^(?:species|data|people|set|range|variety|group|collection|family|suite|series|list|assemblage|spectrum|array|number)$/;

const isMany = (head: Word | undefined): boolean =>
  head !== undefined && (head.singular !== head.lower || collecting.test(head.lower));

/** "factors that cause diabetes, including A and B": what is listed are the factors. */
function nearestPlural(items: Item[], at: number): number {
  for (let index = at; index >= 0 && at - index < 7; index--) {
    const item = items[index];
    if (item?.kind === 'stop') break;
    const last = item?.kind === 'group' ? item.phrases.at(-1) : undefined;
    const head = last && headOf(last);
    if (last && !last.pronoun && head?.tag !== 'PROPN' && isMany(head)) return index;
  }
  return items[at + 1]?.kind === 'comma' ? -1 : at;
}

function claimsOf(scene: Scene, at: number): Claim[] {
  const item = scene.items[at];
  const list = scene.items[at + 1];
  if (item?.kind !== 'preposition' || list?.kind !== 'group') return [];
  if (item.text !== 'such as' && item.text !== 'including') return [];
  const before = scene.items[whole(scene.items, at)];
  if (before?.kind !== 'group') return [];
  const last = before.phrases.at(-1);
  const kinds = last ? resolve(last, scene.context) : [];
  const members = gather(list.phrases, (phrase) => resolve(phrase, scene.context));
  const claim = (kind: Subject, member: Subject): Claim =>
    item.text === 'such as'
      ? { kind: 'relation', subject: member, predicate: 'is_a', object: kind, ...plainly(scene.number, 'members') }
      : { kind: 'relation', subject: kind, predicate: 'include', object: member, ...plainly(scene.number, 'members') };
  return kinds
    .filter((kind) => kind.name !== presentStudy.name)
    .flatMap((kind) => members.filter((member) => member.name !== kind.name).map((member) => claim(kind, member)));
}

export const members: Pattern = {
  name: 'members',
  example: 'Trace metals such as zinc and cobalt were found.',
  find: (scene) => gather(scene.items, (_item, at) => claimsOf(scene, at)),
};
