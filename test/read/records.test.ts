import { describe, expect, test } from 'vitest';
import { fieldNames, lookupIn } from '../../src/read/fields.ts';
import { codes, ids, read, readFileOf, readStdin, texts } from './reading.ts';

const nobody = { title: null, authors: [], year: null, doi: null, url: null, license: null };

describe('JSON', () => {
  test('records in one array of an object, with credit under its usual names', async () => {
    const result = await read(['papers.json']);
    expect(ids(result)).toEqual(['17', 'papers#2']);
    expect(texts(result)).toEqual(['Basalt weathers slowly.', 'Tuff weathers faster.\n\nNobody knows why.']);
    expect(result.documents.map((document) => document.credit)).toEqual([
      {
        title: 'Basalt in the rain',
        authors: ['Bruun, Ada', 'Falk, Ines'],
        year: 2019,
        doi: '10.1234/basalt',
        url: 'https://example.org/basalt',
        license: 'CC0',
      },
      { ...nobody, authors: ['Ada Bruun', 'Ines Falk'] },
    ]);
    expect(codes(result)).toEqual([
      'no-text papers#3 papers.json#3',
      'empty papers#4 papers.json#4',
      'bad-record papers#5 papers.json#5',
    ]);
    expect(result.failures[0]?.message).toBe(
      'papers.json#3: the record has no field that holds its text; it has title',
    );
    expect(result.failures[0]?.hint).toBe('name the field that holds the text with --text-field');
  });

  test('one record takes the name of the file, an array of strings are texts', async () => {
    expect(ids(await readFileOf('a.json', '{"text": "Rain.", "tags": ["x"]}'))).toEqual(['a']);
    const strings = await readFileOf('a.json', '["Rain.", "Snow."]');
    expect([ids(strings), texts(strings)]).toEqual([
      ['a#1', 'a#2'],
      ['Rain.', 'Snow.'],
    ]);
  });

  test.each([
    ['a file that is no JSON names the line', '{\n"text": oops}', 'bad-record', 'a.json:2'],
    ['a package.json has no text', '{"name": "x", "version": "1"}', 'no-text', 'a.json'],
    ['a number is no record', '7', 'bad-record', 'a.json'],
    ['an empty array has no records', '[]', 'empty', 'a.json'],
    ['blanks are no text', ' \n', 'empty', 'a.json'],
    ['two arrays are not guessed at', '{"a": [{"text": "x"}], "b": [{"text": "y"}]}', 'no-text', 'a.json'],
  ])('%s', async (_, content, code, place) => {
    const result = await readFileOf('a.json', content);
    expect(result.documents).toEqual([]);
    expect(result.failures.map((failure) => failure.code)).toEqual([code]);
    expect(result.failures[0]?.message).toContain(place);
  });

  test('a key that comes twice is said with its line, and the last one is read', async () => {
    const result = await readFileOf('a.json', '[{"text": "Rain."},\n {"text": "Snow.",\n  "text": "Hail."}]');
    expect(texts(result)).toEqual(['Rain.', 'Hail.']);
    expect(result.notices).toEqual([
      'a.json:3: the key "text" comes twice, and the last one is read (said once for a file)',
    ]);
    expect((await readFileOf('a.json', '{"text": "a \\"text\\": \\"b\\"", "n": {"text": 1}}')).notices).toEqual([]);
  });

  test('over 64 MB it has to be JSON Lines', async () => {
    const result = await readFileOf('a.json', Buffer.alloc(65_000_000, ' {}\n'));
    expect(codes(result)).toEqual(['too-large a a.json']);
    expect(result.failures[0]?.hint).toContain('JSON Lines');
  });
});

