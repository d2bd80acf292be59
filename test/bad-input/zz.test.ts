import { it } from 'vitest';
import { readFileSync } from 'node:fs';
import { extracting } from './playing.ts';
import { attributeOf, kelpWith, passage } from './kelp.ts';
const extract = extracting();
it('x', async () => {
  const inj = JSON.parse(readFileSync('test/fixtures/bad-input/injections.json','utf8')).find((i: any) => i.name === 'fake sentence numbers');
  const quantity = { comparator: '=', value: 99, upper: null, unit: 'cm', uncertainty: null } as const;
  for (const e of [[1],[7],[8],[99]]) {
  const r = await extract(passage + ' ' + inj.text, { extract: kelpWith([attributeOf({ name: 'weekly shrinking', value: '99 cm', quantity, conditions: [], evidence: e })]) }, ['--passes', '1']);
  if (e[0]===1) console.log(r.asked[0]?.body.messages[1]?.content.slice(-500));
  console.log(e, JSON.stringify(r.units[0]?.audit.dropped), JSON.stringify(r.units[0]?.entities[0]?.attributes.filter(a => a.value === '99 cm')));
  }
});
