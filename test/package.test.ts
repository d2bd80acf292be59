import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What `npm pack` makes, unpacked where an `npm install` would put it. `npm test` builds it first. */
const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';

let user: string;
let installed: string;
let files: string[];

beforeAll(() => {
  user = mkdtempSync(join(tmpdir(), 'ku-package-'));
  installed = join(user, 'node_modules/knowledge-units');
  mkdirSync(installed, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', user], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename, files: listed }] = JSON.parse(packed);
  files = listed.map(({ path }: { path: string }) => path);
  execFileSync('tar', ['-xzf', join(user, filename), '-C', installed, '--strip-components=1']);
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'));
  symlinkSync(join(root, 'node_modules/@types'), join(user, 'node_modules/@types'));
  writeFileSync(join(user, 'package.json'), '{"type": "module"}');
  writeFileSync(join(user, 'example.ts'), example);
}, 60_000);

afterAll(() => rmSync(user, { recursive: true, force: true }));

const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: user, encoding: 'utf8' });

describe('the package', () => {
  it('has what the command reads, and nothing of the tests', () => {
    for (const name of ['prompts/extract.v1.md', 'schemas/unit.v1.json', 'seeds/000_49d4fee2f1e1fee8.txt', 'LICENSE']) {
      expect(files).toContain(name);
    }
    expect(files.filter((name) => /(^|\/)(test|bench|scripts)\/|\.test\.|fixture/.test(name))).toEqual([]);
  });

  it('has every file that its README points to', () => {
    const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map((found) => found[1]);
    expect(links).toContain('docs/checks.md');
    expect(files).toEqual(expect.arrayContaining(links));
  });

  it('hands on the licence of each package that its bundle has something of', () => {
    const terms = readFileSync(join(installed, 'bundle/LICENSES.txt'), 'utf8');
    const bundled = files.filter((name) => /^bundle\/.*\.js$/.test(name));
    const code = bundled.map((name) => readFileSync(join(installed, name), 'utf8')).join('\n');
    const names = new Set(
      [...code.matchAll(/^ *\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm)].map((found) => found[1]),
    );
    expect(names).toContain('openai');
    for (const name of names)
      expect(terms).toMatch(new RegExp(`^# ${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)\n\n.{20}`, 'ms'));
  });

  it('has no file in its bundle that Node can not read', () => {
    const bundled = files.filter((name) => /^bundle\/.*\.js$/.test(name)).map((name) => join(installed, name));
    expect(bundled).not.toEqual([]);
    const read = `import { readFileSync } from 'node:fs';
      import { SourceTextModule } from 'node:vm';
      for (const identifier of process.argv.slice(1)) new SourceTextModule(readFileSync(identifier, 'utf8'), { identifier });`;
    const { status, stderr } = node('--experimental-vm-modules', '--input-type=module', '-e', read, ...bundled);
    expect(status, stderr).toBe(0);
  });

  it('has a command that works where it is installed', () => {
    const { status, stdout } = node(
      join(installed, 'bin/ku.js'),
      'extract',
      join(installed, 'seeds'),
      '--engine',
      'offline',
      '--no-cache',
    );
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(10);
  });

  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const) {
    it(`has types under which the example of the README holds (${moduleResolution})`, { timeout: 60_000 }, () => {
      const { status, stdout } = node(
        join(root, 'node_modules/typescript/bin/tsc'),
        ...['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022', '--types', 'node'],
        ...['--module', module, '--moduleResolution', moduleResolution, 'example.ts'],
      );
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    });
  }

  it('runs the example of the README', () => {
    writeFileSync(join(user, 'example.js'), example);
    symlinkSync(join(installed, 'seeds'), join(user, 'seeds'));
    const { stdout, stderr } = node('example.js');
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toHaveLength(10);
    expect(stdout).toMatch(/^ku_[0-9a-f]{32} \d+$/m);
  });
});

describe('the doorstep', () => {
  /** The flags that it sets for V8 where the engine says that it has this version. */
  const flagsUnder = (version: string): string[] => {
    const watch = `
      import { syncBuiltinESMExports } from 'node:module';
      import v8 from 'node:v8';
      Object.defineProperty(process.versions, 'v8', { value: '${version}' });
      v8.setFlagsFromString = (flag) => console.error(flag);
      syncBuiltinESMExports();`;
    const { stderr } = node(
      '--import',
      `data:text/javascript,${encodeURIComponent(watch)}`,
      join(installed, 'bin/ku.js'),
      '--version',
    );
    return stderr.trim().split('\n');
  };

  it('sets no flag that this V8 does not have', () => {
    expect(node(join(installed, 'bin/ku.js'), '--version').stderr).toBe('');
  });

  it('leaves out what newer versions of V8 do not have', () => {
    expect(flagsUnder('11.3.244.8-node.38')).toContain('--interrupt-budget=1200000');
    const newer = ['--heap-growing-percent=40', '--no-parallel-scavenge'];
    for (const version of ['12.4.254.21-node.33', '14.6.202.33-node.1']) expect(flagsUnder(version)).toEqual(newer);
  });
});
