import { splitSentences } from '../text/sentences.ts';
import type { Unit } from '../types/unit.ts';
import { attributeLine, contextOf, relationLine } from './context.ts';
import { grouped } from './grouped.ts';

/** One fact that units state, and where: the pointer leads into the unit, the sentences are those of its passage. */
type SaidFact = { text: string; unit: string; pointer: string; sentences: number[] };

/**
 * What a system says of one document: a context to read and quote, and its facts; null where only a reader can tell what they are, as
 * in the output of another extractor.
 */
type Said = { context: string; facts: SaidFact[] | null };

/** What a system says, by the digest of the text of the document. */
export type SaidByDocument = ReadonlyMap<string, Said>;

/** What units say: each attribute, each relation and each sentence of a summary is a fact. A unit that came twice says it once. */
export function saidByUnits(units: readonly Unit[]): SaidByDocument {
  const once = [...new Map(units.map((unit) => [`${unit.document.sha256} ${unit.id}`, unit])).values()];
  const byDocument = grouped(once, ({ document }) => document.sha256);
  return new Map(
    [...byDocument].map(([sha256, own]) => [sha256, { context: contextOf(own), facts: own.flatMap(factsOf) }]),
  );
}

/** What others wrote, as it stands. */
export const saidByOthers = (contexts: ReadonlyMap<string, string>): SaidByDocument =>
  new Map([...contexts].map(([sha256, context]) => [sha256, { context, facts: null }]));

function factsOf({ id: unit, summary, entities, relations }: Unit): SaidFact[] {
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  return [
    ...splitSentences(summary ?? '').map(({ text }) => ({ text, unit, pointer: '/summary', sentences: [] })),
    ...entities.flatMap(({ name, attributes }, entity) =>
      attributes.map((attribute, at) => ({
        ...{ text: attributeLine(name, attribute), unit, pointer: `/entities/${entity}/attributes/${at}` },
        sentences: attribute.evidence,
      })),
    ),
    ...relations.map((relation, at) => ({
      ...{ text: relationLine(relation, names), unit, pointer: `/relations/${at}`, sentences: relation.evidence },
    })),
  ];
}

/** What a reader is given of each document. */
export const contextsOf = (said: SaidByDocument): ReadonlyMap<string, string> =>
  new Map([...said].map(([sha256, { context }]) => [sha256, context]));
