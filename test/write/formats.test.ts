import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Unit } from '../../src/types/unit.ts';
import { type FormatName, formatNames, formatOfPath, startSequence } from '../../src/write/formats.ts';
import { toYaml } from '../../src/write/yaml.ts';
import { temporaryFolders } from '../support/folder.ts';
import { sampleUnit } from '../support/sample-unit.ts';
import { anyUnit, anyWords } from '../support/unit-arbitrary.ts';

function written(format: FormatName, documents: Unit[][]): string {
  const sequence = startSequence(format);
  return documents.map((units) => sequence.next(units)).join('') + sequence.end();
}

const readers: Record<FormatName, (text: string) => unknown[]> = {
  jsonl: (text) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  json: (text) => JSON.parse(text),
  yaml: (text) => {
    const documents = parseAllDocuments(text);
    if (!Array.isArray(documents)) return [];
    return documents.map((document) => {
      expect(document.errors).toEqual([]);
      return document.toJS();
    });
  },
};

describe.each(formatNames)('%s', (format) => {
  it('is read back to the same values', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyUnit, { maxLength: 2 }), { maxLength: 3 }), (documents) => {
        const text = written(format, documents);
        expect(readers[format](text)).toEqual(documents.flat());
      }),
    );
  });

  it('holds nothing that some reader breaks lines at or refuses', () => {
    fc.assert(
      fc.property(anyWords, (summary) => {
        expect(written(format, [[sampleUnit({ summary })]])).toMatch(/^[\n\u0020-\u007e\u00a0-\uffff]*$/);
        expect(written(format, [[sampleUnit({ summary })]])).not.toMatch(/[\u2028\u2029\ufeff\ufffe\uffff]/);
      }),
    );
  });

  it('is valid without units', () => {
    expect(readers[format](written(format, []))).toEqual([]);
    expect(readers[format](written(format, [[], []]))).toEqual([]);
  });

  it('ends with a line feed', () => expect(written(format, [[sampleUnit()]])).toMatch(/[^\n]\n$/));
});

describe('the form', () => {
  const unit = sampleUnit();

  it('of jsonl is one line a unit', () => {
    expect(written('jsonl', [[unit], [unit]])).toBe(`${JSON.stringify(unit)}\n${JSON.stringify(unit)}\n`);
  });

  it('of json is one indented array', () => {
    expect(written('json', [[unit], [unit]])).toBe(`${JSON.stringify([unit, unit], null, 2)}\n`);
    expect(written('json', [])).toBe('[]\n');
  });

  it('of yaml is a stream of documents in block style', () => {
    const value = {
      a: 'no',
      b: { c: [], d: {}, e: [1, 1e-7] },
      f: [{ g: null, h: ['12:30', true] }, [['x']]],
      i: -1e21,
    };
    expect(toYaml(value)).toBe(
      [
        'a: "no"',
        'b:',
        '  c: []',
        '  d: {}',
        '  e: [1, 1.0e-7]',
        'f:',
        '  - g: null',
        '    h:',
        '      - "12:30"',
        '      - true',
        '  - - - "x"',
        'i: -1.0e+21',
        '',
      ].join('\n'),
    );
    expect(written('yaml', [[unit, unit]]).match(/^---$/gm)).toHaveLength(2);
  });
});

describe('formatOfPath', () => {
  it.each([
    ['a/units.jsonl', 'jsonl'],
    ['units.JSON', 'json'],
    ['units.yaml', 'yaml'],
    ['units.x.yml', 'yaml'],
    ['units.txt', null],
    ['json', null],
  ])('%s', (path, format) => expect(formatOfPath(path)).toBe(format));
});

const compare = `
import json, sys, yaml
with open(sys.argv[1], encoding='utf-8') as f: expected = json.load(f)
with open(sys.argv[2], encoding='utf-8') as f: found = list(yaml.safe_load_all(f))
def typed(v):
    if isinstance(v, dict): return {k: typed(x) for k, x in v.items()}
    if isinstance(v, list): return [typed(x) for x in v]
    return ('number', v) if isinstance(v, (int, float)) and not isinstance(v, bool) else (type(v).__name__, v)
for number, (a, b) in enumerate(zip(map(typed, expected), map(typed, found))):
    if a != b: sys.exit('unit %d differs: %r and %r' % (number, a, b))
if len(expected) != len(found): sys.exit('%d units and %d' % (len(expected), len(found)))
print('same', len(found))
`;

/** A Python that has PyYAML, or null. */
function pythonWithYaml(): string | null {
  const works = (python: string) => {
    try {
      execFileSync(python, ['-c', 'import yaml'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  return ['python3', '/usr/bin/python3'].find(works) ?? null;
}

describe('PyYAML', () => {
  const folder = temporaryFolders();
  const python = pythonWithYaml();

  it('reads the YAML to the same values', (context) => {
    if (python === null && process.env.CI !== 'true') context.skip('no python3 with PyYAML is installed');
    if (python === null) throw new Error('CI needs a python3 with PyYAML');
    const units = fc.sample(anyUnit, { numRuns: 300, seed: 7 });
    const place = folder();
    writeFileSync(join(place, 'units.json'), JSON.stringify(units));
    writeFileSync(join(place, 'units.yaml'), written('yaml', [units]));
    const files = [join(place, 'units.json'), join(place, 'units.yaml')];
    expect(execFileSync(python, ['-c', compare, ...files], { encoding: 'utf8' })).toBe('same 300\n');
  });
});
