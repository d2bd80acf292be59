import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

/**
 * Writes `bundle/`, which the command runs from: some 600 modules in a few files, so that a run starts sooner. All files lie side by
 * side, as threads are started by the address of a file beside the one that starts them.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'bundle');

/**
 * Left in `node_modules/`: native code, large packages that are loaded as one file or hardly ever; those in CommonJS of which more than
 * the default export is asked for, when it is met; and what comes without the text of its licence, so that it can't be handed on with it.
 */
const external = [
  ...['libsql', 'unpdf', 'undici', 'gpt-tokenizer', 'wink-eng-lite-web-model'],
  ...['yaml', 'chardet'],
  ...['franc-min', 'saxes'],
];

/** Packages in CommonJS ask for modules of Node by `require`, which a module of its own does not have. */
const requireOfModule = `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`;

/** The packages of which something is in the bundle, in order. */
const packagesIn = ({ inputs }: Metafile): string[] => {
  const names = Object.keys(inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
};

/** The terms under which a package may be handed on, which have to go with it. */
function termsOf(name: string): string {
  const home = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const files = readdirSync(home).filter((file) => /^(?:licen[cs]e|notice|copying)\b/i.test(file));
  if (files.length === 0) throw new Error(`${name} comes without the text of its licence: leave it in node_modules/`);
  const texts = files.sort().map((file) => readFileSync(join(home, file), 'utf8').trim());
  return [`# ${name} ${version} (${license})`, ...texts].join('\n\n');
}

rmSync(folder, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    main: 'src/cli/main.ts',
    thread: 'src/workers/thread.ts',
    'parser-thread': 'src/read/pdf/parser-thread.js',
  },
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external,
  banner: { js: requireOfModule },
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
});
writeFileSync(join(folder, 'LICENSES.txt'), `${packagesIn(metafile).map(termsOf).join('\n\n\n')}\n`);
