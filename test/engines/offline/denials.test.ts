import { describe, expect, test } from 'vitest';
import { tell } from './read.ts';

const facts = async (text: string): Promise<string[]> => {
  const { relations, attributes } = await tell(text);
  return [...relations, ...attributes];
};

/** What is denied, and beside each construction its counterpart that affirms. */
const denied: [name: string, text: string, told: string[]][] = [
  [
    'neither as a subject behind a clause',
    'While iron was present in all 12 wells, neither lead nor zinc traces were detected.',
    ['!lead | status | detected', '!zinc traces | status | detected'],
  ],
  [
    'both as a subject behind a clause',
    'While iron was present in all 12 wells, both lead and zinc traces were detected.',
    ['lead | status | detected', 'zinc traces | status | detected'],
  ],
  [
    'neither as an object',
    'The dam affected neither eel migration nor fish spawning.',
    ['!dam | affect | eel migration', '!dam | affect | fish spawning'],
  ],
  [
    'neither as a predicate',
    'The alloy is neither a metal nor a glass.',
    ['!alloy | is_a | metal', '!alloy | is_a | glass'],
  ],
  ['a predicate', 'The alloy is a metal and a glass.', ['alloy | is_a | metal', 'alloy | is_a | glass']],
  [
    'neither behind there was',
    'There was neither lead nor zinc in the wells.',
    ['!lead | status | exists', '!zinc | status | exists'],
  ],
  [
    'no A or B as a subject',
    'No lead or zinc was found in the wells.',
    ['!lead | found_in | wells', '!zinc | found_in | wells'],
  ],
  [
    'no A, B or C',
    'No pumps, filters or coils were damaged by salt.',
    ['!salt | damage | pumps', '!salt | damage | filters', '!salt | damage | coils'],
  ],
  [
    'no A or B as an object',
    'The wells contain no lead or zinc.',
    ['!wells | contain | lead', '!wells | contain | zinc'],
  ],
  [
    'no A and B as an object',
    'The wells contain no lead and much zinc.',
    ['!wells | contain | lead', 'wells | contain | much zinc'],
  ],
  ['none of', 'None of the traps caught beetles.', ['!traps | catch | beetles']],
  ['neither of', 'Neither of the filters was cleaned.', ['!filters | status | cleaned']],
  ['hardly any', 'Hardly any rain fell.', ['!rain | change | fall']],
  [
    'neither of three',
    'The lake held neither trout, pike nor perch.',
    ['!lake | hold | trout', '!lake | hold | pike', '!lake | hold | perch'],
  ],
  ['one kind of', 'All of the traps caught beetles.', ['traps | catch | beetles']],
  ['nor behind not', 'The ponds do not hold trout nor pike.', ['!ponds | hold | trout', '!ponds | hold | pike']],
  ['failed to', 'The treatment failed to reduce tumour growth.', ['!treatment | reduce | tumour growth']],
  ['no longer', 'The pump no longer cools the coil.', ['!pump | cool | coil']],
  ['no longer in the passive', 'The wells are no longer used by farmers.', ['!wells | used_by | farmers']],
  ['not only', 'The decline was not only caused by frost but also by salt.', ['frost | cause | decline']],
  ['not', 'The decline was not caused by frost.', ['!frost | cause | decline']],
  ['lack of', 'The lack of oxygen harms trout.', ['lack of oxygen | harm | trout']],
  ['clear', 'It is clear that frost damages leaves.', ['frost | damage | leaves']],
];

describe('What is denied is told as denied', () => {
  test.each(denied)('%s', async (_name, text, told) => {
    const found = await facts(text);
    for (const fact of told) expect(found).toContain(fact);
    for (const fact of told) expect(found).not.toContain(fact.startsWith('!') ? fact.slice(1) : `!${fact}`);
  });
});

/** Word orders in which the patterns would find the wrong subject, and doubts: nothing is told of these. */
const untold: [name: string, text: string, untold: RegExp][] = [
  ['nor before an auxiliary', 'Salt did not harm the roots, nor did frost damage the leaves.', /leaves|frost/],
  ['nor before a form of be', 'The roots were not damaged, nor were the leaves eaten by voles.', /leaves|voles/],
  ['no evidence that', 'We found no evidence that lead is associated with cancer.', /cancer/],
  ['not clear that', 'It is not clear that frost damages leaves.', /leaves/],
];

describe('What is not certain to be denied is not told', () => {
  test.each(untold)('%s', async (_name, text, pattern) => {
    expect((await facts(text)).join('\n')).not.toMatch(pattern);
  });

  test('what stands without something keeps that as a condition', async () => {
    const { draft } = await tell('The coil was cooled by air without any oil.');
    expect(draft.relations.flatMap(({ conditions }) => conditions)).toContain('without oil');
  });
});
