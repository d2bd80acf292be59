import { describe, expect, test } from 'vitest';
import { tell } from './read.ts';

/** What must be told of a made-up sentence, and what must not. */
const cases: [name: string, text: string, told: string[], not: RegExp | null][] = [
  [
    'a relative clause belongs to the new thing, not to the known one',
    'We present the first escape model for the upper atmosphere that includes all heavy species.',
    ['first escape model | include | heavy species'],
    /^upper atmosphere/,
  ],
  [
    'a relative clause belongs to what agrees with its verb',
    'The tool checks traces against properties written in temporal logic, which represent desired states.',
    ['properties | represent | desired states'],
    /^temporal logic/,
  ],
  [
    'respectively pairs two lists',
    'Rust and mildew were treated with copper and sulphur, respectively.',
    ['rust | treated_with | copper', 'mildew | treated_with | sulphur'],
    /rust .* sulphur/,
  ],
  [
    'an adverb that decides stays',
    'The tests poorly represent the field.',
    ['tests | poorly_represent | field'],
    /tests \| represent/,
  ],
  [
    'what is usual is not what the paper did',
    'Traps are often used to catch beetles.',
    ['traps | used_to_catch | beetles'],
    /present study/,
  ],
  [
    'who compares also analyses',
    'We compared response types to analyse plant growth.',
    ['?present study | analyze | plant growth'],
    /response types \| analy/,
  ],
  [
    'an adjective with an infinitive',
    'Seeds are difficult to detect.',
    ['seeds | property | difficult to detect'],
    null,
  ],
  ['than expected', 'The yield was higher than expected.', ['yield | property | higher than expected'], /expect_/],
  [
    'a participle before a predicate noun is its modifier',
    'Basins are generalized models of lakes.',
    ['basins | is_a | generalized models of lakes'],
    /status/,
  ],
  [
    'a share is told with its number',
    '96% of the animals survived the winter.',
    ['96% of animals | survive | winter'],
    /^animals/,
  ],
  ['a size is part of a name', 'The probe covers a 62 kb region.', ['probe | cover | 62 kb region'], /amount/],
  ['an expletive names nothing', 'The kiln broke. It may prove useful to dry the seeds.', [], /useful/],
  ['what nobody could tell without the text', 'The kiln broke. Zinc affects this effect.', [], /effect$/],
  [
    'a possessive subject is told with its owner',
    'Glaciers scoured valleys, and their retreat exposed bedrock.',
    ['retreat of glaciers | expose | bedrock'],
    /^retreat \|/,
  ],
];

describe('what belongs to what', () => {
  test.each(cases)('%s', async (_name, text, told, not) => {
    const { relations, attributes } = await tell(text);
    const facts = [...relations, ...attributes];
    for (const fact of told) expect(facts).toContain(fact);
    if (not !== null) expect(facts.filter((fact) => not.test(fact))).toEqual([]);
  });
});
