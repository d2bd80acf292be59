import type { ChalkInstance } from 'chalk';
import type { AuditFinding, AuditReport, Figures, Reconstruction } from '../audit/index.ts';
import type { CopyFigures } from '../types/checked.ts';
import { printable } from '../validate/problems.ts';
import { aligned } from './aligned.ts';

type Column<Row> = { head: string; cell: (row: Row) => string };

type Line = { name: string; units: number; figures: Figures };

const number = (value: number) => String(value);
const percent = (share: number) => `${(100 * share).toFixed(share > 0 && share < 0.001 ? 2 : 1)}%`;

/** What the tables of units and of rebuilt texts share. */
const copyingColumns: Column<{ figures: CopyFigures & { exemptRuns: number } }>[] = [
  { head: 'longest run', cell: ({ figures }) => number(figures.longestCopiedRun) },
  { head: 'copied', cell: ({ figures }) => percent(figures.copiedShare) },
  { head: '5-gram', cell: ({ figures }) => percent(figures.ngram5) },
  { head: '7-gram', cell: ({ figures }) => percent(figures.ngram7) },
  { head: '11-gram', cell: ({ figures }) => percent(figures.ngram11) },
  { head: 'exempt', cell: ({ figures }) => number(figures.exemptRuns) },
];

const columns: Column<Line>[] = [
  { head: 'units', cell: ({ units }) => number(units) },
  ...copyingColumns,
  { head: 'stated', cell: ({ figures }) => number(figures.numbers.stated) },
  { head: 'kept', cell: ({ figures }) => number(figures.numbers.kept) },
  { head: 'drifted', cell: ({ figures }) => number(figures.numbers.drifted) },
  { head: 'order', cell: ({ figures }) => figures.order?.toFixed(2).replace(/^-0\.00$/, '0.00') ?? '–' },
  { head: 'missing', cell: ({ figures: { missing } }) => number(missing.names + missing.numbers + missing.sentences) },
  { head: 'warn', cell: ({ figures }) => number(figures.warn) },
  { head: 'fail', cell: ({ figures }) => number(figures.fail) },
];

/** Names are cut at this many characters. */
const longestName = 40;

function shortName(name: string): string {
  const characters = [...printable(name)];
  return characters.length <= longestName ? characters.join('') : `…${characters.slice(1 - longestName).join('')}`;
}

function tableOf<Row>(first: Column<Row>, others: Column<Row>[], rows: Row[]): string[] {
  const all = [first, ...others];
  return aligned([all.map(({ head }) => head), ...rows.map((row) => all.map(({ cell }) => cell(row)))]);
}

/** The figures of each document and of all, one line each. */
export function figuresTable({ documents, units, total }: AuditReport, colors: ChalkInstance): string[] {
  const lines: Line[] = documents.map(({ document, units: amount, figures }) => ({
    name: shortName(document),
    units: amount,
    figures,
  }));
  lines.push({ name: 'total', units: units.length, figures: total });
  const [head = '', ...body] = tableOf({ head: 'document', cell: ({ name }) => name }, columns, lines);
  const colored = body.map((text, at) => colorOf(lines[at], colors)(text));
  return [colors.bold(head), ...colored];
}

function colorOf(line: Line | undefined, colors: ChalkInstance): (text: string) => string {
  if (line === undefined || line.figures.fail + line.figures.warn === 0) return (text) => text;
  return line.figures.fail > 0 ? colors.red : colors.yellow;
}

type Rebuilt = { name: string; figures: Reconstruction };

const rebuiltColumns: Column<Rebuilt>[] = [
  { head: 'words', cell: ({ figures }) => number(figures.words) },
  ...copyingColumns,
  { head: 'ROUGE-L', cell: ({ figures }) => figures.rougeL?.toFixed(2) ?? '–' },
];

/** What a model rebuilt from each unit alone; no lines where none was asked. */
export function reconstructionTable({ units }: AuditReport, colors: ChalkInstance): string[] {
  const rows = units.flatMap(({ document, reconstruction }) =>
    reconstruction === null ? [] : [{ name: shortName(document), figures: reconstruction }],
  );
  if (rows.length === 0) return [];
  const [head = '', ...body] = tableOf(
    { head: 'rebuilt from the unit', cell: ({ name }) => name },
    rebuiltColumns,
    rows,
  );
  return ['', colors.bold(head), ...body];
}

/** A place as `ku validate` names it, pointer last. */
export function placeText({ file, line, pointer }: Pick<AuditFinding, 'file' | 'line' | 'pointer'>): string {
  return printable(`${file}${line === null ? '' : `:${line}`}${pointer === '' ? '' : ` ${pointer}`}`);
}

/** Findings with their places; with what they quote, where the report has it. */
export function findingLines(findings: AuditFinding[], colors: ChalkInstance): string[] {
  return findings.flatMap((finding) => {
    const { severity, check, reason, message } = finding;
    const said = severity === 'fail' ? colors.red('fail') : colors.yellow('warn');
    const text = `${said}  ${placeText(finding)}: ${check}: ${reason}`;
    return message === null ? [text] : [text, `      ${printable(message)}`];
  });
}
