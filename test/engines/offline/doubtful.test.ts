import { describe, expect, test } from 'vitest';
import { tell } from './read.ts';

const facts = async (text: string): Promise<string[]> => {
  const { relations, attributes } = await tell(text);
  return [...relations, ...attributes];
};

/** Constructions in which a nearer reading would be false: what must be told, and what must not. */
const readings: [name: string, text: string, told: string[], untold: RegExp][] = [
  [
    'verb behind a relative clause that only papers do',
    'We obtained complaints that contained allegations and analyzed the reports of lakes.',
    ['present study | analyze | reports of lakes'],
    /complaints \| analyze/,
  ],
  [
    'joined noun that looks like a verb',
    'The film shows advantages in friction reduction and wear resistance.',
    [],
    /\| wear \|/,
  ],
  [
    'gerunds of a list',
    'The tool will aid in finding subtypes, predicting outcomes, and planning treatments.',
    [],
    /tool \| (?:predict|plan) /,
  ],
  [
    'second gerund behind a preposition',
    'The interest in mapping and exploiting caves generates a conflict.',
    [],
    /exploiting caves \| generate/,
  ],
  [
    'gerund with its preposition',
    'Correcting for tides allows a better estimate.',
    ['correcting for tides | allow | better estimate'],
    /^correcting \|/,
  ],
  [
    'phrase that opens the main clause and is to do something',
    'When the wind is weak, a coarse grid to approximate the flow is sufficient.',
    ['coarse grid | property | sufficient'],
    /wind \| (?:property \| sufficient|approximate)/,
  ],
  [
    'it that stands for an infinitive behind another verb',
    'The lake cools the valley. It may prove advantageous to measure the drift.',
    [],
    /lake \| (?:measure|prove)/,
  ],
  ['it that stands for a question', 'The lake is deep. It is unclear how the fish survive.', [], /unclear/],
  [
    'participle behind joined phrases',
    'The detection and treatment of a disease affecting cattle are costly.',
    ['disease | affect | cattle'],
    /treatment of disease \| affect/,
  ],
  [
    'passive that tells nothing',
    'The devices were operated. The growth was inhibited.',
    ['growth | status | inhibited'],
    /operated/,
  ],
  ['noun behind to', 'Most uses are confined to flows on smooth plates.', [], /\| flow_on \|/],
];

describe('a doubtful reading is told rightly or not at all', () => {
  test.each(readings)('%s', async (_name, text, told, untold) => {
    const all = await facts(text);
    expect(all).toEqual(expect.arrayContaining(told));
    expect(all.filter((fact) => untold.test(fact))).toEqual([]);
  });
});
