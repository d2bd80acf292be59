import { DocumentError } from '../../errors.ts';
import type { Supply } from './macros.ts';
import type { Token } from './tokens.ts';

/** Tokens that are being read: of a file, or of what a macro expanded to. */
export type Frame = {
  tokens: readonly Token[];
  at: number;
  file: string | null;
  /** Only its definitions count. */
  harvest: boolean;
};

export type TokenSupply = Supply & {
  push(frame: Frame): void;
  openFiles(): string[];
  isHarvest(): boolean;
  /** Leaves out the rest of the file that is being read. */
  endFile(): void;
  /** A group, or the text up to the next blank: `\input{file}`, `\input file`. */
  fileName(): Token[];
};

/** Frames on one another: macros and files that are not read to their end. */
const deepest = 10_000;

/** How far a closing bracket may be, in tokens: without this limit a text of opening brackets would take quadratic time. */
const longestOptional = 300;

export function createSupply(main: Frame): TokenSupply {
  const frames: Frame[] = [main];
  const top = (): Frame | null => {
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      if (frame.at < frame.tokens.length) return frame;
      frames.pop();
    }
    return null;
  };
  const peek = (): Token | null => {
    const frame = top();
    return frame?.tokens[frame.at] ?? null;
  };
  const next = (): Token | null => {
    const frame = top();
    return frame?.tokens[frame.at++] ?? null;
  };
  const push = (frame: Frame): void => {
    top();
    frames.push(frame);
    if (frames.length > deepest) {
      throw new DocumentError('unsafe', `its macros use one another deeper than ${deepest}`, 'see which uses itself');
    }
  };
  const supply = { next, peek, argument: () => argumentOf(supply), optional: () => optionalOf(supply) };
  return {
    ...supply,
    push,
    openFiles: () => frames.flatMap(({ file }) => file ?? []),
    isHarvest: () => frames.at(-1)?.harvest === true,
    endFile() {
      const at = frames.findLastIndex(({ file }) => file !== null);
      frames.length = Math.max(at, 0);
    },
    fileName: () => (peek()?.kind === 'open' ? supply.argument() : untilBlank(supply)),
  };

  function optionalOf(from: Supply): Token[] | null {
    skipBlanks(from);
    if (!isMark(from.peek(), '[')) return null;
    from.next();
    const taken: Token[] = [];
    if (takeUntil(from, taken, (token) => isMark(token, ']'), longestOptional)) return taken;
    push({ tokens: taken, at: 0, file: null, harvest: frames.at(-1)?.harvest === true });
    return null;
  }

  /** A word of text gives its first letter, as in TeX. */
  function argumentOf(from: Supply): Token[] {
    skipBlanks(from);
    const first = from.next();
    if (first === null || first.kind === 'paragraph') return [];
    if (first.kind !== 'open') return [firstLetter(first)];
    const taken: Token[] = [];
    if (takeUntil(from, taken, ({ kind }) => kind === 'close', Number.POSITIVE_INFINITY)) return taken;
    throw new DocumentError('malformed', 'a group that { begins has no }', 'repair the source: TeX refuses it as well');
  }

  function firstLetter(token: Token): Token {
    const [letter = ''] = token.text;
    if (token.kind !== 'text' || letter === token.text) return token;
    push({ tokens: [{ kind: 'text', text: token.text.slice(letter.length) }], at: 0, file: null, harvest: false });
    return { kind: 'text', text: letter };
  }
}

/** Takes tokens up to the one that ends them and stands in no group of its own; false where there is none in so many. */
function takeUntil(from: Supply, taken: Token[], ends: (token: Token) => boolean, most: number): boolean {
  let depth = 0;
  for (let token = from.next(); token !== null; token = from.next()) {
    if (depth === 0 && ends(token)) return true;
    taken.push(token);
    if (token.kind === 'open') depth += 1;
    else if (token.kind === 'close') depth -= 1;
    if (taken.length > most) return false;
  }
  return false;
}

const isMark = (token: Token | null, text: string): boolean => token?.kind === 'text' && token.text === text;

function skipBlanks(supply: Pick<Supply, 'peek' | 'next'>): void {
  while (supply.peek()?.kind === 'blank') supply.next();
}

function untilBlank(supply: Pick<Supply, 'peek' | 'next'>): Token[] {
  const taken: Token[] = [];
  for (let token = supply.peek(); token?.kind === 'text'; token = supply.peek()) {
    taken.push(token);
    supply.next();
  }
  return taken;
}
