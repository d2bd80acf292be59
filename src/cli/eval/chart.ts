import type { Estimate } from '../../eval/index.ts';
import { escaped } from '../html.ts';
import { percent, points } from './words.ts';

/** A bar of a chart: a share of so many, with its interval. */
export type Bar = { name: string; estimate: Estimate; of: number };

/** In units of the drawing: how wide all is, the margins, a line of words, a bar's height, and what stands around it. */
const width = 420;
const margin = 18;
const full = width - 2 * margin;
const line = 18;
const height = 16;
const around = 12;
const axis = 26;
/** Characters of a name that have room beside its figure, however wide they are drawn. */
const mostCharacters = 28;

type Drawn = { lines: string[]; name: string; of: number; value: number; interval: Estimate['interval'] };

/** Shares as bars from 0 to 100%, each with the interval as a line; what it shows is also said in words. */
export function chart(caption: string, bars: readonly Bar[]): string {
  const drawn = bars.flatMap(({ name, of, estimate: { value, interval } }): Drawn[] =>
    value === null ? [] : [{ lines: linesOf(name), name, of, value, interval }],
  );
  if (drawn.length === 0) return '';
  const said = drawn.map(({ name, value, of }) => `${name} ${percent(value)} of ${of}`).join(', ');
  let bottom = 0;
  const rows = drawn.map((bar) => {
    const row = rowAt(bar, bottom);
    bottom += bar.lines.length * line + height + around;
    return row;
  });
  return `<figure><svg viewBox="0 0 ${width} ${bottom + axis}" role="img" aria-label="${escaped(`${caption}: ${said}`)}">
${rows.join('\n')}
${scaleAt(bottom)}</svg><figcaption>${escaped(caption)}. The thin lines are intervals of 95%.</figcaption></figure>`;
}

function rowAt({ lines, of, value, interval }: Drawn, top: number): string {
  const bar = top + lines.length * line + 4;
  const labels = lines.map((text, at) => `<text x="${margin}" y="${top + at * line + 16}">${escaped(text)}</text>`);
  const figure = `<text x="${margin + full}" y="${top + 16}" text-anchor="end">${percent(value)} of ${of}</text>`;
  const ground = `<rect class="ground" x="${margin}" y="${bar}" width="${full}" height="${height}" />`;
  const filled = `<rect class="bar" x="${margin}" y="${bar}" width="${rounded(full * value)}" height="${height}" />`;
  return [...labels, figure, ground, filled, interval === null ? '' : whiskers(interval, bar)].join('');
}

/** A name in lines that have room, broken where its parts end; a part that is too long anywhere. */
function linesOf(name: string): string[] {
  const parts = name
    .split(/(?<=[\s/\\_:-])|(?<=\.)(?!\d)/)
    .flatMap((part) => part.match(new RegExp(`.{1,${mostCharacters}}`, 'gsu')) ?? []);
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last === undefined || [...last, ...part.trimEnd()].length > mostCharacters) lines.push(part);
    else lines[lines.length - 1] = last + part;
  }
  return lines.map((text) => text.trim());
}

function whiskers({ low, high }: { low: number; high: number }, bar: number): string {
  const [from, to] = [rounded(margin + full * low), rounded(margin + full * high)];
  const middle = bar + height / 2;
  const path = `M${from} ${bar + 3}V${bar + height - 3}M${from} ${middle}H${to}M${to} ${bar + 3}V${bar + height - 3}`;
  const said = `${points(low)} to ${points(high)}`;
  return `<path class="halo" d="${path}" /><path class="line" d="${path}"><title>${said}</title></path>`;
}

/** Marks below the bars. */
function scaleAt(top: number): string {
  const marks = [0, 25, 50, 75, 100].map((mark) => {
    const x = rounded(margin + (full * mark) / 100);
    return `<path class="tick" d="M${x} ${top - 6}v4" /><text class="scale" x="${x}" y="${top + 12}" text-anchor="middle">${mark}%</text>`;
  });
  return marks.join('');
}

const rounded = (length: number): number => Math.round(length * 10) / 10;
