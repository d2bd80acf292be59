import { extname } from 'node:path';
import type { Readable } from 'node:stream';
import type { Draft } from '../types/draft.ts';
import { type Unit, unitSchema } from '../types/unit.ts';
import { type Bytes, textOf } from '../validate/bytes.ts';
import { checkUnit } from '../validate/check-unit.ts';
import { bytesOf, filesOf, type UnitFile, type Wanted } from '../validate/files.ts';
import { formatOfEnding, formats, sniffed } from '../validate/formats.ts';
import { type Finding, type Item, pointerTo, problemCodes } from '../validate/problems.ts';
import { draftOfUnit } from './draft-of-unit.ts';
import type { PassageBounds } from './passage-of-unit.ts';
import type { AuditFinding, AuditProblem, Place } from './report.ts';
import { idsOfRecord, type RecordText, textsOfRecord } from './texts-of-record.ts';

/** What a file says about one passage or document: a unit of ours, or the strings of any other extractor. */
export type Claim = Place & {
  /** What it may be matched by. */
  sha256: string | null;
  ids: string[];
  /** Its place among the documents that the files are about; the first is 0. */
  position: number;
} & (
    | {
        kind: 'unit';
        unit: string;
        draft: Draft;
        bounds: PassageBounds;
        findings: AuditFinding[];
        /** Whether its entities bear the names that a whole document has for them. */
        isResolved: boolean;
      }
    | {
        kind: 'texts';
        texts: RecordText[];
        /** The record as it stands. */
        value: unknown;
      }
  );

type Kept<One> = One extends unknown ? Omit<One, 'position'> : never;

/** A claim that has no place among the documents yet. */
type Unplaced = Kept<Claim>;

export type ClaimOptions = {
  /** What `-` stands for. */
  stdin: Readable;
  /** What relative paths start from. */
  cwd: string;
  /** Whether findings and problems may quote what they are about. */
  showText: boolean;
  /** What a folder stands for; its unit files unless said otherwise. */
  wanted?: Wanted;
};

/** Bytes that a line, an item, a document of a stream or a plain text may have. */
const limit = 64 * 1024 * 1024;

/**
 * What unit files claim, in their order: units (JSON Lines, JSON, YAML), any other JSON, and plain text. What does not parse, or is
 * no unit though it says so, is a problem. Of a unit no more is kept than an audit needs.
 * @throws KuError `missing-input`, before anything is read, for what does not exist
 */
export async function* readClaims(
  sources: readonly string[],
  options: ClaimOptions,
): AsyncGenerator<Claim | AuditProblem> {
  const placer = createPlacer();
  for (const file of await filesOf(sources, options.cwd, options.wanted)) {
    let items = 0;
    for await (const item of itemsOf(file, options.stdin)) {
      items += 1;
      const claim = claimOf(file, item, options);
      yield 'code' in claim ? placer.skip(claim) : placer.place(claim);
    }
    if (items === 0) yield { ...placeOf(file), code: 'empty', message: 'there is nothing in it', hint: emptyHint };
  }
}

const emptyHint = 'name a file that holds units, or what another extractor wrote';

/** Units that follow each other and are about the same document are about one document of the input. */
function createPlacer() {
  let position = -1;
  let last: string | null = null;
  return {
    place(claim: Unplaced): Claim {
      const key = claim.sha256 ?? (claim.kind === 'texts' ? (claim.ids[0] ?? null) : null);
      if (key === null || key !== last) position += 1;
      last = key;
      return { ...claim, position };
    },
    /** What can't be read had a document too. */
    skip(problem: AuditProblem): AuditProblem {
      position += 1;
      last = null;
      return problem;
    },
  };
}

const placeOf = (file: UnitFile, line: number | null = null, pointer = ''): Place => ({
  file: file.name,
  line,
  pointer,
});

async function* itemsOf(file: UnitFile, stdin: Readable): AsyncGenerator<Item> {
  const isStdin = file.path === '-';
  const bytes = isStdin ? bytesOfStream(stdin) : bytesOf(file);
  const known = isStdin ? null : formatOfEnding(extname(file.path));
  if (known !== null) return yield* formats[known].read(bytes, { limit, many: true });
  const guess = await sniffed(bytes);
  if (guess.format !== 'yaml' || isStdin) yield* formats[guess.format].read(guess.bytes, { limit, many: true });
  else yield* plainText(guess.bytes);
}

async function* bytesOfStream(stream: Readable): Bytes {
  for await (const chunk of stream) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
}

const atStart = { line: 1, column: null };

