import type { Estimate } from '../../eval/index.ts';
import { escaped } from '../html.ts';
import { percent, points } from './words.ts';

/** A bar of a chart: a share with its interval. */
export type Bar = { name: string; estimate: Estimate };

/** In units of the drawing: how wide all is, the margins, how far rows stand apart, and a bar's height. */
const width = 420;
const margin = 10;
const full = width - 2 * margin;
const step = 48;
const height = 16;

/** Shares of right answers as bars from 0 to 100%, each with the interval as a line; what it shows is also said in words. */
export function chart(caption: string, bars: readonly Bar[]): string {
  const drawn = bars.flatMap(({ name, estimate: { value, interval } }) =>
    value === null ? [] : [{ name, value, interval }],
  );
  if (drawn.length === 0) return '';
  const said = drawn.map(({ name, value }) => `${name} ${percent(value)}`).join(', ');
  const rows = drawn.map((bar, row) => rowAt(bar, row * step));
  return `<figure><svg viewBox="0 0 ${width} ${drawn.length * step}" role="img" aria-label="${escaped(`${caption}: ${said}`)}">
${rows.join('\n')}</svg><figcaption>${escaped(caption)}, with intervals of 95%</figcaption></figure>`;
}

function rowAt(
  { name, value, interval }: { name: string; value: number; interval: Estimate['interval'] },
  top: number,
): string {
  const bar = top + 24;
  const label = `<text x="${margin}" y="${top + 18}">${escaped(name)}</text>`;
  const figure = `<text x="${margin + full}" y="${top + 18}" text-anchor="end">${percent(value)}</text>`;
  const ground = `<rect x="${margin}" y="${bar}" width="${full}" height="${height}" fill="#ececec" />`;
  const filled = `<rect x="${margin}" y="${bar}" width="${rounded(full * value)}" height="${height}" fill="#2f6fad" />`;
  return [label, figure, ground, filled, interval === null ? '' : whiskers(interval, bar)].join('');
}

function whiskers({ low, high }: { low: number; high: number }, bar: number): string {
  const [from, to] = [rounded(margin + full * low), rounded(margin + full * high)];
  const middle = bar + height / 2;
  const path = `M${from} ${bar + 3}V${bar + height - 3}M${from} ${middle}H${to}M${to} ${bar + 3}V${bar + height - 3}`;
  const said = `${points(low)} to ${points(high)}`;
  return `<path d="${path}" stroke="#fff" stroke-width="5" fill="none" /><path d="${path}" stroke="#111" stroke-width="2" fill="none"><title>${said}</title></path>`;
}

const rounded = (length: number): number => Math.round(length * 10) / 10;
