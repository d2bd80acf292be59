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
  [
    'both sides of neither',
    'Neither XMRV nor MLV sequences were detected.',
    ['!MLV sequences | status | detected'],
    /^MLV/,
  ],
  [
    'remark on a chain',
    'The method finds the slope at a cost of ten steps, which is crucial for ships.',
    [],
    /crucial/,
  ],
  [
    'phrase that belongs to more than a participle',
    'The slope of the power extracted with respect to the wind was computed.',
    [],
    /respect/,
  ],
  [
    'list behind the name of a place',
    'The network joins firms in the United States, including banks and insurers.',
    ['firms | include | banks', 'firms | include | insurers'],
    /States \| include/,
  ],
  [
    'what holds between two',
    'Agreement was found between the predictions and the measured energies.',
    ['agreement | found_between | predictions and measured energies'],
    /\| predictions$/,
  ],
  [
    'second clause behind when',
    'The buoys resolve the swash when depths are shallow and velocities are high.',
    ['buoys | resolve | swash'],
    /velocities/,
  ],
  ['clause behind before', 'Smokers crave tobacco before they are able to purchase it.', [], /purchase/],
  ['purpose in a question', 'The maps show how turbines should be configured to extract power.', [], /extract/],
  [
    'people who',
    'We coded the movements of participants who held a secret.',
    ['participants | hold | secret'],
    /movements of participants \| hold/,
  ],
  [
    'what serves a purpose in a clause with a verb',
    'The patients are independent of the samples used to derive the scores.',
    ['samples | used_to_derive | scores'],
    /patients \| derive/,
  ],
  [
    'participle that ends in -bed',
    'The schemes described in the complaints had three owners.',
    ['schemes | have | owners'],
    /complaints \| have/,
  ],
  [
    'noun that makes a verb with another',
    'The truth tellers took part in long press conferences.',
    ['truth tellers | take_part_in | long press conferences'],
    /take_in/,
  ],
  [
    'measure of what stands before with',
    'The resin was modified by the addition of rubber particles with a mean diameter of 0.18 μm.',
    ['rubber particles | mean diameter | 0.18 μm'],
    /diameter \| value/,
  ],
  [
    'measure of a measure',
    'Activation energies for crystallite growth of 0.99 eV were derived.',
    ['activation energies | value | 0.99 eV'],
    /growth \| value/,
  ],
  [
    'noun between a noun and a participle',
    'From the length change associated with the removal of defects, a quantity was determined.',
    ['length change | associated_with | removal of defects'],
    /^length \|/,
  ],
  [
    'cause of a clause',
    'The rotation causes the forces acting on the plate to accelerate the plate.',
    ['forces | act_on | plate'],
    /cause \| forces/,
  ],
  ['agent that nobody knows', 'The ratios are controlled by those of parent soils.', [], /status/],
  [
    'change from end to end with more between',
    'The energy increased from 117 J for the pure resin to 947 J.',
    ['energy | increase | from 117 to 947 J'],
    /\| 117 J$/,
  ],
  [
    'object that changes from end to end',
    'The addition of particles increased GIc from about 120 J/m2 to 950 J/m2.',
    ['addition of particles | increase | GIc', 'GIc | increase | from about 120 to 950 J/m2'],
    /120 J/,
  ],
  [
    'what doing something brings',
    'Depths were measured with a laser, yielding better maps.',
    ['present study | measure | depths'],
    /yield/,
  ],
  ['passive that needs what is not known', 'Energy is converted to kinetic.', [], /status/],
  [
    'denial behind an adverb',
    'The map is currently not available to clinicians.',
    ['!map | available_to | clinicians'],
    /^map/,
  ],
  ['plural that is no verb', 'We searched 29 transcription factor genes important for growth.', [], /gene_/],
  [
    'what is only supposed',
    'This is at odds with the assumption that the drift is the speed of the disc.',
    [],
    /drift/,
  ],
  [
    'second passive of a modal',
    'Planet migration may be stopped or reversed.',
    ['~planet migration | status | stopped or reversed'],
    /^planet/,
  ],
  ['factor', 'Compression increases emission by a factor of 4.5.', ['compression | increase | emission'], /^factor/],
  [
    'perfect with an adverb',
    'The tool has often involved a trickle of gas.',
    ['tool | involve | trickle of gas'],
    /state/,
  ],
  ['noun behind to', 'Most uses are confined to flows on smooth plates.', [], /\| flow_on \|/],
];

