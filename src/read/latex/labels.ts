import { floats, headings, mathEnvironments } from './commands.ts';
import { type Theorem, theoremsOf } from './theorems.ts';
import { sourceOf } from './tokens.ts';
import { cursorOf, type Tree, takeArgument, takeStar } from './tree.ts';

/** What a label stands for, as the printed paper says it: `Figure` and `2`. */
type Label = { kind: string; number: string };

/** The labels of a document by their names, and its citations numbered in the order in which they come first. */
export type Labels = {
  labels: ReadonlyMap<string, Label>;
  /** By the place of `\caption` in the tokens. */
  captions: ReadonlyMap<number, Label>;
  /** Of theorems and the like, by the place of `\\begin` in the tokens. */
  statements: ReadonlyMap<number, Label>;
};

type Counting = {
  counts: Map<string, number>;
  sections: number[];
  floats: string[];
  current: Label;
  labels: Map<string, Label>;
  captions: Map<number, Label>;
  theorems: ReadonlyMap<string, Theorem>;
  statements: Map<number, Label>;
};

/** Counts sections, floats and formulas as LaTeX does. */
export function labelsOf(tree: Tree): Labels {
  const counting: Counting = {
    counts: new Map(),
    sections: [],
    floats: [],
    current: { kind: '', number: '' },
    labels: new Map(),
    captions: new Map(),
    theorems: theoremsOf(tree),
    statements: new Map(),
  };
  for (const [at, { kind, text }] of tree.tokens.entries()) {
    if (kind === 'begin') beginEnvironment(counting, text, at);
    else if (kind === 'end' && floats.has(text)) counting.floats.pop();
    else if (kind === 'command') count(counting, tree, at, text);
  }
  return counting;
}

function next({ counts }: Counting, kind: string): Label {
  const number = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, number);
  return { kind, number: String(number) };
}

function beginEnvironment(counting: Counting, name: string, at: number): void {
  const theorem = counting.theorems.get(name);
  if (theorem !== undefined) beginStatement(counting, theorem, at);
  if (floats.has(name)) counting.floats.push(floatKind(name));
  else if (mathEnvironments.has(name) && !name.endsWith('*')) counting.current = next(counting, 'Equation');
}

function beginStatement(counting: Counting, { title, counter, withinSection }: Theorem, at: number): void {
  const section = withinSection ? `${counting.sections.find((value) => value > 0) ?? 0}.` : '';
  const number = counter === null ? '' : section + next(counting, `${counter} ${section}`).number;
  const label = { kind: title, number };
  if (counter !== null) counting.current = label;
  counting.statements.set(at, label);
}

function floatKind(name: string): string {
  if (/table/.test(name)) return 'Table';
  return /^(?:algorithm|listing)/.test(name)
    ? `${name[0]?.toUpperCase()}${name.slice(1).replace(/[*2].*/, '')}`
    : 'Figure';
}

function count(counting: Counting, tree: Tree, at: number, name: string): void {
  if (name !== 'caption' && name !== 'label' && !headings.has(name)) return;
  const cursor = { ...cursorOf(tree), at: at + 1 };
  const starred = takeStar(cursor);
  if (name === 'label') {
    const inner = takeArgument(cursor);
    counting.labels.set(sourceOf(inner.tokens, inner.at, inner.end), counting.current);
  } else if (name === 'caption') {
    if (starred) return;
    counting.current = next(counting, counting.floats.at(-1) ?? 'Figure');
    counting.captions.set(at, counting.current);
  } else if (!starred) countSection(counting, headings.get(name) ?? 0);
}

function countSection(counting: Counting, level: number): void {
  const { sections } = counting;
  sections.length = Math.min(sections.length, level + 1);
  for (let at = 0; at <= level; at += 1) sections[at] ??= 0;
  sections[level] = (sections[level] ?? 0) + 1;
  counting.current = { kind: 'Section', number: sections.filter((value) => value > 0).join('.') };
}
