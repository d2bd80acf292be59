import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tell } from './read.ts';

const page = readFileSync(new URL('../../../docs/offline-engine.md', import.meta.url), 'utf8');

/** Rows of the table of constructions: name, example, fact. */
const rows = page
  .split('\n')
  .filter((line) => line.includes(' → '))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', example = '', fact = '']): [string, string, string] => [name, example, fact]);

const folded = (fact: string): string => fact.toLowerCase().replaceAll('analyze', 'analyse');

describe('the page on the offline engine', () => {
  test('has a table of constructions', () => expect(rows.length).toBeGreaterThan(20));

  test.each(rows)('%s: %s', async (_name, example, fact) => {
    const { relations, attributes } = await tell(example);
    expect([...relations, ...attributes].map(folded)).toContain(folded(fact.replaceAll(' → ', ' | ')));
  });

  test('a fact that is not there would be seen', async () => {
    const { relations } = await tell('Heavy rain erodes the northern slopes.');
    expect(relations.map(folded)).not.toContain('northern slopes | erode | heavy rain');
  });
});