describe('JSON Lines', () => {
  test('a key that comes twice is said, once for a file', async () => {
    const twice = '{"text": "Snow.", "a": {"b": 1, "b": 2}}\n';
    const result = await readFileOf('a.jsonl', `{"text": "Rain."}\n${twice}${twice}`);
    expect(texts(result)).toEqual(['Rain.', 'Snow.', 'Snow.']);
    expect(result.notices).toEqual([
      'a.jsonl:2: the key "b" comes twice, and the last one is read (said once for a file)',
    ]);
  });

  test('what does not parse or has no text fails by line, and keeps its position', async () => {
    const result = await read(['records.jsonl']);
    expect(ids(result)).toEqual(['r1', 'records#3', 'records#6']);
    expect(texts(result)).toEqual(['Frost melts.', 'Hail bounces.', 'A bare string is a text.']);
    expect(result.documents[0]?.credit.year).toBe(2020);
    expect(codes(result)).toEqual([
      'bad-record records#2 records.jsonl:3',
      'no-text r4 records.jsonl:5',
      'bad-record records#5 records.jsonl:6',
    ]);
    expect(result.failures[0]?.message).toBe('records.jsonl:3: the line is not valid JSON');
  });

  test('a line over the limit is skipped', async () => {
    const result = await readFileOf('a.ndjson', `{"text":"${'x'.repeat(300_000)}"}\n{"text":"Rain."}`, {
      maxBytes: 1000,
    });
    expect(codes(result)).toEqual(['too-large a#1 a.ndjson:1']);
    expect(ids(result)).toEqual(['a#2']);
  });

  test('a last line over the limit is said too', async () => {
    const result = await readFileOf('a.jsonl', `{"text":"Rain."}\n{"text":"${'x'.repeat(300_000)}"}`, {
      maxBytes: 1000,
    });
    expect(codes(result)).toEqual(['too-large a#2 a.jsonl:2']);
    expect(ids(result)).toEqual(['a#1']);
  });

  test('a record whose text is over the limit only once it is decoded', async () => {
    const result = await readFileOf('a.jsonl', Buffer.from(`{"text":"${'é'.repeat(60)}"}`, 'latin1'), {
      maxBytes: 100,
    });
    expect(codes(result)).toEqual(['too-large a#1 a.jsonl:1']);
  });

  test('a blank file is empty', async () => {
    expect(codes(await readFileOf('a.jsonl', '\n\n'))).toEqual(['empty a a.jsonl']);
  });
});

