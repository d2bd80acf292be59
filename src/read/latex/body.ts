import type { Part } from '../../types/structured-text.ts';
import { environmentSignatures, floats, headings, mathEnvironments, tables, unreadEnvironments } from './commands.ts';
import { plainText, takeArguments, walk } from './inline.ts';
import { formulaSource } from './math.ts';
import type { Paper, Sink } from './sink.ts';
import { rowsOf } from './tables.ts';
import { sourceOf } from './tokens.ts';
import { type Cursor, cursorOf, inside, type Tree, takeOptional } from './tree.ts';

/** The parts of a document in the order of reading, without its literature and its thanks. */
export function partsOf(tree: Tree, paper: Paper): Part[] {
  const parts: Part[] = [];
  const outermost = outermostLevel(tree);
  const sink = sinkInto(parts, paper, outermost);
  walk(bodyOf(tree), sink);
  sink.endSection();
  return withoutUnread(parts);
}

/** What stands between `\begin{document}` and its end; all of it where there is no such thing. */
function bodyOf(tree: Tree): Cursor {
  const whole = cursorOf(tree);
  const isDocument = (kind: 'begin' | 'end') => (token: Tree['tokens'][number]) =>
    token.kind === kind && token.text === 'document';
  const begin = tree.tokens.findIndex(isDocument('begin'));
  const end = tree.tokens.findIndex(isDocument('end'));
  return inside(whole, begin + 1, end > begin ? end : whole.end);
}

/** Papers begin with sections, theses with chapters: these are of level 1. */
function outermostLevel({ tokens }: Tree): number {
  const levels = tokens.flatMap(({ kind, text }) => (kind === 'command' ? (headings.get(text) ?? []) : []));
  return levels.reduce((least, level) => Math.min(least, level), 2);
}

/** Captions and tables that stand within a paragraph come behind it, notes behind their section; a formula of its own line ends it. */
function sinkInto(parts: Part[], paper: Paper, outermost: number): Sink {
  let waiting: Part[] = [];
  const notes: Part[] = [];
  const sink: Sink = {
    paper,
    pieces: [],
    depth: 0,
    endParagraph() {
      const text = sink.pieces.splice(0).join('').replaceAll(/\s+/g, ' ').trim();
      if (/[\p{L}\p{N}]/u.test(text)) parts.push({ kind: 'paragraph', text: withoutGaps(text) });
      for (const part of waiting) parts.push(part);
      waiting = [];
    },
    heading(name, title) {
      sink.endSection();
      const level = (headings.get(name) ?? outermost) - outermost + 1;
      parts.push({ kind: 'heading', level, text: withoutGaps(plainText(title, sink)) });
    },
    formula(source) {
      sink.endParagraph();
      if (source !== '') parts.push({ kind: 'formula', text: `$${source}$` });
    },
    caption(label, inner) {
      const text = withoutGaps(plainText(inner, sink));
      if (text !== '') waiting.push({ kind: 'caption', text: label === '' ? text : `${label} ${text}` });
    },
    note(inner) {
      const text = withoutGaps(plainText(inner, sink));
      if (/(?:\p{L}{2,}\P{L}+){3}/u.test(text) && !isAddress(text)) notes.push({ kind: 'paragraph', text });
    },
    endSection() {
      sink.endParagraph();
      parts.push(...notes.splice(0));
    },
    environment(name, inner) {
      if (unreadEnvironments.has(name)) return;
      if (mathEnvironments.has(name)) sink.formula(formulaSource(sourceOf(inner.tokens, inner.at, inner.end)));
      else if (floats.has(name)) readFloat(name, inner, sink);
      else if (tables.has(name)) waiting.push({ kind: 'table', rows: rowsOf(name, inner, sink) });
      else readBlock(name, inner, sink, parts);
    },
  };
  return sink;
}

/** What a note is that says where something lies; one of a word or two says nothing without its sentence. */
const isAddress = (text: string): boolean => /^(?:\p{L}+ ){0,3}(?:https?:|www\.|\S+@)\S+$/u.test(text);

/** Marks that stood behind a reference or a note that was left out. */
const withoutGaps = (text: string): string => text.replaceAll(/\s+(?=[,.;:!?](?:\s|$))/g, '').trim();

/** Of a float, its captions and tables alone; all else in it is picture. */
function readFloat(name: string, inner: Cursor, sink: Sink): void {
  takeArguments(inner, sink, environmentSignatures.get(name) ?? 'oo');
  const within: Sink = {
    ...sink,
    pieces: [],
    endParagraph: () => void within.pieces.splice(0),
    heading: (_, title) => void walk(title, within),
    formula: () => undefined,
    environment: (inside, part) =>
      mathEnvironments.has(inside) || floats.has(inside) || tables.has(inside) || unreadEnvironments.has(inside)
        ? sink.environment(inside, part)
        : walk(part, within),
  };
  walk(inner, within);
}

function readBlock(name: string, inner: Cursor, sink: Sink, parts: Part[]): void {
  sink.endParagraph();
  if (name === 'abstract') parts.push({ kind: 'heading', level: 1, text: 'Abstract' });
  const label = sink.paper.statements.get(inner.at - 1);
  if (label === undefined) takeArguments(inner, sink, environmentSignatures.get(name) ?? 'o');
  else nameStatement(label, inner, sink);
  walk(inner, sink);
  sink.endParagraph();
  if (name !== 'abstract') return;
  sink.endSection();
  parts.push({ kind: 'heading', level: 1, text: '' });
}

/** A theorem or the like keeps the name by which the text speaks of it. */
function nameStatement({ kind, number }: { kind: string; number: string }, inner: Cursor, sink: Sink): void {
  const title = takeOptional(inner);
  const own = title === null ? '' : plainText(title, sink);
  sink.pieces.push(`${[kind, number, own === '' ? '' : `(${own})`].filter((part) => part !== '').join(' ')}. `);
}

const unreadSections =
  /^(?:[\dIVX]+\.?\s+)?(?:references|literature(?: cited)?|works cited|bibliography|acknowledge?ments?)\W*$/i;

/** Without what stands under headings of literature and thanks. */
function withoutUnread(parts: readonly Part[]): Part[] {
  let unread: number | null = null;
  return parts.filter((part) => {
    if (part.kind === 'heading') {
      if (unread === null || part.level <= unread) unread = unreadSections.test(part.text) ? part.level : null;
    }
    return unread === null;
  });
}
