import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseQuestions } from '../../src/eval/index.ts';
import { evaluationSchema } from '../../src/types/evaluation.ts';
import { ku } from '../support/cli.ts';
import { type Endpoint, playEndpoint } from '../support/endpoint.ts';
import { facts, lookingUp, playing, textOf, unitsWith } from '../support/exam.ts';
import { temporaryFolders } from '../support/folder.ts';
import { parquetFile } from '../support/parquet-file.ts';
import { type askedStep, playSteps } from '../support/question-player.ts';

const folder = temporaryFolders();
let endpoint: Endpoint | null = null;

afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
});

const documents = [...new Set(facts.map(({ document }) => document))];
const factsOf = (document: string) => facts.filter((fact) => fact.document === document);

/** As such sets have it: options behind their letters, and the right one nearly always B. */
const inOnePiece = ({ stem, value, others }: (typeof facts)[number]): string => {
  const [first, ...rest] = others;
  return [stem, ...[first, value, ...rest].map((option, at) => `${'ABCD'.charAt(at)}) ${option}`)].join('\n');
};

/** A row for each document, with lists of questions and of letters. */
const columns = {
  text: documents.map(textOf),
  question: documents.map((document) => factsOf(document).map(inOnePiece)),
  answer: documents.map((document) => factsOf(document).map(() => 'B')),
};

type Wanted = {
  files?: Record<string, Buffer | string>;
  /** The options of the made-up questions are of all lengths. */
  keep?: string;
  flags?: string[];
  screen?: boolean;
  cwd?: string;
};

async function taking({
  files = { 'set.parquet': parquetFile(columns, 'gzip') },
  keep = 'length',
  flags = [],
  screen = false,
  cwd = folder(),
}: Wanted) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  const asking = endpoint === null ? [] : ['--base-url', endpoint.baseUrl, '--model', 'played', '--no-cache'];
  const kept = keep === '' ? [] : ['--keep', keep];
  const screening = screen ? asking : ['--no-screen'];
  const argv = ['questions', '--from', ...Object.keys(files), '--out', 'q.jsonl', ...screening, ...kept, ...flags];
  const result = await ku(argv, { cwd });
  const read = () => parseQuestions(readFileSync(join(cwd, 'q.jsonl'), 'utf8'), 'q.jsonl');
  return { ...result, cwd, ...(result.status < 2 ? read() : { questions: [], end: null }) };
}

