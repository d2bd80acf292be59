import { afterEach, describe, expect, it } from 'vitest';
import { ku } from '../support/cli.ts';
import { attributeOf, draftOf, entityOf } from '../support/drafts.ts';
import { type Endpoint, playEndpoint } from '../support/endpoint.ts';

const endpoints: Endpoint[] = [];
afterEach(async () => {
  for (const endpoint of endpoints.splice(0)) await endpoint.close();
});

const text = 'Kelp grew by 12% in the north.';

/** One fact that is right, one whose number is not in the text, and one that rests on nothing. */
async function run(...flags: string[]) {
  const attributes = [
    attributeOf({ name: 'growth', value: '12%' }),
    attributeOf({ name: 'decline', value: '77%' }),
    attributeOf({ name: 'cuisine', value: 'delicious crispy snack' }),
  ];
  const content = JSON.stringify(draftOf({ entities: [entityOf('e1', 'kelp', { attributes })] }));
  const endpoint = await playEndpoint(() => ({ content }));
  endpoints.push(endpoint);
  const own = ['--base-url', endpoint.baseUrl, '--model', 'played', '--passes', '1', '--repairs', '0', '--no-cache'];
  return ku(['extract', '-', ...own, ...flags], { stdin: text });
}

describe('what the checks say of a unit', () => {
  it('is said under --verbose: what they warn of, and what they dropped', async () => {
    const { stderr } = await run('--verbose');
    expect(stderr).toMatch(/^warns {3}support: .*\/entities\/0\/attributes\/\d: words of the fact have nothing/m);
    expect(stderr).toMatch(/^drops {3}numbers: .*attribute: a number is not in the cited text/m);
    expect(stderr).toContain('1 dropped and listed · 1 warning');
  });

  it('is counted alone without it, and not said under --quiet', async () => {
    const { stderr } = await run();
    expect(stderr).toContain('1 dropped and listed · 1 warning');
    expect(stderr).not.toMatch(/warns|drops/);
    expect((await run('--verbose', '--quiet')).stderr).toBe('');
  });
});
