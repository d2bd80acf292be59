import { describe, expect, test } from 'vitest';
import { tell } from './read.ts';

const facts = async (text: string): Promise<string[]> => {
  const { relations, attributes } = await tell(text);
  return [...relations, ...attributes];
};

/** Each construction with a counterpart that looks like it and must still be told. */
const readings: [name: string, text: string, told: string[], untold: RegExp | null][] = [
  [
    'studies that show',
    'Thermal imaging (TI) studies show leaf cooling deficits in maize.',
    ['thermal imaging studies | show | leaf cooling deficits'],
    /\| study \|/i,
  ],
  [
    'what a team studies',
    'The team studies leaf cooling deficits in maize.',
    ['team | study | leaf cooling deficits'],
    null,
  ],
  [
    'list whose last name begins with what may be a verb',
    'Hunting flights comprised search, dive and prey item storage phases.',
    ['hunting flights | comprise | search', 'hunting flights | comprise | prey item storage phases'],
    /\| prey\w* \|/,
  ],
  [
    'second verb of a clause',
    'The pump cooled the coil and filtered the oil.',
    ['pump | cool | coil', 'pump | filter | oil'],
    null,
  ],
  ['second verb that has no past of its own', 'The firms cut prices and raise wages.', ['firms | raise | wages'], null],
  [
    'gerund in a counted name',
    'From 61 records, 25 owl ramming flights were analysed.',
    ['owl ramming flights | count | 25'],
    /\| ram/,
  ],
  [
    'participle behind a plural',
    'Several cells expressing receptors were grown.',
    ['cells | express | receptors'],
    null,
  ],
  [
    'noun in -us',
    'Changes were seen in frontal and marginal gyrus areas.',
    ['changes | seen_in | marginal gyrus areas'],
    /\| gyrus/,
  ],
  [
    'name of an institution in a sum',
    'The army receives hundreds of millions of Ministry of Transport euros.',
    [],
    /Ministry$|hundreds of millions$/m,
  ],
  ['range of periods', 'The late Devonian-early Permian marine carbon cycle was rebuilt.', [], /late Devonian-early$/m],
  [
    'modifier that did not fit',
    'A laser-assisted matrix desorption/emission–time-of flight mass spectrometry assay was developed.',
    ['flight mass spectrometry assay | characteristic | laser-assisted'],
    /time-of/,
  ],
  [
    'point in time',
    'Group differences were seen at 100 ms.',
    ['group differences | seen | at 100 ms'],
    /amount|\| see \|/,
  ],
  ['time within which', 'Roots recovered within 24 h.', ['roots | recover | within 24 h'], /\| 24 h$/m],
  ['years in which', 'Yields rose in 5 years.', ['yields | change | rise'], /\| 5 years$/m],
  ['by how much', 'Yields rose by 5%.', ['yields | rise | 5%'], null],
  [
    'times before a noun',
    'Weak 50 and 100 min leaf activity was seen in both groups.',
    ['50 min weak leaf activity | seen_in | groups', '100 min weak leaf activity | seen_in | groups'],
    /amount/,
  ],
  ['time in a name', 'The 24 h exposures harmed trout.', ['24 h exposures | harm | trout'], /amount/],
  ['amount before a noun', 'The mill used 24 kg salts.', ['salts | amount | 24 kg'], null],
  [
    'which behind several things',
    'The pumps showed asymmetry between the left and right valves, which indicated a slow flow.',
    ['pumps | show | asymmetry'],
    /indicate/,
  ],
  [
    'which behind an object',
    'The pumps showed noise, which indicated a slow flow.',
    ['noise | indicate | slow flow'],
    null,
  ],
  [
    'purpose of what is done to somebody',
    'Patients had undergone screening to exclude liver disease.',
    ['patients | undergo | screening'],
    /exclude/,
  ],
  ['purpose of who does it', 'The farmers used traps to catch voles.', ['?farmers | catch | voles'], null],
  [
    'who is asked to',
    'The committee asked growers to name the best crop.',
    ['?growers | name | best crop'],
    /committee \| name/,
  ],
  [
    'they who are told',
    'Bakers often advise to young workers that they should use masks to reduce the risk of asthma.',
    [],
    /bakers \| (?:use|reduce)/,
  ],
];

describe('Names, times and doers', () => {
  test.each(readings)('%s', async (_name, text, told, untold) => {
    const found = await facts(text);
    for (const fact of told) expect(found).toContain(fact);
    if (untold !== null) expect(found.join('\n')).not.toMatch(untold);
  });
});