describe('ku questions --from', () => {
  it('takes all questions of a Parquet file, reshuffled, keys balanced, without a model', async () => {
    const { status, stderr, questions, end } = await taking({});
    expect({ status, questions: questions.length, dropped: end?.dropped }).toEqual({
      status: 0,
      questions: 48,
      dropped: {},
    });
    expect([0, 1, 2, 3].map((key) => questions.filter((one) => one.key === key).length)).toEqual([12, 12, 12, 12]);
    for (const { stem, options, key } of questions) {
      const fact = facts.find((one) => one.stem === stem);
      expect(options[key]).toBe(fact?.value);
      expect(options.toSorted()).toEqual([fact?.value ?? '', ...(fact?.others ?? [])].toSorted());
    }
    const file = parquetFile(columns, 'gzip');
    expect(questions[0]).toMatchObject({
      document: { id: 'set#1', sha256: createHash('sha256').update(textOf('site-1')).digest('hex') },
      kind: 'unsorted',
      evidence: [],
      stratum: 'unscreened',
      provenance: {
        model: null,
        prompts: [],
        from: { name: 'set.parquet', sha256: createHash('sha256').update(file).digest('hex') },
      },
    });
    expect(stderr).toContain('12 documents · 48 questions · 0 dropped');
  });

  it('makes one document of rows with one text, and has the same file each time', async () => {
    const rows = facts.map((fact) => ({
      text: textOf(fact.document),
      question: inOnePiece(fact),
      answer: 'B',
      subject: 'archaeology',
    }));
    const jsonl = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const first = await taking({ files: { 'set.jsonl': jsonl } });
    expect(new Set(first.questions.map(({ document }) => document.id)).size).toBe(12);
    expect(new Set(first.questions.map(({ document }) => document.domain))).toEqual(new Set(['archaeology']));
    const again = await taking({ files: { 'set.jsonl': jsonl } });
    expect(again.end).toEqual(first.end);
    const other = await taking({ files: { 'set.jsonl': jsonl }, flags: ['--seed', '2'] });
    expect(other.end?.sha256).not.toBe(first.end?.sha256);
  });

  it('tells files of several fields apart by their names', async () => {
    const half = (from: number) => ({
      text: columns.text.slice(from, from + 6),
      question: columns.question.slice(from, from + 6),
      answer: columns.answer.slice(from, from + 6),
    });
    const files = { 'botany.parquet': parquetFile(half(0)), 'physics.parquet': parquetFile(half(6), 'brotli') };
    const { questions, cwd, end } = await taking({ files, flags: ['--write-texts', 'texts.jsonl'] });
    const names = questions.map(({ document, provenance }) => `${document.domain} ${provenance.from?.name}`);
    expect([...new Set(names)]).toEqual(['botany botany.parquet', 'physics physics.parquet']);
    expect(end).toMatchObject({ questions: 48, dropped: {} });
    expect(readFileSync(join(cwd, 'texts.jsonl'), 'utf8').trim().split('\n')).toHaveLength(12);
  });

  it('takes what two files have in common once', async () => {
    const files = { 'one.parquet': parquetFile(columns), 'other.parquet': parquetFile(columns, 'gzip') };
    const { questions, cwd, end } = await taking({ files, flags: ['--write-texts', 'texts.jsonl'] });
    expect(end).toMatchObject({ questions: 48, dropped: { twice: 48 } });
    expect(new Set(questions.map(({ provenance }) => provenance.from?.name)).size).toBe(1);
    expect(readFileSync(join(cwd, 'texts.jsonl'), 'utf8').trim().split('\n')).toHaveLength(12);
  });

  it('says what is dropped and why, and keeps what it is told to', async () => {
    const text = 'We treated 40 tomato plants with kelp extract and 40 with plain water in the same dry summer.';
    const option = (right: string) => ({ A: 'pond water', B: right, C: 'cow manure', D: 'dry leaves' });
    const asked: [string, object, string][] = [
      ['What was given?', option('kelp juice'), 'B'],
      ['What was given?', option('kelp juice'), 'B'],
      ['What else was given?', option('all of the above'), 'B'],
      ['Who gave what?', option('pond water'), 'B'],
      ['Who gave it?', option('kelp juice'), 'F'],
      ['According to the abstract, what was given?', option('kelp juice'), 'B'],
      ['And then?', option('the extract of kelp from the shore'), 'B'],
      ['Who treated 40 tomato plants with kelp extract and 40 others?', option('kelp juice'), 'B'],
    ];
    const row = { text, questions: asked.map(([question, options, answer]) => ({ question, options, answer })) };
    const files = { 'set.json': JSON.stringify([row, { text: 'Zinc.', questions: [] }]) };
    const strict = await taking({ files, keep: '' });
    expect(strict.end).toMatchObject({
      questions: 1,
      dropped: { 'all-of-above': 1, copied: 1, length: 1, 'no-key': 1, options: 1, 'text-named': 1, twice: 1 },
    });
    expect(strict.stderr).toContain('1 row without questions');
    expect(strict.stderr).toMatch(/no-key: what is given as its right answer/);
    const lenient = await taking({ files, keep: 'length,text-named,copied' });
    expect(lenient.end).toMatchObject({
      questions: 4,
      dropped: { 'all-of-above': 1, 'no-key': 1, options: 1, twice: 1 },
    });
    const few = await taking({ files, keep: 'length,text-named,copied', flags: ['--per-document', '3'] });
    expect(few.end).toMatchObject({ questions: 3, dropped: expect.objectContaining({ surplus: 1 }) });
  });

  it('screens as it screens its own, with the text of the row', async () => {
    const valueIn = ({ sentences, task }: ReturnType<typeof askedStep>) => {
      const options = Object.entries(task.options as Record<string, string>);
      return { answer: options.find(([, option]) => sentences.includes(option))?.[0] ?? 'A' };
    };
    endpoint = await playEndpoint(playSteps({ answer: valueIn }));
    const { questions, end } = await taking({ screen: true, flags: ['--limit', '3'] });
    expect({ questions: questions.length, dropped: end?.dropped }).toEqual({ questions: 12, dropped: {} });
    expect(questions[0]).toMatchObject({
      stratum: 'open',
      provenance: { model: 'played', from: { name: 'set.parquet' } },
    });
    expect(questions[0]?.provenance.prompts.map(({ id }) => id)).toEqual(['question-answer.v1']);
    await endpoint.close();
    endpoint = await playEndpoint(playSteps({ answer: () => ({ answer: 'B' }) }));
    const favourite = await taking({ screen: true, flags: ['--limit', '3'] });
    expect(favourite.end).toMatchObject({ questions: 0, dropped: { broken: 12 } });
  });

  it('writes the texts, with which ku eval finds the documents of the questions', async () => {
    const cwd = folder();
    const padded = { ...columns, text: columns.text.map((text, at) => (at === 0 ? `\ufeff  ${text} \r\n` : text)) };
    const files = { 'set.parquet': parquetFile(padded) };
    const { questions } = await taking({ files, cwd, flags: ['--write-texts', 'texts.jsonl'] });
    expect(questions).toHaveLength(48);
    writeFileSync(
      join(cwd, 'units.jsonl'),
      unitsWith(facts)
        .map((unit) => `${JSON.stringify(unit)}\n`)
        .join(''),
    );
    endpoint = await playEndpoint(playing(lookingUp));
    const named = ['--base-url', endpoint.baseUrl, '--model', 'played', '--no-cache', '--choices', '4', '--json'];
    const { status, stdout, stderr } = await ku(
      ['eval', 'units.jsonl', '--source', 'texts.jsonl', '--questions', 'q.jsonl', ...named],
      { cwd },
    );
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const report = evaluationSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ documents: 12, questions: 48, loss: { value: 0 } });
    expect(report.groups.kind.map(({ name, questions: count }) => [name, count])).toEqual([['unsorted', 48]]);
  });

  it('names rows without a text, and goes on', async () => {
    const { status, stderr, questions } = await taking({
      files: {
        'set.parquet': parquetFile({ ...columns, text: columns.text.map((text, at) => (at === 1 ? null : text)) }),
      },
    });
    expect({ status, questions: questions.length }).toEqual({ status: 1, questions: 44 });
    expect(stderr).toContain('set.parquet#2');
    expect(stderr).toContain('no-text');
  });

  it('says that it needs no model without screening, where there is none', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'set.parquet'), parquetFile(columns));
    const { status, stderr } = await ku(['questions', '--from', 'set.parquet'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('--no-screen takes the questions without asking a model');
    expect(stderr).not.toContain('--engine offline');
  });

  it.each<[string, string[], string]>([
    ['no question', ['--from', 'noq.json'], 'noq.json, row 1 has no column "question"'],
    ['no answer', ['--from', 'noa.json'], 'noa.json, row 1 has no column "answer" (or "answers", "correct")'],
    [
      'no text',
      ['--from', 'not.json'],
      'not.json has no column "text" (or "abstract", "content"; else --text-field names it) with a text in it',
    ],
    ['no such text', ['--from', 'noq.json', '--text-field', 'body'], 'noq.json has no column "body" with a text in it'],
    ['no file', ['--from', 'nothing.parquet'], "nothing.parquet can't be read (ENOENT)"],
    ['no such check', ['--from', 'noq.json', '--keep', 'options'], '--keep names "options"'],
    ['inputs as well', ['--from', 'noq.json', '--quick'], '--from takes questions, and --quick is about writing them'],
    ['texts without a file', ['x.txt', '--write-texts', 't.jsonl'], 'there is no --from'],
  ])('ends with 2 at %s', async (_, flags, message) => {
    const cwd = folder();
    writeFileSync(join(cwd, 'noq.json'), '[{"text":"Kelp.","answer":"B"}]');
    writeFileSync(join(cwd, 'noa.json'), '[{"text":"Kelp.","question":"What?"}]');
    writeFileSync(join(cwd, 'not.json'), '[{"words":"Kelp.","question":"What?","answer":"B"}]');
    const { status, stderr } = await ku(['questions', ...flags, '--no-screen', '--out', 'q.jsonl'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    if (message.includes('with a text in it')) expect(stderr).toMatch(/the columns are \w+, \w+/);
    expect(readdirSync(cwd).sort()).toEqual(['noa.json', 'noq.json', 'not.json']);
  });
});
