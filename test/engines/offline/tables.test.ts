import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../src/types/unit.ts';
import { jsonLines, ku } from '../../support/cli.ts';
import { temporaryFolders } from '../../support/folder.ts';

const folder = temporaryFolders();

const table = `# Kelp in tables

## Results

We measured the kelp in two years, and Table 2 has what came of it for all sites.

Table 2. Growth of kelp at the sites of the study.

| Site | Growth (cm) | Share (%) | Mass, kg | p |
|------|------------:|----------:|---------:|---|
| **Oban** | 4.5 ± 0.3 | 12.1 | 5–7 | <0.001 |
| Skye | 1,204 | 88 | 3 (12%) | n.s. |
| Islands | | | | |
| Mull | 2.2 | 10.4 | 9 | 0.04 |
| 2004 | 3.1 | | 8 | 0.2 |
`;

async function tablesOf(text: string, ...flags: string[]): Promise<Unit[]> {
  const cwd = folder();
  writeFileSync(join(cwd, 'kelp.md'), text);
  const { stdout } = await ku(['extract', 'kelp.md', '--engine', 'offline', ...flags], { cwd });
  return jsonLines<Unit>(stdout).filter(({ passage }) => passage.kind === 'table');
}

/** Facts as "thing | name | value", with the typed value and the conditions where there are any. */
const factsOf = ({ entities }: Unit): string[] =>
  entities.flatMap(({ name, attributes }) =>
    attributes.map((fact) => {
      const { comparator, value, upper, unit, uncertainty } = fact.quantity ?? {};
      const typed =
        fact.quantity === null
          ? '-'
          : [comparator, value, upper, unit, uncertainty].filter((one) => one !== null).join(' ');
      return [name, fact.name, fact.value, typed, ...fact.conditions].join(' | ');
    }),
  );

describe('the rows of a table', () => {
  it('are facts with typed quantities about the thing of the first cell, by the names of the columns', async () => {
    const [unit] = await tablesOf(table);
    expect(unit && factsOf(unit)).toEqual([
      'Mull | Growth | 2.2 cm | = 2.2 cm | Islands',
      'Mull | Mass | 9 kg | = 9 kg | Islands',
      'Mull | Share | 10.4 % | = 10.4 % | Islands',
      'Mull | p | 0.04 | = 0.04 | Islands',
      'Oban | Growth | 4.5 ± 0.3 cm | = 4.5 cm 0.3',
      'Oban | Mass | 5–7 kg | = 5 7 kg',
      'Oban | Share | 12.1 % | = 12.1 %',
      'Oban | p | <0.001 | < 0.001',
      'Site 2004 | Growth | 3.1 cm | = 3.1 cm | Islands',
      'Site 2004 | Mass | 8 kg | = 8 kg | Islands',
      'Site 2004 | p | 0.2 | = 0.2 | Islands',
      'Skye | Growth | 1,204 cm | = 1204 cm',
      'Skye | Mass | 3 (12%) | -',
      'Skye | Share | 88 % | = 88 %',
      'Skye | p | n.s. | -',
    ]);
    expect(unit?.audit).toMatchObject({ dropped: [], numbers: { drifted: 0 } });
    expect(unit?.audit.numbers.kept).toBe(unit?.audit.numbers.stated);
    expect(unit?.entities.find(({ name }) => name === 'Mull')?.attributes[0]?.evidence).toEqual([1, 4, 5]);
  });

  it('cite no sentence that another passage has, where a table goes on there', async () => {
    const long = `${table}${Array.from({ length: 40 }, (_, at) => `| Shore${at} | ${at}.5 | 1 | 2 | 0.3 |\n`).join('')}`;
    const units = await tablesOf(long, '--passage-words', '120');
    expect(units.length).toBeGreaterThan(1);
    for (const { passage, entities } of units)
      for (const { attributes } of entities)
        for (const { evidence } of attributes)
          expect(Math.max(...evidence)).toBeLessThanOrEqual(passage.sentences.length);
    const facts = units.flatMap(factsOf);
    for (let at = 0; at < 40; at += 1) expect(facts.join('\n')).toContain(`Shore${at} | Growth | ${at}.5`);
  });

  it('that say nothing make an empty unit', async () => {
    const [unit] = await tablesOf('## Results\n\nText is here.\n\n| a | b |\n|---|---|\n| | |\n| x | |\n');
    expect(unit?.entities).toEqual([]);
  });
});
