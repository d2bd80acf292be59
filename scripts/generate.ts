import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { measureChecks } from './checks-measured.ts';
import { checksDocument } from './checks-table.ts';
import { generatedSchemas, withTables } from './generated.ts';

const root = new URL('../', import.meta.url);
for (const [file, content] of generatedSchemas()) await writeFile(new URL(`schemas/${file}`, root), content);
const readme = new URL('README.md', root);
await writeFile(readme, withTables(await readFile(readme, 'utf8')));
await mkdir(new URL('docs/', root), { recursive: true });
await writeFile(new URL('docs/checks.md', root), checksDocument(measureChecks()));
