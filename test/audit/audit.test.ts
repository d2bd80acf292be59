import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOfUnit } from '../../src/audit/draft-of-unit.ts';
import { type AuditOptions, type AuditReport, auditUnits, isClean, worstFindings } from '../../src/audit/index.ts';
import { passageOfUnit } from '../../src/audit/passage-of-unit.ts';
import { idsOfRecord, stringsOf } from '../../src/audit/texts-of-record.ts';
import { totalOf } from '../../src/audit/totals.ts';
import type { Document, Reading } from '../../src/types/document.ts';
import { unitId } from '../../src/units/identity.ts';
import { pointerTo } from '../../src/validate/problems.ts';
import { cleanDraft, documentOf, sourceText, unitOf } from '../support/audited.ts';
import { temporaryFolders } from '../support/folder.ts';
import { anyUnit } from '../support/unit-arbitrary.ts';

const folder = temporaryFolders();
const never = new AbortController().signal;

async function* readingsOf(...documents: Document[]): AsyncGenerator<Reading> {
  for (const document of documents) yield { kind: 'document', document };
}

/** Audits values, one a line, against the documents. */
function audited(values: unknown[], documents: Document[], change: Partial<AuditOptions> = {}): Promise<AuditReport> {
  const stdin = Readable.from([Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''))]);
  const usual = { match: 'digest', strict: false, showText: false, rebuild: null, concurrency: 4 } as const;
  return auditUnits(['-'], readingsOf(...documents), { stdin, cwd: folder(), drain: never, ...usual, ...change });
}

describe('a unit as a draft', () => {
  it('keeps every text at its pointer', () => {
    const textsOf = (value: unknown) => stringsOf(value).map(({ path, text }) => `${pointerTo(path)} ${text}`);
    fc.assert(
      fc.property(anyUnit, ({ summary, entities, relations }) => {
        const draft = draftOfUnit({ summary, entities, relations });
        expect(textsOf(draft).sort()).toEqual(textsOf({ summary, entities, relations }).sort());
      }),
      { numRuns: 50 },
    );
  });

  it('has the passage and the sentences of the unit, in code points', () => {
    const text = '𝒳 is 🧪 blue. 👩‍🔬 saw it. Really?';
    const { passage } = unitOf({ summary: null, entities: [], relations: [] }, text);
    const found = passageOfUnit(documentOf(text), passage);
    expect(found.isSame).toBe(true);
    expect(found.passage.text).toBe(text);
    expect(found.passage.sentences.map((sentence) => sentence.text)).toEqual([
      '𝒳 is 🧪 blue.',
      '👩‍🔬 saw it.',
      'Really?',
    ]);
  });

  it('takes the whole of another text, split again, and a part of it as far as it goes', () => {
    const { passage } = unitOf(cleanDraft);
    const other = documentOf('One. Two is new.');
    const whole = passageOfUnit(other, passage);
    expect(whole.isSame).toBe(false);
    expect(whole.passage.sentences.map(({ text }) => text)).toEqual(['One.', 'Two is new.']);
    const part = passageOfUnit(other, { ...passage, index: 1, of: 2, start: 5 });
    expect(part.passage.text).toBe('Two is new.');
    expect(part.passage.sentences).toHaveLength(3);
  });
});

