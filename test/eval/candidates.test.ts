import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../src/eval/candidates.ts';
import { abstractOf, beginningOf } from '../../src/eval/excerpts.ts';
import { contextsOf, saidByUnits } from '../../src/eval/said.ts';
import { assemble } from '../../src/read/assemble.ts';
import type { Part } from '../../src/types/structured-text.ts';
import type { Unit } from '../../src/types/unit.ts';
import { documentOf, unitOf } from '../support/audited.ts';
import { attributeOf, draftOf, entityOf } from '../support/drafts.ts';
import { facts, questionOf } from '../support/exam.ts';

const names = Array.from({ length: 40 }, (_, at) => `plot ${at + 1}`);
const documents = names.map((name) => documentOf(`Basil grew well on ${name} in spring.`, name));
const unitsOf = (name: string): Unit => {
  const document = documents[names.indexOf(name)];
  const entities = [entityOf('e1', 'basil', { attributes: [attributeOf({ value: name })] })];
  return unitOf(draftOf({ entities }), document?.text, name);
};
const fact = facts[0] as (typeof facts)[number];
const questions = documents.map(({ id, sha256 }, at) => ({
  ...questionOf(fact, at),
  id: `q_${at}`,
  document: { id, sha256 },
}));

const said = (units: readonly Unit[]) => contextsOf(saidByUnits(units));

describe('the control of a document', () => {
  const digests = documents.map(({ sha256 }) => sha256).toSorted();
  const nameOf = (sha256: string) => documents.find((document) => document.sha256 === sha256)?.id ?? '';

  it('is the units of the next document, by digest, and the first again behind the last', () => {
    const { candidates } = candidatesOf(questions, documents, said(names.map(unitsOf)));
    expect(candidates.map(({ document }) => document.id)).toEqual(names);
    for (const { document, contexts } of candidates) {
      const next = digests[(digests.indexOf(document.sha256) + 1) % digests.length] ?? '';
      expect(contexts.other).toContain(`height: ${nameOf(next)}`);
      expect(contexts.units).toContain(`height: ${document.id}`);
    }
  });

  it('leaves out documents without units, and is never the document itself', () => {
    const [first = '', , third = ''] = digests;
    const two = candidatesOf(questions, documents, said([first, third].map(nameOf).map(unitsOf))).candidates;
    const controls = two.map(({ document, contexts }) => [document.sha256, contexts.other]);
    const [ofFirst, ofThird] = [first, third].map((sha256) => controls.find(([own]) => own === sha256)?.[1]);
    expect([ofFirst, ofThird]).toEqual([
      expect.stringContaining(nameOf(third)),
      expect.stringContaining(nameOf(first)),
    ]);
    const one = candidatesOf(questions, documents, said([unitsOf(nameOf(first))])).candidates;
    const sat = one.filter(({ contexts }) => Object.hasOwn(contexts, 'other')).map(({ document }) => document.sha256);
    expect(sat).toHaveLength(names.length - 1);
    expect(sat).not.toContain(first);
  });

  it('keeps the order of the questions, and names what has no source', () => {
    const { candidates, withoutSource, withoutUnits } = candidatesOf(
      questions.toReversed(),
      documents.slice(1),
      said(names.slice(2).map(unitsOf)),
    );
    expect(candidates[0]?.document.id).toBe('plot 40');
    expect(withoutSource).toEqual([{ id: 'plot 1', questions: 1 }]);
    expect(withoutUnits).toEqual(['plot 2']);
  });
});

const heading = (text: string, level = 1): Part => ({ kind: 'heading', level, text });
const paragraph = (text: string): Part => ({ kind: 'paragraph', text });

describe('the abstract of a full paper', () => {
  const body = [heading('Methods'), paragraph('Plots were dug in May and left alone until the first frost came.')];

  it('is all that stands in its section, headings aside', () => {
    const parts = [heading('Abstract'), paragraph('Basil grew.'), heading('Methods', 2), paragraph('We dug.'), ...body];
    expect(abstractOf(assemble(parts))).toBe('Basil grew.\n\nWe dug.');
    expect(abstractOf(assemble([heading('SUMMARY'), paragraph('Basil grew.'), ...body]))).toBe('Basil grew.');
  });

  it.each([
    ['an abstract and nothing else', [heading('Abstract'), paragraph('Basil grew.')]],
    [
      'an abstract and a shorter note',
      [heading('Abstract'), paragraph('Basil grew well.'), heading('Note'), paragraph('New.')],
    ],
    ['no abstract', body],
    [
      'no sections',
      [paragraph('Basil grew.'), paragraph('It was sold later, to whomever came to the market and asked.')],
    ],
  ])('is none of %s', (_, parts) => expect(abstractOf(assemble(parts))).toBeNull());
});

describe('the beginning of a text', () => {
  it.each([
    [0, ''],
    [1, 'One'],
    [3, 'One two,\n\nthree'],
    [4, 'One two,\n\nthree four.'],
    [9, 'One two,\n\nthree four.'],
  ])('of %i words', (words, expected) => expect(beginningOf('One two,\n\nthree four.', words)).toBe(expected));
});
