import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * The rules of the house: which folder of `src/` may import which. A stage imports types and text, never another stage;
 * the pipeline tells the story, the command line composes.
 */
const mayImport: Record<string, string[]> = {
  types: [],
  text: ['types'],
  errors: ['types'],
  read: ['types', 'text', 'errors'],
  passages: ['types', 'text'],
  prompt: ['types', 'text', 'errors', 'files'],
  engines: ['types', 'text', 'errors', 'prompt'],
  checks: ['types', 'text'],
  units: ['types', 'text'],
  files: ['types', 'errors'],
  cache: ['types', 'errors', 'files'],
  write: ['types', 'errors', 'files'],
  validate: ['types', 'text', 'errors', 'units'],
  audit: ['types', 'text', 'errors', 'checks', 'validate', 'units'],
  eval: ['types', 'text', 'errors'],
  config: ['types', 'text', 'errors'],
  resolve: ['types', 'text', 'errors', 'units'],
  questions: ['types', 'text', 'errors'],
  corpus: ['types', 'errors', 'files', 'validate', 'resolve', 'units'],
  pipeline: ['types', 'text', 'errors', 'files', 'passages', 'checks', 'resolve', 'units'],
  workers: ['types', 'errors', 'engines', 'pipeline'],
  cli: [
    'types',
    'text',
    'errors',
    'read',
    'passages',
    'prompt',
    'engines',
    'files',
    'cache',
    'write',
    'validate',
    'config',
    'pipeline',
    'workers',
    'audit',
    'eval',
    'resolve',
    'corpus',
    'questions',
  ],
  index: [
    'types',
    'text',
    'errors',
    'read',
    'passages',
    'prompt',
    'engines',
    'checks',
    'units',
    'write',
    'validate',
    'pipeline',
    'audit',
    'eval',
    'resolve',
    'corpus',
    'questions',
  ],
};

type Module = { file: string; text: string; imports: string[] };

const source = fileURLToPath(new URL('../src/', import.meta.url));

function modules(): Module[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => moduleOf(file.replaceAll('\\', '/'), readFileSync(join(source, file), 'utf8')));
}

/** Imports of a file, type imports too: `import … from`, `export … from` and `import(…)`. */
function moduleOf(file: string, text: string): Module {
  const specifiers = [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].map((found) => found[1] ?? '');
  const imports = specifiers.map((name) =>
    name.startsWith('.') ? relative(source, resolve(source, dirname(file), name)) : name,
  );
  return { file, text, imports };
}

const folderOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : file.replace(/\.ts$/, ''));

function brokenRules(all: Module[]): string[] {
  return all.flatMap(({ file, imports }) => {
    const own = folderOf(file);
    const allowed = mayImport[own];
    if (allowed === undefined) return [`${file} stands in a folder without a rule`];
    return imports
      .filter((name) => name.endsWith('.ts'))
      .filter((name) => folderOf(name) !== own && !allowed.includes(folderOf(name)))
      .map((name) => `${file} imports ${name}`);
  });
}

/** Every file that can reach itself through its imports, those of types among them. */
function cycles(all: Module[]): string[] {
  const edges = new Map(all.map(({ file, imports }) => [file, imports]));
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    (edges.get(from) ?? []).some((next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))));
  return [...edges.keys()].filter((file) => reaches(file, file, new Set()));
}

const places: { what: string; pattern: RegExp; allowed: RegExp }[] = [
  { what: 'the environment', pattern: /process\.env/, allowed: /^config\// },
  { what: 'the console', pattern: /\bconsole\.|process\.(?:stdout|stderr)/, allowed: /^cli\// },
  {
    what: 'the network',
    pattern: /from '(?:openai|node:(?:https?|net|tls|dgram|dns))|\bfetch\(/,
    allowed: /^engines\//,
  },
  { what: 'the end of the process', pattern: /process\.exit\b/, allowed: /^$/ },
];

function misplaced(all: Module[]): string[] {
  return all.flatMap(({ file, text }) =>
    places
      .filter(({ pattern, allowed }) => pattern.test(text) && !allowed.test(file))
      .map(({ what }) => `${file}: ${what}`),
  );
}

describe('the house', () => {
  const all = modules();

  it('has files to look at', () => expect(all.length).toBeGreaterThan(30));
  it('lets no folder import what it may not know', () => expect(brokenRules(all)).toEqual([]));
  it('has no import cycle', () => expect(cycles(all)).toEqual([]));
  it('keeps network, environment and console in their places', () => expect(misplaced(all)).toEqual([]));
  it('has no file over 250 lines', () => {
    expect(all.filter(({ text }) => text.split('\n').length > 250).map(({ file }) => file)).toEqual([]);
  });

  it('would see each of these broken', () => {
    expect(brokenRules([moduleOf('checks/planted.ts', "import { x } from '../read/index.ts';")])).toHaveLength(1);
    expect(brokenRules([moduleOf('elsewhere/planted.ts', '')])).toHaveLength(1);
    const one = moduleOf('text/one.ts', "import { b } from './two.ts';");
    const two = moduleOf('text/two.ts', "export { a } from './one.ts';");
    expect(cycles([one, two])).toEqual(['text/one.ts', 'text/two.ts']);
    expect(misplaced([moduleOf('text/planted.ts', 'const key = process.env.KEY; fetch(key)')])).toHaveLength(2);
  });
});