/** Numbers between brackets: what they are said of, with their conditions. */
const bracketed: [name: string, text: string, told: string[]][] = [
  [
    'odds ratio and interval',
    'Smoking was associated with cancer (OR = 2.5, 95% CI 1.2-3.4, p<0.001).',
    ['smoking | associated_with | cancer | p < 0.001; 95% CI 1.2-3.4; OR = 2.5'],
  ],
  [
    'interval with a comma',
    'Depression predicted mortality (HR 1.5; 95% CI: 1.1, 2.0).',
    ['depression | predict | mortality | 95% CI: 1.1, 2.0; HR 1.5'],
  ],
  [
    'score of a classifier',
    'The model separates old leaves from young leaves (AUC 0.9).',
    ['model | separate | old leaves | AUC 0.9'],
  ],
  [
    'label before a range',
    'The upland sites (altitudes ranging from 120 m to 380 m) were felled.',
    ['upland sites | altitudes | 120 m to 380 m | '],
  ],
  [
    'month',
    'We read complaints (January 1996–October 2010) about noise.',
    ['complaints | date | January 1996–October 2010 | '],
  ],
  [
    'share of a chain',
    'The schemes included free samples (20%) and direct incentives to doctors (35/41).',
    ['direct incentives to doctors | value | 35/41 | '],
  ],
  ['sample size', 'Adult owls (n = 120) nest in barns.', ['adult owls | n | 120 | ']],
];

test.each(bracketed)('between brackets: %s', async (_name, text, told) => {
  const { draft } = await tell(text);
  const names = new Map(draft.entities.map(({ id, name }) => [id, name]));
  const all = [
    ...draft.relations.map(({ subject, predicate, object, conditions }) => [
      names.get(subject),
      predicate,
      names.get(object.entity ?? ''),
      conditions.join('; '),
    ]),
    ...draft.entities.flatMap(({ name, attributes }) =>
      attributes.map((one) => [name, one.name, one.value, one.conditions.join('; ')]),
    ),
  ].map((parts) => parts.join(' | '));
  expect(all).toEqual(expect.arrayContaining(told));
  expect(all.filter((fact) => / (?:p|CI|OR|HR|AUC) \| /.test(fact))).toEqual([]);
});

test('an object keeps what it asks for', async () => {
  const conditions = async (text: string): Promise<string[]> => (await tell(text)).draft.relations[0]?.conditions ?? [];
  expect(await conditions('We measured the response of plants to drought.')).toEqual(['to drought']);
  expect(await conditions('Old oaks show lower growth than pines.')).toEqual(['compared to pines']);
  expect(await conditions('We searched the archive in May 2015.')).toEqual(['in May 2015']);
  expect(await conditions('We grew oaks on 1:10 slopes.')).toEqual(['on 1:10 slopes']);
  expect(await conditions('Neuroticism was rated by adults on 13 questions.')).toEqual(['on 13 questions']);
  expect(await conditions('The maps give clues about rivers.')).toEqual(['about rivers']);
});

test('conditional clauses keep what follows their verb', async () => {
  const { draft } = await tell('The drift is stable when the plate is aligned with the flow.');
  expect(draft.entities[0]?.attributes[0]?.conditions).toEqual(['when plate aligned with flow']);
});

describe('a doubtful reading is told rightly or not at all', () => {
  test.each(readings)('%s', async (_name, text, told, untold) => {
    const all = await facts(text);
    expect(all).toEqual(expect.arrayContaining(told));
    expect(all.filter((fact) => untold.test(fact))).toEqual([]);
  });
});
