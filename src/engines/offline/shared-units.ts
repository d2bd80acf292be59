import { type Written, writtenOf } from './proxies.ts';
import type { QuantitySpan } from './quantities.ts';
import type { Token } from './tokens.ts';

/** A token, or the tokens of a quantity as one. */
export type Merged = { token: Token; written: Written; quantity: QuantitySpan | null };

export const mergedOf = (
  token: Token,
  quantity: QuantitySpan | null,
  written: Written = writtenOf(token.text),
): Merged => ({ token, written, quantity });

/** The word is longer than it seemed. */
export function extend(merged: Merged, text: string, end: number = merged.token.end): void {
  merged.token = { text, start: merged.token.start, end };
  merged.written = writtenOf(text);
}

/** "0.9 and 1.2 eV": the unit behind the second number is that of the first as well. */
export function shareUnits(merged: Merged[]): Merged[] {
  merged.forEach(({ quantity }, at) => {
    const first = merged[at - 2];
    const unit = quantity?.quantity.unit ?? null;
    if (
      unit === null ||
      !first?.quantity ||
      first.quantity.quantity.unit !== null ||
      merged[at - 1]?.token.text !== 'and'
    )
      return;
    if (
      !/^[\d.,±]+$/.test(first.quantity.text) ||
      !/^[\d.,±]+\s?\D*$/.test(quantity?.text ?? '') ||
      /[\p{L}]{4,}/u.test(unit)
    )
      return;
    const own = first.quantity;
    first.quantity = { ...own, text: `${own.text} ${unit}`, quantity: { ...own.quantity, unit } };
    extend(first, first.quantity.text);
  });
  return merged;
}
