import { keyAgain } from '../text/json-keys.ts';
import type { TextInput } from './text.ts';

/** Looks through a JSON text and what was parsed of it; `placeOf` says where an offset in the text is. */
export type KeyWarning = (text: string, value: unknown, placeOf: (offset: number) => string) => void;

/** Warns of the first key of a file that an object has twice: of the two JSON.parse keeps the last, and says nothing. */
export function keyWarning({ notice }: Pick<TextInput, 'notice'>): KeyWarning {
  let isSaid = false;
  return (text, value, placeOf) => {
    const again = isSaid ? null : keyAgain(text, value);
    if (again === null) return;
    isSaid = true;
    const key = JSON.stringify(again.path.at(-1));
    notice(`${placeOf(again.offset)}: the key ${key} comes twice, and the last one is read (said once for a file)`);
  };
}
