import type { QuantitySpan } from './quantities.ts';
import { type Token, tokenOf } from './tokens.ts';

/** A token, or the tokens of a quantity as one. */
export type Merged = { token: Token; quantity: QuantitySpan | null };

/** The word is longer than it seemed. */
export function extend(merged: Merged, text: string, end: number = merged.token.end): void {
  merged.token = tokenOf(text, merged.token.start, end);
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
