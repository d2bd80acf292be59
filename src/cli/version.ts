import { readFileSync } from 'node:fs';
import { packageFile } from '../files/package-file.ts';

const manifest = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
  version: string;
};

/** The version of the package. */
export const version = manifest.version;
