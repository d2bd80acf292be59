import { describe, expect, test } from 'vitest';
import { tell } from './read.ts';

/** What must be told of a made-up sentence, and what must not. */
type Case = [name: string, text: string, told: string[], not: RegExp | null];

const cases: Case[] = [
  [
    '"we" has a verb and no participle behind it',
    'In a group of adults aged 40 to 69 years we calculated the risk of falls.',
    ['present study | calculate | risk of falls'],
    null,
  ],
  [
    'what is known to be so is no second verb of the clause',
    'Ray et al. performed a broad search for mutations in factors known to be critical for leaf growth.',
    ['factors | critical_for | leaf growth', 'Ray et al. | perform | broad search for mutations'],
    /^Ray et al\. \| (?:critical|performed_in)/,
  ],
  [
    'a change leads somewhere, and not the place of it',
    'Exposure is followed by a change within the crust leading to water loss.',
    ['change | lead_to | water loss'],
    /^crust/,
  ],
  [
    'what leads to things that do something does not lead to the things',
    'Frost causes a shift in the soil leading to stones moving toward the surface.',
    ['stones | move_toward | surface'],
    /lead_to/,
  ],
  [
    'a participle behind a predicate noun belongs to the subject',
    'Income is one of the main factors influencing voter turnout.',
    ['income | influence | voter turnout'],
    /^main factor/,
  ],
  [
    'what is found confirms, and not what it was found of',
    'We show that CAX1 and CAX2 are key genes of the plant, thus confirming the old model.',
    ['present study | confirm | old model'],
    /^CAX. \| confirm/,
  ],
  [
    'what is made to do something does not do the other thing',
    'Strong gusts hit the roof, causing the tiles to fly, never reaching the wall.',
    ['!tiles | reach | wall'],
    /gusts \| reach/,
  ],
  [
    'the phrase before "to" in a main clause behind "when" is what serves',
    'When one rate is explicitly ignored, a reduced form to approximate the growth curve is necessary.',
    ['?reduced form | approximate | growth curve'],
    /rate \| ignored_to/,
  ],
  [
    'found to be is a finding',
    'We found the full model to be necessary for steep slopes.',
    ['full model | necessary_for | steep slopes'],
    /\| find \|/,
  ],
  [
    'two modifiers behind one preposition',
    'We found a gap between measured energies and reported cross sections.',
    [],
    /\| report \|/,
  ],
  [
    'what is asked is no fact, nor what "or" adds',
    'Drag changes the spin depending on whether the gas is compressed or heated.',
    ['drag | change | spin'],
    /status/,
  ],
  [
    'an event is enhanced, and not its place',
    'The data show the decay of litter in the soil, which is accelerated by zinc.',
    ['zinc | accelerate | decay of litter'],
    /\| accelerate \| soil/,
  ],
  [
    'a verb behind "and" before a determiner',
    'This report examines the growth of crops and weeds, and places this growth into context.',
    [],
    /places/,
  ],
  [
    'a noun right before the verb of its clause',
    'The early field studies demonstrated rapid decay.',
    ['early field studies | demonstrate | rapid decay'],
    null,
  ],
  [
    'a line that ran into the next one',
    'Wild seedlings survive even without extra water The slow release of zinc elicited only a weak response in the leaves.',
    ['slow release of zinc | elicit | weak response'],
    /elicited_in/,
  ],
];

describe('who does what', () => {
  test.each(cases)('%s', async (_name, text, told, not) => {
    const { relations, attributes } = await tell(text);
    const facts = [...relations, ...attributes];
    for (const fact of told) expect(facts).toContain(fact);
    if (not !== null) expect(facts.filter((fact) => not.test(fact))).toEqual([]);
  });
});

/** Names that keep what tells them apart. */
const whole: Case[] = [
  [
    'a long form gives way to its acronym where it is too long a name',
    'Slow-rate Distributed Denial-of-Access (SDDA) floods send fewer packets. Slow-rate Distributed Denial-of-Access floods harm old routers.',
    ['SDDA floods | harm | old routers'],
    /^(?:Distributed|Denial)/,
  ],
  [
    'least is a part of its name',
    'The tool uses least squares regression.',
    ['tool | use | least squares regression'],
    null,
  ],
  [
    'more of something is a comparison',
    'Rough winds produce more realistic seed paths.',
    ['more realistic seed paths | produced_by | rough winds'],
    null,
  ],
];

/** Names with the words that their neighbours share, and without those that are not theirs. */
const named: Case[] = [
  [
    'names before "and" share the plural behind the last of them',
    'Homozygous CAX1 and CAX2 mutations were found in wheat.',
    ['Homozygous CAX1 mutations | found_in | wheat', 'CAX2 mutations | found_in | wheat'],
    null,
  ],
  [
    'kinds of animals share the noun',
    'The gene is critical for murine and human muscle repair.',
    ['gene | critical_for | murine muscle repair', 'gene | critical_for | human muscle repair'],
    null,
  ],
  [
    'what stands behind the second of two nouns is of both',
    'Lasers were used to gain insights into the growth and shape of ice.',
    ['lasers | used_to_gain | insights into growth of ice', 'lasers | used_to_gain | insights into shape of ice'],
    null,
  ],
  [
    'the toxicity of drugs or their mixtures is no mixture',
    'The toxicity of dyes or their mixtures is a matter of dispute.',
    ['toxicity of dyes | is_a | matter of dispute'],
    /^(?:mixtures|their)/,
  ],
  [
    'between what and what there is a mismatch',
    'The survey highlights a mismatch between law and practice.',
    ['survey | highlight | mismatch between law and practice'],
    null,
  ],
];

describe('shared heads', () => {
  test.each([...whole, ...named])('%s', async (_name, text, told, not) => {
    const { relations } = await tell(text);
    for (const fact of told) expect(relations).toContain(fact);
    if (not !== null) expect(relations.filter((fact) => not.test(fact))).toEqual([]);
  });
});
