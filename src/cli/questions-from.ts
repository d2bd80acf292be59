import { basename, extname, resolve } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { KuError } from '../errors.ts';
import {
  type Candidate,
  type DropReason,
  type QualityCheck,
  qualityChecks,
  takenFrom,
  takeQuestions,
} from '../questions/index.ts';
import type { Fields } from '../read/fields.ts';
import { recordReading, recordText } from '../read/records.ts';
import { readRows } from '../read/rows.ts';
import type { Document, Reading } from '../types/document.ts';
import type { Question } from '../types/question.ts';
import { type CommandContext, listFlag, textFlag } from './context.ts';
import type { Run } from './question-run.ts';

/** A document of a file of questions, with what the file asks about it. */
type TakenDocument = {
  document: Document;
  questions: (Candidate | DropReason)[];
  from: { name: string; sha256: string };
};

/** Rows of a file with one text are one document, at the place of the first of them; documents by that place. */
type Rows = { documents: Map<string, TakenDocument>; readings: Reading[]; emptyRows: number };

/** The work of a run that takes questions from elsewhere. */
export type Taking = Pick<Run, 'readings' | 'about'> & {
  /** Rows that hold no question. */
  emptyRows: number;
  /** The texts that questions are about, as JSON Lines, a record each: read again, they have the same digests. */
  textsOf(questions: readonly Question[]): string;
};

type How = { files: readonly string[]; keep: readonly QualityCheck[]; perDocument: number };

/** Reads all files of `--from`. @throws KuError where one of them has no rows with questions and answers */
export async function takingOf(
  { io }: CommandContext,
  settings: Pick<Settings, 'text-field' | 'max-bytes'>,
  { files, keep, perDocument }: How,
): Promise<Taking> {
  const rows: Rows = { documents: new Map(), readings: [], emptyRows: 0 };
  const options = { textField: settings['text-field'], maxBytes: settings['max-bytes'] };
  for (const name of files)
    await readFileOfRows(rows, resolve(io.cwd(), name), name, { ...options, named: files.length > 1 });
  return {
    emptyRows: rows.emptyRows,
    async *readings() {
      yield* rows.readings;
    },
    about: async (document, model, signal) => {
      const taken = rows.documents.get(document.place);
      if (taken === undefined) throw new KuError('bug', `${document.id} has no rows`, 'please report it');
      return takeQuestions(document, taken.questions, { model, perDocument, keep, from: taken.from, signal });
    },
    textsOf(questions) {
      const asked = new Set(questions.map(({ document }) => document.sha256));
      const documents = new Map([...rows.documents.values()].map(({ document }) => [document.sha256, document]));
      return [...documents.values()]
        .filter(({ sha256 }) => asked.has(sha256))
        .map(recordOf)
        .join('');
    },
  };
}

const recordOf = ({ id, text, domain }: Document): string =>
  `${JSON.stringify({ id, text, ...(domain === undefined ? {} : { domain }) })}\n`;

type RowOptions = {
  textField: string | null;
  maxBytes: number;
  /** Whether the name of the file stands for the field of science where its rows don't say it. */
  named: boolean;
};

async function readFileOfRows(into: Rows, path: string, name: string, options: RowOptions): Promise<void> {
  const { rows, sha256 } = await readRows(path, name);
  const from = { name: basename(name), sha256 };
  const stem = basename(name, extname(name));
  const ofFile = new Map<string, TakenDocument>();
  assertTexts(rows, name, options.textField);
  for (const [at, row] of rows.entries()) {
    const { questions, missing } = takenFrom(row);
    if (missing !== null) throw withoutColumn(`${name}, row ${at + 1}`, wantedColumns[missing], Object.keys(row));
    if (questions.length === 0) {
      into.emptyRows += 1;
      continue;
    }
    const reading = recordReading(row, 'row', { id: `${stem}#${at + 1}`, place: `${name}#${at + 1}` }, options);
    if (reading.kind !== 'document') {
      into.readings.push(reading);
      continue;
    }
    const document = options.named ? { domain: stem, ...reading.document } : reading.document;
    const known = ofFile.get(document.sha256);
    if (known !== undefined) known.questions.push(...questions);
    else {
      const taken = { document, questions, from };
      ofFile.set(document.sha256, taken);
      into.documents.set(document.place, taken);
      into.readings.push({ kind: 'document', document });
    }
  }
}

/** One message where it is the column that is missing, and not a text here and there. */
function assertTexts([first, ...others]: readonly Fields[], name: string, field: string | null): void {
  if (first === undefined || [first, ...others].some((row) => recordText(row, field) !== null)) return;
  const column = field === null ? wantedColumns.text : `"${field}"`;
  throw withoutColumn(name, `${column} with a text in it`, Object.keys(first));
}

const wantedColumns = {
  text: '"text" (or "abstract", "content"; else --text-field names it)',
  question: '"question" (or "questions")',
  answer: '"answer" (or "answers", "correct")',
};

function withoutColumn(place: string, column: string, columns: readonly string[]): KuError {
  const hint = `name it so; the columns are ${columns.join(', ')}`;
  return new KuError('questions', `${place} has no column ${column}`, hint);
}

/** The flags of questions that are taken from elsewhere; null where they are written. */
export function fromFlags(context: CommandContext): { files: string[]; keep: QualityCheck[] } | null {
  const files = listFlag(context, 'from');
  const keep = (textFlag(context, 'keep') ?? '').split(',').filter((name) => name !== '');
  const unknown = keep.find((name) => !(qualityChecks as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new KuError(
      'usage',
      `--keep names "${unknown}"`,
      `give some of ${qualityChecks.join(',')}, with commas between`,
    );
  }
  if (files.length > 0) {
    const clash = context.flags.quick === true ? '--quick' : context.arguments[0];
    if (clash === undefined) return { files, keep: keep as QualityCheck[] };
    throw new KuError(
      'usage',
      `--from takes questions, and ${clash} is about writing them`,
      'leave out one of the two',
    );
  }
  for (const name of ['keep', 'write-texts']) {
    if (textFlag(context, name) === null) continue;
    throw new KuError(
      'usage',
      `--${name} is about questions that are taken, and there is no --from`,
      'add --from FILE',
    );
  }
  return null;
}
