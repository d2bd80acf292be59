import type { Unit } from '../types/unit.ts';
import type { UnitsOfDocument } from '../types/units-of-document.ts';
import { toYaml } from './yaml.ts';

/** A sequence of units as text: `open`, then every unit by its position (0-based), then `close` for so many units. */
type Pieces = {
  open: string;
  unit(unit: Unit, position: number): string;
  close(count: number): string;
};

type Format = {
  /** Endings of file names that stand for the format; the first is the one that is written. */
  endings: readonly [string, ...string[]];
  pieces: Pieces;
};

/**
 * Line and paragraph separators, C1 controls and non-characters may stand raw in JSON, but readers break lines at them or
 * refuse them (YAML's are stricter than JSON's). Outside of strings none of them occurs, so each may be escaped as it stands.
 */
function escapeSeparators(text: string): string {
  return text.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const jsonLines: Pieces = {
  open: '',
  unit: (unit) => `${escapeSeparators(JSON.stringify(unit))}\n`,
  close: () => '',
};

/** One array, two spaces of indentation; without units it is `[]`. */
const jsonArray: Pieces = {
  open: '[',
  unit: (unit, position) => {
    const text = escapeSeparators(JSON.stringify(unit, null, 2)).replaceAll('\n', '\n  ');
    return `${position === 0 ? '' : ','}\n  ${text}`;
  },
  close: (count) => (count === 0 ? ']\n' : '\n]\n'),
};

const yamlDocuments: Pieces = {
  open: '',
  unit: (unit) => `---\n${escapeSeparators(toYaml(unit))}`,
  close: () => '',
};

/** Every output format. A format is added as one line here. */
export const formats = {
  jsonl: { endings: ['.jsonl'], pieces: jsonLines },
  json: { endings: ['.json'], pieces: jsonArray },
  yaml: { endings: ['.yaml', '.yml'], pieces: yamlDocuments },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as FormatName[];

/** Units as text, piece after piece: what `next` and at last `end` return makes, put together, one text of the format. */
export type Sequence = { next(units: readonly Unit[]): string; end(): string };

/** Characters of a piece of text after which it is handed on. */
const pieceLength = 1 << 18;

/** The text of the units of a document, in pieces of bounded length. */
export async function* piecesOf(sequence: Sequence, units: UnitsOfDocument): AsyncGenerator<string> {
  let piece = '';
  for await (const unit of units) {
    piece += sequence.next([unit]);
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

export function startSequence(format: FormatName): Sequence {
  const { pieces } = formats[format];
  let written = 0;
  let opening = pieces.open;
  const opened = (text: string): string => {
    const whole = opening + text;
    opening = '';
    return whole;
  };
  return {
    next: (units) => opened(units.map((unit) => pieces.unit(unit, written++)).join('')),
    end: () => opened(pieces.close(written)),
  };
}

/** The format that a name of a file stands for by its ending (any case), or null. */
export function formatOfPath(path: string): FormatName | null {
  const name = path.toLowerCase();
  return formatNames.find((format) => formats[format].endings.some((ending) => name.endsWith(ending))) ?? null;
}