/** A file that is none of the formats is one text. */
async function* plainText(bytes: Bytes): AsyncGenerator<Item> {
  const broken = (code: 'encoding' | 'too-long', expected: string): Item => ({
    kind: 'broken',
    path: [],
    position: atStart,
    code,
    message: problemCodes[code],
    expected,
  });
  let text = '';
  for await (const piece of textOf(bytes)) {
    if (piece === null) return yield broken('encoding', 'text in UTF-8');
    text += piece;
    if (text.length > limit) return yield broken('too-long', `at most ${limit} bytes`);
  }
  if (text.trim() !== '') yield { kind: 'value', value: text, path: [], locate: () => atStart };
}

function claimOf(file: UnitFile, item: Item, options: ClaimOptions): Unplaced | AuditProblem {
  if (item.kind === 'broken') {
    const { path, position, message, expected } = item;
    const place = placeOf(file, position.line, pointerTo(path));
    return { ...place, code: 'unreadable', message, hint: `expected ${expected}` };
  }
  return isOurs(item.value) ? unitClaim(file, item, options) : textsClaim(file, item);
}

/** What says that it is a unit of ours is held to that; all else is another extractor's. */
const isOurs = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'schema' in value &&
  typeof value.schema === 'string' &&
  value.schema.startsWith('ku/');

type ValueItem = Extract<Item, { kind: 'value' }>;

/** What is wrong with the sense of a unit, not with its form; its evidence is looked at by a check. */
const senseCodes = ['duplicate-entity', 'unknown-entity', 'offsets', 'wrong-id'];

function unitClaim(file: UnitFile, item: ValueItem, { showText }: ClaimOptions): Unplaced | AuditProblem {
  const { line } = item.locate([]);
  const found = checkUnit(item.value).filter(({ code }) => code !== 'evidence');
  const [formal] = found.filter(({ code }) => !senseCodes.includes(code));
  const pointerOf = (finding: Finding) => pointerTo([...item.path, ...finding.path]);
  const parsed = formal === undefined ? unitSchema.safeParse(item.value) : null;
  if (formal !== undefined || parsed?.success !== true) {
    const place = placeOf(file, line, formal === undefined ? pointerTo(item.path) : pointerOf(formal));
    const what = formal === undefined ? '' : `: ${showText ? formal.message : problemCodes[formal.code]}`;
    return {
      ...place,
      code: 'not-a-unit',
      message: `this is no unit${what}`,
      hint: 'ku validate says all that is wrong',
    };
  }
  const findings = found.map((finding) => structureFinding(placeOf(file, line, pointerOf(finding)), finding, showText));
  return { ...placeOf(file, line, pointerTo(item.path)), ...unitParts(parsed.data), findings };
}

function unitParts(unit: Unit) {
  const { index, of, start, end, sha256, sentences, section, kind } = unit.passage;
  const bounds = {
    index,
    of,
    start,
    end,
    sha256,
    section,
    kind,
    sentences: sentences.map((one) => ({ start: one.start, end: one.end })),
  };
  const ids = [unit.document.id];
  const isResolved = unit.resolution !== undefined;
  const { sha256: digest } = unit.document;
  return { kind: 'unit' as const, unit: unit.id, sha256: digest, ids, draft: draftOfUnit(unit), bounds, isResolved };
}

/** A unit whose id is not that of its content was edited, which is worth a word; what contradicts itself fails. */
function structureFinding(place: Place, { code, message, expected }: Finding, showText: boolean): AuditFinding {
  return {
    ...place,
    check: 'structure',
    severity: code === 'wrong-id' ? 'warn' : 'fail',
    reason: problemCodes[code],
    measured: null,
    message: showText ? `${message}; expected ${expected}` : null,
  };
}

function textsClaim(file: UnitFile, item: ValueItem): Unplaced | AuditProblem {
  const { line } = item.locate([]);
  const place = placeOf(file, line, pointerTo(item.path));
  const texts = textsOfRecord(item.value, { file: file.name, line, path: item.path });
  if (texts.length === 0) {
    return {
      ...place,
      code: 'no-text',
      message: 'there is no text in it',
      hint: 'every string but ids is read as a text',
    };
  }
  const ids = [...idsOfRecord(item.value), ...namesOf(file)];
  return { ...place, kind: 'texts', sha256: null, ids, texts, value: item.value };
}

/** A file bears the name of its document, or lies in a folder that does. */
function namesOf({ name }: UnitFile): string[] {
  const [own = '', folder] = name.split(/[/\\]/).reverse();
  const stem = own.replace(/\.[^.]*$/, '');
  return folder === undefined || folder === '' ? [stem] : [stem, folder];
}