describe('CSV and TSV', () => {
  test.each([';', '|', '\t', ','])('a first line for spreadsheets names the separator: %j', async (sign) => {
    const row = (...cells: string[]) => cells.join(sign);
    const content = `sep=${sign}\r\n${row('id', 'text')}\r\n${row('1', 'A is blue.')}\r\n`;
    const result = await readFileOf('a.csv', content);
    expect([texts(result), result.documents[0]?.place]).toEqual([['A is blue.'], 'a.csv:3']);
  });

  test('blank lines count for the places of rows, and take no time', async () => {
    const content = '\n\nid,text\n\n1,A.\n\n\n2,"B\n\nC."\n\n3,x,y\n\n\n4,"open\n\nfoo';
    const result = await readFileOf('a.csv', content);
    expect(result.documents.map(({ place }) => place)).toEqual(['a.csv:5', 'a.csv:8']);
    expect(codes(result)).toEqual(['bad-record a#3 a.csv:12', 'bad-record a#4 a.csv:15']);
    const before = process.cpuUsage();
    const blank = await readFileOf('a.csv', `id,text\n1,A.${'\n'.repeat(1_000_000)}2,B.\n`);
    expect(blank.documents.map(({ place }) => place)).toEqual(['a.csv:2', 'a.csv:1000002']);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
  });

  test('rows with quoted line breaks, wrong counts, empty texts and loose quotes', async () => {
    const result = await read(['rows.csv']);
    expect(ids(result)).toEqual(['a1', 'rows#3', 'a5']);
    expect(texts(result)).toEqual(['Rain falls, sometimes.\nIt is wet.', 'Snow falls.', 'The "so-called" wind blows.']);
    expect(result.documents.map((document) => document.credit.year)).toEqual([2001, 1999, 2004]);
    expect(result.documents[0]?.credit.authors).toEqual(['Ada Bruun', 'Ines Falk']);
    expect(result.documents.map((document) => document.place)).toEqual(['rows.csv:2', 'rows.csv:5', 'rows.csv:7']);
    expect(codes(result)).toEqual(['bad-record rows#2 rows.csv:4', 'empty a4 rows.csv:6']);
    expect(result.failures[0]?.message).toBe('rows.csv:4: the row has 2 columns, the header 5');
  });

  test('tabs, and semicolons in a .csv', async () => {
    const tabs = await read(['rows.tsv']);
    expect([texts(tabs), tabs.documents[0]?.credit.title]).toEqual([['Dew forms at night.'], 'Dew']);
    expect(texts(await readFileOf('a.csv', 'id;text\r\n1;Rain, then snow.\r\n'))).toEqual(['Rain, then snow.']);
  });

  test('a table without a text column fails once', async () => {
    const result = await readFileOf('a.csv', 'id,words\n1,Rain.\n2,Snow.\n');
    expect(codes(result)).toEqual(['no-text a a.csv:1']);
    expect(result.failures[0]?.message).toBe('a.csv:1: the table has no field that holds its text; it has id, words');
    const other = await readFileOf('a.csv', 'id,words\n1,Rain.\n', { textField: 'word' });
    expect(other.failures[0]?.message).toBe('a.csv:1: the table has no text in a field "word"; it has id, words');
    expect(texts(await readFileOf('a.csv', 'id,words\n1,Rain.\n', { textField: 'Words' }))).toEqual(['Rain.']);
  });

  test('of columns with one name the first is read, and the others said', async () => {
    const content = 'id,text,,text,\n1,Rain.,,Snow.,\n';
    const result = await readFileOf('a.csv', content);
    expect(texts(result)).toEqual(['Rain.']);
    expect(result.notices).toEqual(['a.csv:1: column "text" comes more than once; this one is "text (2)"']);
    expect(texts(await readFileOf('a.csv', content, { textField: 'text (2)' }))).toEqual(['Snow.']);
  });

  test('a row over the limit leaves its neighbours whole, whatever quotes it has', async () => {
    const long = 'x'.repeat(2000);
    const rows = [
      'id,text',
      '1,"Rain."',
      `2,${long}`,
      '3,"Snow',
      `${long}"`,
      '4,Hail.',
      `5,"${long}`,
      'more"',
      '6,Dew.',
    ];
    const result = await readFileOf('a.csv', rows.join('\n'), { maxBytes: 1000 });
    expect(ids(result)).toEqual(['1', '4', '6']);
    expect(codes(result)).toEqual(['too-large a#2 a.csv:3', 'too-large a#3 a.csv:4', 'too-large a#5 a.csv:7']);
  });

  test('a quotation mark that is never closed', async () => {
    const result = await readFileOf('a.csv', 'id,text\n1,Rain.\n2,"Snow.\n3,Hail.\n');
    expect(ids(result)).toEqual(['1']);
    expect(codes(result)).toEqual(['bad-record a#2 a.csv:3']);
    const big = await readFileOf('a.csv', `id,text\n1,Rain.\n2,"${'Snow.\n'.repeat(1000)}`, { maxBytes: 1000 });
    expect(ids(big)).toEqual(['1']);
    expect(codes(big)).toEqual(['too-large a#2 a.csv:3']);
  });

  test('a table without rows', async () => {
    expect(codes(await readFileOf('a.csv', 'id,text\n'))).toEqual(['empty a a.csv']);
    expect(codes(await readFileOf('a.tsv', '\n\n'))).toEqual(['empty a a.tsv']);
  });
});

