import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withTables } from '../scripts/generated.ts';
import { commands } from '../src/cli/definitions.ts';
import type { Unit } from '../src/types/unit.ts';
import { jsonLines, ku } from './support/cli.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map((found) => found[1] ?? '');

describe('the README', () => {
  it('has the tables that the code has', () => {
    expect(withTables(readme), 'npm run generate').toBe(readme);
    expect(withTables(readme.replace('| `-q, --quiet` |', '| `-q, --silent` |'))).toBe(readme);
  });

  it('shows a unit that the seeds give', async () => {
    const shown = JSON.parse(blocks('json')[0] ?? 'null') as Unit['entities'][number];
    const { stdout } = await ku(['extract', 'seeds', '--engine', 'offline']);
    expect(jsonLines<Unit>(stdout)[4]?.entities).toContainEqual(shown);
  });

  it('pipes units into jq as it says', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ku-jq-'));
    const { stdout } = await ku(['extract', 'seeds', '--engine', 'offline']);
    const pipes = blocks('sh')
      .flatMap((block) => block.split('\n'))
      .filter((line) => line.startsWith('ku extract seeds | jq'));
    expect(pipes.length).toBeGreaterThanOrEqual(3);
    for (const pipe of pipes) {
      const command = pipe.replace('ku extract seeds |', '');
      const output = execFileSync('bash', ['--norc', '-c', command], {
        cwd: folder,
        input: stdout,
        encoding: 'utf8',
      });
      expect(output.trim(), command).not.toBe('');
    }
    rmSync(folder, { recursive: true });
  });

  it('names no flag that the command line does not know', () => {
    const flags = new Set([...readme.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map((found) => found[0]));
    const known = new Set(
      commands.flatMap(({ options }) => options.map(({ flags: own }) => /--[a-z-]+/.exec(own)?.[0])),
    );
    for (const common of ['--quiet', '--verbose', '--no-color', '--help']) known.add(common);
    expect([...flags].filter((flag) => !known.has(flag))).toEqual([]);
  });
});

describe('the help', () => {
  for (const { name, options, examples } of commands) {
    it(`of ku ${name} has every flag and an example`, async () => {
      const { status, stdout, stderr } = await ku([...name.split(' '), '--help']);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      for (const { flags } of options) expect(stdout).toContain(flags);
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(stdout).toContain(example);
    });
  }
});
