import type { Finding } from '../types/finding.ts';
import { type Check, citedSentences, findingAtFact, findingAtField } from './check.ts';
import { contentStems } from './core.ts';
import type { Fact, Field, View } from './fields.ts';
import type { PassageSource } from './source.ts';
import type { Surroundings } from './surroundings.ts';

/** Words that a sentence of the context has to share beyond every sentence of the passage. */
const fewestWords = 2;

/** What stands around a passage is shown for understanding: a fact that rests on it alone belongs to another unit. */
export const context: Check = {
  name: 'context',
  looksAt: 'numbers and words of a fact that the passage lacks, beside the text that was shown around the passage',
  threshold: `a number that stands in the context alone, or a sentence of the context that shares ${fewestWords} words more with the fact than any of the passage, or one where the passage has nothing of what is said: fails`,
  says: 'the fact stands in the text around the passage, not in the passage',
  run: (source, view) => {
    const { surroundings } = source;
    if (surroundings === null) return [];
    const found = view.facts.flatMap((fact) => findingsOf(source, surroundings, fact));
    return [...found, ...strangers(source, view, new Set(found.map(({ target }) => target)))];
  },
};

/** Entities that the passage does not name, and of which nothing is left when the facts of the context go. */
function strangers(source: PassageSource, view: View, leaked: ReadonlySet<string>): Finding[] {
  return view.names.flatMap((field) => {
    const stems = [...contentStems(field.words)];
    const isHere = stems.length === 0 || stems.some((stem) => source.vocabulary.has(stem));
    const hasFacts = view.facts.some(({ names, pointer }) => names.includes(field.text) && !leaked.has(pointer));
    if (field.kind !== 'name' || isHere || hasFacts) return [];
    return [
      findingAtField(field, [], {
        check: 'context',
        severity: 'fail',
        message: 'the target says nothing of this entity: leave it out',
        reason: 'the passage does not name the entity, and no fact about it is left',
      }),
    ];
  });
}

function findingsOf(source: PassageSource, surroundings: Surroundings, fact: Fact): Finding[] {
  const fields = fact.fields.filter((field) => hasNumberOfContext(source, surroundings, field));
  if (fields.length > 0) {
    return fields.map((field) =>
      findingAtField(field, fact.evidence, {
        check: 'context',
        severity: 'fail',
        message: 'this number stands in the text around the target, not in the target: leave the fact out',
        reason: 'a number stands in the context alone',
      }),
    );
  }
  const measured = wordsOfContext(source, surroundings, fact);
  if (measured === 0) return [];
  return [
    findingAtFact(fact, {
      check: 'context',
      severity: 'fail',
      message: 'this is said in the text around the target, not in the target: leave the fact out',
      reason: 'the fact stands in the context alone',
      measured,
    }),
  ];
}

const hasNumberOfContext = (source: PassageSource, { numbers }: Surroundings, field: Field): boolean =>
  field
    .numbers()
    .some(
      (mention) =>
        !mention.soft && source.numbers.presence(mention) === 'absent' && numbers.presence(mention) === 'same',
    );

/** How many words more one sentence of the context shares with the fact than any of the passage; 0 where the fact is not its. */
function wordsOfContext(source: PassageSource, { sentences, isTable }: Surroundings, fact: Fact): number {
  // The head and the caption of a table name what its cells say.
  if (isTable || restsOnNumber(source, fact)) return 0;
  const [subject = [], ...objects] = fact.nameWords;
  const own = contentStems(subject);
  const said = [...contentStems(fact.labelWords, fact.valueWords, fact.conditionWords, ...objects)];
  const all = [...new Set([...said, ...own])];
  const most = (stems: string[], texts: { has(stem: string): boolean }[]): number =>
    Math.max(0, ...texts.map((text) => stems.filter((stem) => text.has(stem)).length));
  const places = source.sentences.map((sentence) => sentence.places());
  const more = most(all, sentences) - most(all, places);
  const saidThere = most(said, sentences) - most(said, places);
  if (more >= fewestWords && saidThere >= 1) return more;
  return more >= 1 && most(said, places) === 0 && saidThere >= 1 ? more : 0;
}

/** A number of the cited sentences is a fact's own ground, whatever words the context lends it. */
function restsOnNumber(source: PassageSource, fact: Fact): boolean {
  const cited = citedSentences(source, fact.evidence);
  const mentions = fact.fields.flatMap((field) => field.numbers()).filter(({ soft }) => !soft);
  return mentions.some((mention) => cited.some(({ numbers }) => numbers.presence(mention) === 'same'));
}