describe('Markdown', () => {
  test('credit from front matter; a heading that repeats the title is no text', async () => {
    const result = await read(['paper.md']);
    expect(result.documents).toMatchObject([
      {
        id: 'lichen-7',
        text: 'Lichens grow *faster* near roads.',
        credit: {
          title: 'Lichens near roads',
          authors: ['Ada Bruun', 'Ines Falk'],
          year: 2021,
          doi: '10.1234/lichen.7',
          url: 'https://example.org/lichen',
          license: 'CC-BY-4.0',
        },
      },
    ]);
  });

  test('a heading gives the title', async () => {
    const result = await readFileOf('a.markdown', '\n# Rain & *snow* #\n\n## Rain\nRain falls.\n');
    expect(result.documents).toMatchObject([
      { id: 'a', text: '## Rain\nRain falls.', credit: { title: 'Rain & *snow*' } },
    ]);
    expect(codes(await readFileOf('a.md', '# Only a title'))).toEqual(['empty a a.md']);
    expect(texts(await readFileOf('a.md', '---\ntitle: Rain\n---\n# Snow\nSnow falls.'))).toEqual([
      '# Snow\nSnow falls.',
    ]);
  });

  test.each([
    ['prose between rules', '---\nNo map.\n---\nRain.'],
    ['broken YAML', '---\na: [1\n---\nRain.'],
    [
      'an alias bomb',
      `---\na: &a [x, x]\n${'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [*${'abcdefg'[index]}, *${'abcdefg'[index]}]\n`)
        .join('')}---\nRain.`,
    ],
  ])('%s is text, and said', async (_, content) => {
    const result = await readFileOf('a.md', content);
    expect(texts(result)).toEqual([content]);
    expect(result.notices).toEqual(['a.md:1: the front matter is not a YAML map and is read as text']);
  });

  test('front matter that does not end is text', async () => {
    expect(texts(await readFileOf('a.md', '---\ntitle: Rain'))).toEqual(['---\ntitle: Rain']);
  });

  test('over the limit', async () => {
    expect(codes(await readFileOf('a.md', 'word\n'.repeat(1000), { maxBytes: 100 }))).toEqual(['too-large a a.md']);
  });
});

describe('fields', () => {
  test.each(Object.keys(fieldNames) as (keyof typeof fieldNames)[])(
    'every usual name of %s is found, however it is written',
    (field) => {
      for (const name of fieldNames[field]) {
        const written = `${name.slice(0, 2).toUpperCase()}_${name.slice(2, 3)}-${name.slice(3)} `;
        expect(lookupIn({ [written]: 'value' })(field)).toEqual(['value']);
      }
    },
  );

  const record = async (fields: object, textField: string | null = null) => {
    const { documents } = await readStdin([Buffer.from(JSON.stringify(fields))], { textField, inputFormat: 'jsonl' });
    return documents[0];
  };

  test('--text-field takes the exact name first, then its like', async () => {
    expect((await record({ text: 'a', Note: 'b', note: 'c' }, 'note'))?.text).toBe('c');
    expect((await record({ text: 'a', 'Main Text': 'b' }, 'main_text'))?.text).toBe('b');
    expect(await record({ text: 'a' }, 'note')).toBeUndefined();
  });

  test.each([
    ['2021', 2021],
    [2021, 2021],
    ['20210504', 2021],
    ['4 May 1887', 1887],
    ['5/4/2021', 2021],
    ['n.d.', null],
    [12345, null],
    [true, null],
  ])('year %j is %j', async (year, expected) => {
    expect((await record({ text: 'a', year }))?.credit.year).toBe(expected);
  });

  test('a year that is none leaves the next field its turn', async () => {
    expect((await record({ text: 'a', year: '', date: '2001-01-01' }))?.credit.year).toBe(2001);
  });

  test.each([
    ['https://doi.org/10.1000/Ab(1)', '10.1000/Ab(1)'],
    ['http://dx.doi.org/10.1000/1', '10.1000/1'],
    ['DOI: 10.1000/1', '10.1000/1'],
    ['none', null],
  ])('doi %j is %j', async (doi, expected) => {
    expect((await record({ text: 'a', doi }))?.credit.doi).toBe(expected);
  });

  test.each([
    [
      ['Ada', { name: 'Ines' }, { given: 'Bo', family: 'Kim' }, {}, 3],
      ['Ada', 'Ines', 'Bo Kim'],
    ],
    ['Ada, Bo, and Kim', ['Ada, Bo', 'Kim']],
    [{ name: 'Ada' }, ['Ada']],
    ['', []],
  ])('authors %j are %j', async (authors, expected) => {
    expect((await record({ text: 'a', authors }))?.credit.authors).toEqual(expected);
  });

  test('a url is one that can be followed', async () => {
    expect((await record({ text: 'a', url: '/home/x', link: 'https://example.org' }))?.credit.url).toBe(
      'https://example.org',
    );
  });
});

describe('the field of science', () => {
  const domainsOf = async (lines: object[]) =>
    (await readStdin([Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))])).documents.map(
      ({ domain }) => domain,
    );

  test('is what a record says under its usual names, the first of several', async () => {
    expect(
      await domainsOf([
        { text: 'Basalt weathers.', domain: ' earth  science ' },
        { text: 'Tuff weathers.', Field: 'geology' },
        { text: 'Kelp grows.', field_of_study: ['botany', 'ecology'] },
        { text: 'Zinc is cheap.', subject: 7 },
        { text: 'Tin is not.' },
      ]),
    ).toEqual(['earth science', 'geology', 'botany', undefined, undefined]);
  });

  test('is what the front matter of a Markdown file says', async () => {
    const found = await readStdin([Buffer.from('---\nsubject: geology\n---\nBasalt weathers.')], { inputFormat: 'md' });
    expect(found.documents[0]?.domain).toBe('geology');
  });
});
