import { describe, expect, test } from 'vitest';
import { tell } from './read.ts';

/** What must be told of a made-up sentence with the conditions in brackets, and what must not. */
type Case = [name: string, text: string, told: string[], not: RegExp | null];

async function factsOf(text: string): Promise<string[]> {
  const { relations, attributes, draft } = await tell(text);
  const qualified = [...draft.relations, ...draft.entities.flatMap((entity) => entity.attributes)];
  return [...relations, ...attributes].map((fact, at) => {
    const conditions = qualified[at]?.conditions ?? [];
    return conditions.length === 0 ? fact : `${fact} [${conditions.join('; ')}]`;
  });
}

const cases: Case[] = [
  [
    'a threshold stays with its condition',
    'A lamp with a power higher than the legal limit is classified as a strong lamp.',
    ['lamp | classified_as | strong lamp [with power higher than legal limit]'],
    null,
  ],
  [
    'an adjective behind the subject says which of them are meant',
    'The share of seeds tolerant to frost decreased from 57% to 46%.',
    ['share of seeds | decrease | from 57% to 46% [tolerant to frost]'],
    null,
  ],
  [
    'what stands in a clause of its own is no condition of the main one',
    'The extension to curved walls, whose joints are grooves embedded in a thick layer, is straightforward.',
    ['extension to curved walls | property | straightforward'],
    /extension.*thick layer/,
  ],
  [
    'a gap says the same of another thing',
    'The comet brightened twice, with A1 reaching its highest peak on 26 October 2011, and A2 on 11 November 2011.',
    ['A2 | reach | highest peak [on 11 November 2011]'],
    /A1 .*(?:A2|11 November)/,
  ],
  [
    'two things with a year each',
    'Soil data were acquired by means of a baseline survey in autumn 2005 and a second survey in autumn 2009.',
    ['soil data | acquired_by_means_of | baseline survey [in autumn 2005]'],
    /baseline survey \[.*2009/,
  ],
  [
    'where a comparison is not told, nor is what belongs to it',
    'The northern slopes produce bigger nuts than any other region on the island.',
    [],
    /on island/,
  ],
  [
    'a clause behind a time says which time',
    'The gauges resolve the late ebb period when depths are shallow.',
    ['gauges | resolve | late ebb period'],
    /when/,
  ],
  [
    'alternatives stay alternatives',
    'In our runs, the shell meets a shock and is subsequently compressed or stretched.',
    ['shell | status | compressed or stretched [in runs]'],
    /status \| (?:compressed|stretched)(?: \[|$)/,
  ],
  [
    'a likelihood that is compared is a comparison',
    'Among the pupils, girls were more likely to report severe headaches.',
    ['girls | likelier_to_report | severe headaches [among pupils]'],
    /~/,
  ],
  ['a level is not what it is a level of', 'People with higher levels of education vote early.', [], /with education/],
  [
    'under a hedge, what hangs on it is hedged',
    'The records suggest a slow rise, followed by a change in the crust raising the shore.',
    [],
    /^change.*\| raise/,
  ],
  [
    'what goes with a possibility is possible',
    'The kite may sway as it climbs, never completing a full loop.',
    ['!~kite | complete | full loop'],
    null,
  ],
  ['similar to what nobody could tell', 'The yield is quite similar to that measured by others.', [], /similar/],
  [
    'as wide as possible is no fact of something',
    'The panel aimed to be open and as representative of the nation as possible.',
    [],
    /open_as/,
  ],
  [
    'identified as something is the finding',
    'Low income was identified as a new risk for poor sleep.',
    ['low income | identified_as | new risk [for poor sleep]'],
    /present study \| identify/,
  ],
  [
    'how it compares',
    'Both methods compare favorably with the full model.',
    ['methods | favorably_compare_with | full model'],
    /\| compare_with/,
  ],
  [
    'beginning in a year is not in that year',
    'This study examined the impact of grazing on grasses beginning in 1994.',
    ['present study | examine | impact of grazing [beginning in 1994; on grasses]'],
    /\[in 1994|; in 1994/,
  ],
  [
    'items behind a colon are no condition',
    'Low mood was associated with poor sleep, with the items: worry, loneliness and anger.',
    ['low mood | associated_with | poor sleep'],
    /with items/,
  ],
  [
    'a distance is told with what it is measured from',
    'The first layer was about 500 m above the sea floor.',
    ['first layer | value | about 500 m above sea floor'],
    /about 500 m$/,
  ],
  [
    'a bound stays with its number',
    'Strong gusts result in local shore heat losses >25 K.',
    ['local shore heat losses | amount | > 25 K'],
    /heat losses 25/,
  ],
  [
    'the object of a change is what changes',
    'Frost increases the main loss by a more modest 37%.',
    ['main loss | increase | 37%'],
    /^frost \| increase \| 37/,
  ],
  [
    'two numbers share the unit behind the second',
    'Energies for grain growth of 0.9 and 1.2 eV were measured.',
    ['energies | value | 0.9 eV'],
    /\| 0\.9$/,
  ],
  [
    'brackets around a number before a power of ten are a part of it',
    'The wall width W1=(0.46±0.11)×10-10 m was determined from the spectra.',
    ['wall width W1 | value | 0.46±0.11 ×10-10 m'],
    /\| 10-10 m/,
  ],
  [
    'a fronted phrase with a participle ends at its comma',
    'From the mass change associated with the loss of water, a key size of the grains was determined.',
    ['present study | determine | key size of grains [from mass change]'],
    /determine \| mass change/,
  ],
];

describe('what limits a fact', () => {
  test.each(cases)('%s', async (_name, text, told, not) => {
    const facts = await factsOf(text);
    for (const fact of told) expect(facts).toContain(fact);
    if (not !== null) expect(facts.filter((fact) => not.test(fact))).toEqual([]);
  });
});
