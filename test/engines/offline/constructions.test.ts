import { describe, expect, test } from 'vitest';
import { patterns } from '../../../src/engines/offline/patterns/index.ts';
import { attributeOf, draftOf, tell } from './read.ts';

/** Each construction with a made-up sentence and the facts that must be among those found. */
const constructions: [name: string, text: string, relations: string[]][] = [
  ['active voice', 'Heavy rain erodes the northern slopes.', ['heavy rain | erode | northern slopes']],
  ['irregular verb', 'Warm currents drove the early spring bloom.', ['warm currents | drive | early spring bloom']],
  ['passive with agent', 'The thin membrane was damaged by salt crystals.', ['salt crystals | damage | thin membrane']],
  ['passive with preposition', 'The pigment is derived from red algae.', ['pigment | derived_from | red algae']],
  ['verb with preposition', 'Leaf growth depends on soil moisture.', ['leaf growth | depend_on | soil moisture']],
  [
    'participles that share be',
    'The samples were washed and dried at high pressure.',
    ['samples | dried_at | high pressure'],
  ],
  [
    'coordination on both sides',
    'Wind and frost damage young leaves and open flowers.',
    ['wind | damage | young leaves', 'wind | damage | open flowers', 'frost | damage | young leaves'],
  ],
  [
    'verbs that share a subject',
    'The pump cools the coil and filters the oil.',
    ['pump | cool | coil', 'pump | filter | oil'],
  ],
  [
    'a clause after and',
    'The lake cools the valley and the forest stores the carbon.',
    ['lake | cool | valley', 'forest | store | carbon'],
  ],
  [
    'relative clause',
    'The station measures aerosols that scatter blue photons.',
    ['aerosols | scatter | blue photons'],
  ],
  [
    'reduced relative',
    'The maps created from satellite images guide the rangers.',
    ['maps | created_from | satellite images', 'maps | guide | rangers'],
  ],
  [
    'report is no fact',
    'We show that cold storage preserves seed vitality.',
    ['cold storage | preserve | seed vitality'],
  ],
  ['implied that', 'The data indicate the glacier feeds two rivers.', ['~glacier | feed | rivers']],
  ['is-a', 'Basalt is a dark volcanic rock.', ['basalt | is_a | volcanic rock']],
  [
    'adjective with preposition',
    'Clean water is essential for larval growth.',
    ['clean water | essential_for | larval growth'],
  ],
  ['comparison', 'The new alloy is lighter than cast iron.', ['new alloy | lighter_than | cast iron']],
  ['apposition', 'The team tested Corvex, a solver for sparse systems.', ['Corvex | is_a | solver']],
  [
    'such as',
    'Heavy metals such as zinc and cobalt reach the bay.',
    ['zinc | is_a | heavy metals', 'cobalt | is_a | heavy metals'],
  ],
  ['including', 'The reserve protects large mammals, including elk and bison.', ['large mammals | include | elk']],
  [
    'list after a colon',
    'We identify three causes: warm water, low oxygen, and strong wind.',
    ['causes | include | warm water', 'causes | include | strong wind'],
  ],
  ['names between brackets', 'We trained it on two corpora (Alderbook and Fennet).', ['corpora | include | Alderbook']],
  [
    'object and result',
    'The enzyme converts plant starch into simple sugar.',
    ['enzyme | convert | plant starch', 'plant starch | converted_into | simple sugar'],
  ],
  [
    'infinitive after an object',
    'Thin coatings allow sensors to detect faint signals.',
    ['sensors | detect | faint signals'],
  ],
  ['ability', 'The fungus has the ability to degrade wood fibre.', ['fungus | can_degrade | wood fibre']],
  ['gerund subject', 'Adding lime reduces soil acidity.', ['adding lime | reduce | soil acidity']],
  ['purpose of a passive', 'Traps were used to catch adult beetles.', ['traps | used_to_catch | adult beetles']],
  ['what the paper does in the passive', 'Soil samples were analysed.', ['present study | analyze | soil samples']],
  ['we', 'We introduce a new buoy design.', ['present study | introduce | new buoy design']],
  ['this paper', 'This paper describes a coastal flood model.', ['present study | describe | coastal flood model']],
  [
    'a compound with a hyphen',
    'Salt-tolerant grasses stabilise river-bank soils.',
    ['salt-tolerant grasses | stabilize | river-bank soils'],
  ],
];

describe('constructions', () => {
  test.each(constructions)('%s', async (_name, text, expected) => {
    const { relations } = await tell(text);
    const folded = relations.map((relation) => relation.toLowerCase().replace('analyse', 'analyze'));
    for (const relation of expected) expect(folded).toContain(relation.toLowerCase());
  });

  test('each pattern finds something in its own example', async () => {
    for (const { name, example } of patterns) {
      const { draft } = await tell(example);
      const facts =
        draft.relations.length + draft.entities.flatMap((entity) => [...entity.attributes, ...entity.aliases]).length;
      expect(facts, name).toBeGreaterThan(0);
    }
  });
});

describe('polarity and certainty', () => {
  const cases: [text: string, expected: string][] = [
    ['The dam does not block eel migration.', '!dam | block | eel migration'],
    ['The vaccine failed to protect older hens.', '!vaccine | protect | older hens'],
    ['No treatment reduced leaf damage.', '!treatment | reduce | leaf damage'],
    ['The coating did not enhance or reduce surface friction.', '!coating | reduce | surface friction'],
    ['Road salt may harm roadside plants.', '~road salt | harm | roadside plants'],
    ['These results suggest that owls avoid wind farms.', '~owls | avoid | wind farms'],
    ['Reed beds appear to trap fine sediment.', '~reed beds | trap | fine sediment'],
    ['We propose a cheaper ice sensor.', '?present study | propose | cheaper ice sensor'],
    ['Cities should restore urban wetlands.', '?cities | restore | urban wetlands'],
  ];

  test.each(cases)('%s', async (text, expected) => {
    expect((await tell(text)).relations).toContain(expected);
  });

  test('a negation turns no other fact round', async () => {
    const { relations } = await tell('The dam does not block eel migration. The weir blocks salmon migration.');
    expect(relations).toContain('weir | block | salmon migration');
  });
});

