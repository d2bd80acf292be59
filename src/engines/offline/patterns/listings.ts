import { type Claim, named, plainly, presentStudy, type Subject } from '../claims.ts';
import { resolve } from '../context.ts';
import { gather } from '../gather.ts';
import type { Item } from '../items.ts';
import { headOf, type Phrase } from '../phrases.ts';
import type { Pattern, Scene } from '../scene.ts';
import type { Token } from '../tokens.ts';

const isPlural = (phrase: Phrase | undefined): phrase is Phrase => {
  const head = phrase && headOf(phrase);
  return phrase !== undefined && !phrase.pronoun && head?.singular !== head?.lower;
};

const include = (scene: Scene, whole: Phrase, members: Subject[]): Claim[] =>
  resolve(whole, scene.context)
    .filter((kind) => kind.name !== presentStudy.name)
    .slice(0, 1)
    .flatMap((subject) =>
      members.map(
        (object): Claim => ({
          kind: 'relation',
          subject,
          predicate: 'include',
          object,
          ...plainly(scene.number, 'listing'),
        }),
      ),
    );

/** The plural that a list after a colon spells out: a counted one if there is, else the last. */
function announced(items: Item[], colon: number): Phrase | undefined {
  const phrases: Phrase[] = [];
  for (let at = colon - 1; at >= 0 && items[at]?.kind !== 'stop'; at--) {
    const item = items[at];
    if (item?.kind === 'group' && isPlural(item.phrases.at(-1))) phrases.push(...item.phrases.slice(-1));
  }
  return (
    phrases.find((phrase) => phrase.quantity !== null) ?? (items[colon - 1]?.kind === 'group' ? phrases[0] : undefined)
  );
}

function afterColon(scene: Scene, at: number): Claim[] {
  const colon = scene.items[at];
  const list = scene.items[at + 1];
  const end = scene.items[at + 2];
  if (colon?.kind !== 'stop' || colon.text !== ':' || list?.kind !== 'group' || list.phrases.length < 2) return [];
  if (end !== undefined && end.kind !== 'stop') return [];
  const whole = announced(scene.items, at);
  return whole
    ? include(
        scene,
        whole,
        gather(list.phrases, (phrase) => resolve(phrase, scene.context)),
      )
    : [];
}

/** "two datasets (Alpha and Beta-2)": capitalised names between brackets, two at least. */
function namesOf(tokens: Token[]): string[] {
  const names: string[] = [''];
  for (const { text } of tokens) {
    if (text === ',' || text === 'and') names.push('');
    else names[names.length - 1] = `${names.at(-1) ?? ''} ${text}`.trim();
  }
  const parts = names.filter((name) => name !== '');
  const areNames =
    parts.length >= 2 &&
    parts.length <= 12 &&
    parts.every((name) => /^\p{Lu}[\p{L}\p{N} -]{1,40}$/u.test(name) && name.split(' ').length <= 3);
  return areNames ? parts : [];
}

function inAsides(scene: Scene): Claim[] {
  return gather(scene.asides, (aside) => {
    const item = scene.items.find((entry) => entry.kind === 'group' && entry.to === aside.after + 1);
    const whole = item?.kind === 'group' ? item.phrases.at(-1) : undefined;
    return isPlural(whole) ? include(scene, whole, namesOf(aside.tokens).map(named)) : [];
  });
}

export const listings: Pattern = {
  name: 'listings',
  example: 'Three causes are known: warm water, low oxygen, and strong wind.',
  find: (scene) => [...gather(scene.items, (_item, at) => afterColon(scene, at)), ...inAsides(scene)],
};
