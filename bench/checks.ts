import { createHash } from 'node:crypto';
import type { Document } from '../src/types/document.ts';
import type { Draft } from '../src/types/draft.ts';
import type { Target } from '../src/types/engine.ts';
import type { Passage } from '../src/types/passage.ts';
import { type GoodUnit, goodUnits } from '../test/support/good-units.ts';
import { median } from './measure.ts';

/** What is measured is what was built: a loader of TypeScript adds calls of its own. */
const built = async (file: string): Promise<unknown> => import(new URL(`../dist/${file}`, import.meta.url).href);
const { checkDraft, missingList } = (await built('checks/index.js')) as typeof import('../src/checks/index.ts');
const { passagesOf } = (await built('passages/index.js')) as typeof import('../src/passages/index.ts');

/**
 * CPU of all checks (check and missing list, as a run has them of each draft) on the good units of the tests, and of one
 * long document. Prints JSON. Nothing is remembered from round to round: documents and passages are new objects in each.
 */
export type ChecksCost = {
  /** Facts and CPU milliseconds for 200 words of an abstract. */
  facts: number;
  milliseconds: number;
  /** Time per word of 100,000 words against that of 1,000 (which fit into the young heap), and of 10,000. */
  growth: number;
  growthOfLong: number;
};

const factsOf = ({ entities, relations }: Draft): number =>
  relations.length + entities.reduce((sum, { attributes }) => sum + attributes.length, 0);

const wordsIn = (text: string): number => text.split(/\s+/).length;

function check(document: Document, passage: Passage, draft: Draft): void {
  const target: Target = { document: { ...document }, passage: { ...passage } };
  missingList(target, checkDraft(target, draft).draft);
}

/** CPU milliseconds of one call: user and system, of all threads. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function perRound(rounds: number, work: () => void): number {
  for (let round = 0; round < rounds / 4; round += 1) work();
  return median(Array.from({ length: rounds }, () => cpuOf(work)));
}

/** A document of so many words: sentences of the units in turn, every fifth word made another one. */
function longDocument(units: readonly GoodUnit[], words: number): Document {
  const sentences = units.flatMap(({ target }) => target.passage.sentences.map((sentence) => sentence.text));
  const parts: string[] = [];
  let seed = 1;
  for (let count = 0; count < words; ) {
    seed = (seed * 48_271) % 2_147_483_647;
    const sentence = (sentences[seed % sentences.length] ?? '').split(' ');
    const changed = sentence.map((word, at) => (at % 5 === 4 ? `${word}${(seed % 997).toString(36)}` : word));
    parts.push(changed.join(' '));
    count += sentence.length;
  }
  const text = parts.join(' ');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const credit = { title: null, authors: [], year: null, doi: null, url: null, license: null };
  return { id: 'long', credit, text, sha256, language: null, blocks: [], place: 'bench' };
}

/** Letters for a number, to tell copies of a name apart. */
const letters = (number: number): string =>
  number.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));

/** A copy of a draft: entities of its own, evidence within its own stretch of the passage. */
function copyOf(draft: Draft, copy: number, from: number, sentences: number): Draft {
  const cited = (evidence: number[]): number[] => evidence.map((one) => from + ((one * 7) % sentences) + 1);
  const own = (id: string): string => `${id}-${copy}`;
  return {
    summary: null,
    entities: draft.entities.map(({ id, name, attributes, ...rest }) => ({
      ...rest,
      id: own(id),
      name: `${name} ${letters(copy)}`,
      attributes: attributes.map((one) => ({ ...one, evidence: cited(one.evidence) })),
    })),
    relations: draft.relations.map((one) => ({
      ...one,
      subject: own(one.subject),
      object: { ...one.object, entity: one.object.entity === null ? null : own(one.object.entity) },
      evidence: cited(one.evidence),
    })),
  };
}

/** CPU milliseconds per word of a document of so many words, with the facts of a unit for every 200 of them. */
function perWord(units: readonly GoodUnit[], words: number, rounds: number): number {
  const document = longDocument(units, words);
  const [passage] = passagesOf(document);
  if (passage === undefined) return Number.NaN;
  const copies = Math.round(words / 200);
  const stretch = Math.floor(passage.sentences.length / copies);
  const drafts = units.map((unit) => unit.draft);
  const parts = Array.from({ length: copies }, (_, at) => {
    const draft = drafts[at % drafts.length];
    return draft === undefined ? [] : [copyOf(draft, at, at * stretch, stretch)];
  }).flat();
  const draft: Draft = {
    summary: null,
    entities: parts.flatMap((part) => part.entities),
    relations: parts.flatMap((part) => part.relations),
  };
  return perRound(rounds, () => check(document, passage, draft)) / wordsIn(document.text);
}

const units = goodUnits();
const words = units.reduce((sum, { target }) => sum + wordsIn(target.document.text), 0);
const facts = units.reduce((sum, { draft }) => sum + factsOf(draft), 0);
const milliseconds = perRound(200, () => {
  for (const { target, draft } of units) check(target.document, target.passage, draft);
});
const short = perWord(units, 1000, 200);
const middle = perWord(units, 10_000, 40);
const long = perWord(units, 100_000, 8);
const cost: ChecksCost = {
  facts: (200 * facts) / words,
  milliseconds: (200 * milliseconds) / words,
  growth: long / short,
  growthOfLong: long / middle,
};
process.stdout.write(`${JSON.stringify(cost)}\n`);