describe('conditions', () => {
  test('fronted phrases and clauses, and phrases after the object', async () => {
    const fronted = await draftOf('Under dry conditions, the beetle damages pine bark.');
    expect(fronted.relations[0]?.conditions).toEqual(['under dry conditions']);
    const clause = await draftOf('When the valve is closed, the pump heats the coolant.');
    expect(clause.relations[0]?.conditions).toEqual(['when valve closed']);
    const after = await draftOf('Frost kills young shoots in alpine valleys.');
    expect(after.relations[0]?.conditions).toEqual(['in alpine valleys']);
  });
});

describe('what pronouns and pointing phrases stand for', () => {
  test('it and they are the subject before, or the fact is dropped', async () => {
    expect(
      (await tell('We release Corvex. Corvex solves sparse systems. It uses random sketches.')).relations,
    ).toContain('Corvex | use | random sketches');
    expect((await tell('It uses random sketches.')).relations).toEqual([]);
    expect((await tell('Owls and hawks hunt voles. It uses random sketches.')).relations).not.toContain(
      'owls | use | random sketches',
    );
  });

  test('there is nothing that is somebody, and us is nobody', async () => {
    expect((await tell('According to the new plan there is a need for shade.')).relations).toEqual([]);
    expect((await tell('Leaf traits inform us about drought.')).draft.entities.map(({ name }) => name)).not.toContain(
      'present study',
    );
  });

  test('these laws are those named before', async () => {
    const { relations } = await tell('Two groups proposed urban scaling laws. These laws predict road length.');
    expect(relations).toContain('urban scaling laws | predict | road length');
  });

  test('the framework is what was introduced as one', async () => {
    const { relations } = await tell(
      'We introduce Corvex, a framework for sparse systems. The framework supports parallel solvers.',
    );
    expect(relations).toContain('Corvex | support | parallel solvers');
  });
});

describe('entities', () => {
  test('acronym and long form are one', async () => {
    const { draft } = await tell(
      'Sea surface temperature (SST) controls coral growth. High SST bleaches reefs. SST limits kelp.',
    );
    const found = draft.entities.filter((entity) => entity.aliases.includes('SST'));
    expect(found.map((entity) => entity.name.toLowerCase())).toEqual(['sea surface temperature']);
    expect(draft.entities.map((entity) => entity.name)).not.toContain('SST');
  });

  test('case, number and determiner do not make another thing', async () => {
    const { draft } = await tell('The coral reef shelters fish. Coral reefs protect the coast.');
    expect(draft.entities.filter((entity) => /coral reef/i.test(entity.name))).toHaveLength(1);
  });

  test('a head noun alone is not the longer name', async () => {
    const { draft } = await tell('The coral reef shelters fish. A reef protects the coast.');
    expect(draft.entities.filter((entity) => /reef$/i.test(entity.name))).toHaveLength(2);
  });

  test('also known as, short for', async () => {
    const { draft } = await tell(
      'We release Corvex (also known as CVX-2), a solver. Corvex, short for Convexity, uses sketches.',
    );
    expect(draft.entities.find((entity) => entity.name === 'Corvex')?.aliases).toEqual(['CVX-2', 'Convexity']);
  });

  test('types by head, ending, place and kind', async () => {
    const { draft } = await tell(
      'The random forest model predicts arthritis. The catalase enzyme degrades peroxide. Scotland funds the survey dataset. Fennet is a parallel corpus.',
    );
    const types = Object.fromEntries(draft.entities.map((entity) => [entity.name.toLowerCase(), entity.type]));
    expect(types['random forest model']).toBe('model');
    expect(types.arthritis).toBe('disease');
    expect(types.scotland).toBe('location');
    expect(types['survey dataset']).toBe('dataset');
    expect(types.fennet).toBe('dataset');
  });
});

describe('quantities of facts', () => {
  test('counts, amounts, values', async () => {
    const { draft, attributes } = await tell(
      'We sampled 14 alpine lakes with a depth of 30 m. The filter gives a 2% mass loss.',
    );
    expect(attributes).toContain('alpine lakes | count | 14');
    expect(attributes).toContain('alpine lakes | depth | 30 m');
    expect(attributes).toContain('filter | mass loss | 2%');
    expect(attributeOf(draft, 'depth')?.quantity).toEqual({
      comparator: '=',
      value: 30,
      upper: null,
      unit: 'm',
      uncertainty: null,
    });
  });

  test('ranges, changes and equations', async () => {
    const { draft, attributes } = await tell(
      'Salt levels ranged from 0.25 to 9.94 mM. Crop yield decreased by 30%. Adult owls (n = 120) nest in barns.',
    );
    expect(attributes).toContain('crop yield | decrease | 30%');
    expect(attributes).toContain('adult owls | n | 120');
    expect(attributeOf(draft, 'range')?.quantity).toEqual({
      comparator: '=',
      value: 0.25,
      upper: 9.94,
      unit: 'mM',
      uncertainty: null,
    });
  });

  test('a comparative belongs to its number', async () => {
    expect((await tell('The valve uses 40% less fuel.')).attributes).toContain('fuel | relative amount | 40% less');
  });
});
