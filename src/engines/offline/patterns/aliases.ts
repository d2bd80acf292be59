import type { Claim } from '../claims.ts';
import { resolve } from '../context.ts';
import { gather } from '../gather.ts';
import { nameOf } from '../names.ts';
import type { Pattern, Scene } from '../scene.ts';

/** "X, short for Y": the group before the comma and the one after "for". */
function shortFor(scene: Scene, at: number): Claim[] {
  const { items } = scene;
  if (items[at + 2]?.kind !== 'adjective' || items[at + 1]?.kind !== 'comma') return [];
  const [name, comma, adjective, preposition, long] = items.slice(at, at + 5);
  const isShort = adjective?.kind === 'adjective' && adjective.words[0]?.lower === 'short';
  if (
    name?.kind !== 'group' ||
    comma?.kind !== 'comma' ||
    !isShort ||
    preposition?.kind !== 'preposition' ||
    long?.kind !== 'group'
  )
    return [];
  const [phrase] = name.phrases;
  const subject = phrase ? resolve(phrase, scene.context)[0] : undefined;
  const alias = long.phrases[0] ? nameOf(long.phrases[0])?.name : undefined;
  return subject && alias ? [{ kind: 'alias', subject, alias }] : [];
}

/** "X (also known as Y)": the words after the cue, when they are one or two. */
function knownAs(scene: Scene): Claim[] {
  return gather(scene.asides, (aside): Claim[] => {
    const texts = aside.tokens.map((token) => token.text);
    const cue =
      texts.slice(0, 3).join(' ').toLowerCase() === 'also known as' ? 3 : texts[0]?.toLowerCase() === 'aka' ? 1 : 0;
    const alias = texts.slice(cue).join(' ');
    const item = scene.items.find((entry) => entry.kind === 'group' && entry.to === aside.after + 1);
    const phrase = item?.kind === 'group' ? item.phrases.at(-1) : undefined;
    const subject = phrase ? resolve(phrase, scene.context)[0] : undefined;
    return cue > 0 && texts.length - cue <= 2 && /\p{L}/u.test(alias) && subject
      ? [{ kind: 'alias', subject, alias }]
      : [];
  });
}

export const aliases: Pattern = {
  name: 'aliases',
  example: 'Corvex (also known as CVX-2), short for Convex Relaxation, was released.',
  find: (scene) => [...gather(scene.items, (_item, at) => shortFor(scene, at)), ...knownAs(scene)],
};