describe('the texts of any record', () => {
  const pointersOf = (value: unknown) => stringsOf(value).map(({ path }) => pointerTo(path));

  it('are its strings in order, with their pointers, without ids, references, hashes and versions', () => {
    const record = {
      schema_version: '1.0',
      id: 'ku-0017',
      entities: [{ id: 'e1', name: 'p53', 'a/b': 'x' }],
      relations: [{ subject: 'e1', predicate: 'binds', objectId: 'e2' }],
      minhashes: ['ab12', 'cd34'],
      digest_of_it: '9f86d081884c7d659a2feaa0c55ad015',
      summary: ' ',
      note: ['first', { text: 'second' }, 3, null],
    };
    expect(pointersOf(record)).toEqual([
      '/entities/0/name',
      '/entities/0/a~1b',
      '/relations/0/predicate',
      '/note/0',
      '/note/1/text',
    ]);
    expect(stringsOf('a text').map(({ path, text }) => [path, text])).toEqual([[[], 'a text']]);
  });

  it('cannot hide a sentence under a key that names things', () => {
    expect(pointersOf({ id: 'glaciers lost their ice', hash: 'x1' })).toEqual(['/id']);
  });

  it('are read however deep they are nested', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(20_000)}"deep"${']'.repeat(20_000)}`);
    expect(stringsOf(deep)).toHaveLength(1);
  });

  it('knows the usual ways to say which document it is about', () => {
    expect(idsOfRecord({ id: 7, 'Paper-ID': 'a' })).toEqual(['a', '7']);
    expect(idsOfRecord({ document: { id: 'd1', title: 'x' } })).toEqual(['d1']);
    expect(idsOfRecord(['a'])).toEqual([]);
  });
});

describe('auditUnits', () => {
  it('bears with any valid unit and any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUnit, { maxLength: 3 }),
        fc.string({ minLength: 1, unit: 'binary' }),
        async (units, text) => {
          const documents = units.map((_, at) => documentOf(`${text} ${at}`, `d${at}`));
          const report = await audited(units, documents, { match: 'order', showText: true });
          const done = report.units.length + report.problems.filter(({ code }) => code === 'no-source').length;
          expect(done).toBe(units.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives passages of one document one line', async () => {
    const units = [unitOf(cleanDraft), unitOf(cleanDraft)];
    const report = await audited(units, [documentOf(sourceText, 'silvan')], { match: 'order' });
    expect(report.units).toHaveLength(2);
    expect(report.documents).toMatchObject([{ document: 'silvan', units: 2 }]);
    expect(report.total.words).toBe(2 * (report.units[0]?.figures.words ?? 0));
    expect(report.total.longestCopiedRun).toBe(report.units[0]?.figures.longestCopiedRun);
  });

  it('names what is wrong with the sense of a unit', async () => {
    const unit = unitOf(cleanDraft);
    const entities = unit.entities.map((entity) => ({ ...entity, id: 'e1' }));
    const report = await audited([{ ...unit, entities }], [documentOf(sourceText)]);
    const own = report.units[0]?.findings.filter(({ check }) => check === 'structure') ?? [];
    expect(own.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual([
      'fail /entities/1/id',
      'fail /entities/2/id',
      'fail /relations/0/object/entity',
      'warn /id',
    ]);
    expect(isClean(report, 'fail')).toBe(false);
  });

  it('names a text that is not UTF-8', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'latin.txt'), Buffer.from('caf\xe9', 'latin1'));
    const usual = { match: 'digest', strict: false, showText: false, rebuild: null, concurrency: 1 } as const;
    const options = { ...usual, stdin: Readable.from([]), cwd, drain: never };
    const report = await auditUnits(['latin.txt'], readingsOf(documentOf(sourceText)), options);
    expect(report.problems).toMatchObject([{ file: 'latin.txt', code: 'unreadable', hint: 'expected text in UTF-8' }]);
  });

  it('asks for several reconstructions at a time, keeps the order, and lets a bug through', async () => {
    const texts = Array.from({ length: 6 }, (_, at) => `Kelp number ${at} is blue.`);
    const draft = { summary: null, entities: [], relations: [] };
    const units = texts.map((text, at) => unitOf(draft, text, `d${at}`));
    const documents = texts.map((text, at) => documentOf(text, `d${at}`));
    let open = 0;
    let most = 0;
    const rebuild = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((done) => setTimeout(done, 5));
      open -= 1;
      return 'Kelp is blue.';
    };
    const report = await audited(units, documents, { rebuild, concurrency: 3 });
    expect(most).toBe(3);
    expect(report.units.map(({ document }) => document)).toEqual(texts.map((_, at) => `d${at}`));
    expect(report.units.every(({ reconstruction }) => reconstruction?.words === 3)).toBe(true);
    const broken = () => Promise.reject(new TypeError('a bug'));
    await expect(audited(units, documents, { rebuild: broken })).rejects.toThrow('a bug');
  });
});

describe('totals', () => {
  it('of nothing are zero', () => {
    expect(totalOf([])).toMatchObject({
      words: 0,
      longestCopiedRun: 0,
      copiedShare: 0,
      ngram5: 0,
      order: null,
      fail: 0,
    });
  });

  it('weigh shares by words', () => {
    const one = { ...totalOf([]), words: 10, copiedShare: 0.5, order: 1 };
    const other = { ...totalOf([]), words: 90, copiedShare: 0, order: null };
    expect(totalOf([one, other])).toMatchObject({ words: 100, copiedShare: 0.05, order: 1 });
  });

  it('rank failures before warnings and long runs before short ones', () => {
    const finding = (check: 'numbers' | 'copied-wording', severity: 'fail' | 'warn', measured: number | null) => ({
      ...{ file: 'a', line: 1, pointer: '', reason: '', message: null },
      ...{ check, severity, measured },
    });
    const findings = [
      finding('copied-wording', 'warn', 7),
      finding('numbers', 'fail', null),
      finding('copied-wording', 'fail', 8),
      finding('copied-wording', 'fail', 20),
    ];
    const worst = worstFindings({ units: [{ findings }] as AuditReport['units'] }, 3);
    expect(worst.map(({ severity, measured }) => [severity, measured])).toEqual([
      ['fail', 20],
      ['fail', 8],
      ['fail', null],
    ]);
  });
});

describe('a resolved unit', () => {
  /** The clean unit with another name for its dust, as a document may have given it. */
  const renamed = async (name: string, aliases: string[], isResolved: boolean) => {
    const unit = unitOf(cleanDraft);
    const entities = unit.entities.map((one) => (one.name === 'dark dust' ? { ...one, name, aliases } : one));
    const resolution = {
      scope: 'document',
      sha256: '4'.repeat(64),
      model: null,
      prompt: null,
      merges: [],
      refused: [],
    } as const;
    const changed = {
      ...unit,
      entities,
      ...(isResolved ? { resolution: { ...resolution, merges: [], refused: [] } } : {}),
    };
    const { units } = await audited([{ ...changed, id: unitId(changed) }], [documentOf(sourceText, 'silvan')]);
    return units[0]?.findings.filter(({ check }) => check === 'grounding').map(({ severity }) => severity);
  };

  it('may bear a name that another passage has, as long as one of its own names stands in this one', async () => {
    expect(await renamed('aeolian particulates', ['dark dust'], true)).toEqual([]);
    expect(await renamed('aeolian particulates', ['mineral powder'], true)).toEqual(['fail', 'fail']);
    expect(await renamed('aeolian particulates', ['dark dust'], false)).toEqual(['fail']);
  });
});
