import type { Sink } from './sink.ts';
import { sourceOf } from './tokens.ts';
import { type Cursor, takeArgument, takeOptional, takeStar } from './tree.ts';

/** A citation is a number in brackets, as in print; so a sentence that it begins or ends stays whole. */
export function cite(cursor: Cursor, sink: Sink): void {
  takeStar(cursor);
  takeOptional(cursor);
  takeOptional(cursor);
  const { cited } = sink.paper;
  const numbers = sourceIn(takeArgument(cursor))
    .split(',')
    .map((key) => {
      const known = cited.get(key.trim()) ?? cited.size + 1;
      cited.set(key.trim(), known);
      return known;
    });
  sink.pieces.push(`[${numbers.join(', ')}]`);
}

export function refer(cursor: Cursor, sink: Sink, name: string): void {
  takeStar(cursor);
  const keys = sourceIn(takeArgument(cursor)).split(',');
  const labels = keys.flatMap((key) => sink.paper.labels.get(key.trim()) ?? []);
  const numbers = labels.map(({ number }) => number).join(', ');
  const named = /^(?:[cCvV]ref|[aA]utoref|[fF]ref)$/.test(name) ? `${labels[0]?.kind ?? ''} ` : '';
  sink.pieces.push(name === 'eqref' ? `(${numbers})` : `${named}${numbers}`);
}

const sourceIn = ({ tokens, at, end }: Cursor): string => sourceOf(tokens, at, end);
