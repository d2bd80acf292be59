import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf, shuffled } from '../../src/eval/random.ts';
import type { Question } from '../../src/types/question.ts';
import type { Unit } from '../../src/types/unit.ts';
import { unitOf } from './audited.ts';
import { attributeOf, draftOf, entityOf } from './drafts.ts';
import type { AskedRequest, Played } from './endpoint.ts';

/** A fact of a made-up document, with the question that it answers. */
type Fact = {
  document: string;
  place: number;
  sentence: string;
  stem: string;
  name: string;
  value: string;
  others: string[];
};

const things = ['iron kettle', 'glass lantern', 'clay vessel', 'copper ladle'];
/** Of four lengths, so that the right option is the longest in a quarter of the questions. */
const measures = ['g', 'grams', 'kilograms', 'hundredweights'];
const documents = Array.from({ length: 12 }, (_, at) => `site-${at + 1}`);

export const facts: Fact[] = documents.flatMap((document, at) =>
  things.map((thing, place): Fact => {
    const amount = 1000 + 40 * at + 4 * place;
    const [value = '', ...others] = measures.map(
      (_, option) => `${amount + option} ${measures[(option + place + at) % measures.length]}`,
    );
    const sentence = `At ${document} the surveyors found a ${thing} whose mass came to ${value} when it was dry.`;
    const stem = `What is the mass of the dry ${thing} of ${document}?`;
    return { document, place, sentence, stem, name: `${thing} mass`, value, others };
  }),
);

const factsOf = (document: string, among: readonly Fact[] = facts) =>
  among.filter((fact) => fact.document === document);

export const textOf = (document: string): string =>
  factsOf(document)
    .map(({ sentence }) => sentence)
    .join(' ');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Units that hold these facts alone; what a fact says is its value, or another text. */
export function unitsWith(kept: readonly Fact[], said: (fact: Fact) => string = ({ value }) => value): Unit[] {
  return documents.map((document) => {
    const attributes = factsOf(document, kept).map((fact) =>
      attributeOf({ name: fact.name, value: said(fact), evidence: [fact.place + 1] }),
    );
    return unitOf(draftOf({ entities: [entityOf('e1', document, { attributes })] }), textOf(document), document);
  });
}

/** All facts but a share of them, taken by chance; a larger share takes the same and more. */
export const withoutShare = (share: number): Fact[] =>
  shuffled(facts, randomOf('deleted')).slice(Math.round(share * facts.length));

export function questionOf({ document, place, stem, value, others }: Fact, at: number): Question {
  const key = (at % 4) as Question['key'];
  const options = [...others];
  options.splice(key, 0, value);
  return {
    schema: 'ku/question/1',
    id: `q_${sha256(stem).slice(0, 32)}`,
    document: { id: document, sha256: sha256(textOf(document)) },
    kind: place === 0 ? 'condition' : 'number',
    evidence: [place + 1],
    stem,
    options: options as Question['options'],
    key,
    stratum: place === 1 ? 'guessable' : 'open',
    provenance: { model: 'made-up', prompts: [] },
  };
}

function questionsFile(questions: readonly Question[]): string {
  const lines = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const last = (hash: string) =>
    `${JSON.stringify({ schema: 'ku/questions/1', sha256: hash, questions: questions.length, dropped: {}, seed: 1 })}\n`;
  return `${lines}${last(sha256(`${lines}${last('0'.repeat(64))}`))}`;
}

/** Writes texts, units and questions into a folder. */
export function writeExam(
  cwd: string,
  units: readonly Unit[],
  questions: readonly Question[] = facts.map(questionOf),
): void {
  mkdirSync(join(cwd, 'texts'), { recursive: true });
  for (const document of documents) writeFileSync(join(cwd, 'texts', `${document}.txt`), textOf(document));
  writeFileSync(join(cwd, 'units.jsonl'), units.map((unit) => `${JSON.stringify(unit)}\n`).join(''));
  writeFileSync(join(cwd, 'questions.jsonl'), questionsFile(questions));
}

/** What a reader was shown, read back from the request. */
export type Shown = { context: string; stem: string; options: string[] };

function shownIn({ body }: AskedRequest): Shown {
  const text = body.messages.at(-1)?.content ?? '';
  const context = /<<<DATA \w+\n([\s\S]*?)\nDATA \w+>>>/.exec(text)?.[1] ?? '';
  const [stem = '', ...options] = (/<<<QUESTION \w+\n([\s\S]*?)\nQUESTION \w+>>>/.exec(text)?.[1] ?? '').split('\n');
  return { context, stem, options: options.map((option) => option.slice(3)) };
}

type Answering = (shown: Shown) => { words: string; answer: string };

export const playing =
  (answering: Answering) =>
  (request: AskedRequest): Played => ({ content: JSON.stringify(answering(shownIn(request))) });

/** Finds the one option that stands in the context, and knows nothing else. */
export const lookingUp: Answering = ({ context, options }) => {
  const at = options.slice(0, 4).findIndex((option) => context.includes(option));
  if (at >= 0) return { words: options[at] ?? '', answer: 'ABCD'.charAt(at) };
  return { words: '', answer: options.length === 5 ? 'E' : 'A' };
};

/** Quotes whatever the context begins with. */
const quoting = (context: string): string => context.split(/[.\n]/)[0] ?? '';

export const alwaysB: Answering = ({ context }) => ({ words: quoting(context), answer: 'B' });

export const longest: Answering = ({ context, options }) => {
  const lengths = options.slice(0, 4).map((option) => option.length);
  return { words: quoting(context), answer: 'ABCD'.charAt(lengths.indexOf(Math.max(...lengths))) };
};
