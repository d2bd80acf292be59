import { describe, expect, test } from 'vitest';
import { markdownBlocks } from '../../src/read/markdown.ts';
import { readFileOf, texts } from './reading.ts';

const told = (text: string): string[] =>
  markdownBlocks(text).map(
    ({ kind, section, start, end }) => `${kind} ${section.join('/')}: ${text.slice(start, end).replaceAll('\n', '⏎')}`,
  );

const paper = `Kelp grew
on rocks.

Methods
-------

- Cut.
- Weigh the
  blades.

> Quoted text.

### Rates ###

![](plot.png)

![Plots from above.](plot.png)

Table 1. Growth in cm.

| site | 2018 \\| 2019 |
| :--- | ---: |
| Oban | 4.5 |

$$
r = a/b
$$

where a is mass.

\`\`\`r
# no heading
plot(kelp)
\`\`\`

***

<!-- a comment
of two lines -->

# Results
It grew.
## 5. References
1. Nobody. 2001.
# Outlook
More kelp.`;

describe('the blocks of a Markdown text', () => {
  test('take pictures with what is said of them, in HTML or over several lines, and leave out those without words', () => {
    const figure = `<figure>
<img src="a.png"
alt="Kelp from above." />
<figcaption aria-hidden="true">Kelp from above. It is
green.</figcaption>
</figure>

![Urchins [3] beside
kelp.](b.png){#fig-2}

<figure><img src="c.png"/></figure>

It grew ![](d.png) there. <figure is no mark here.

<figure>
that does not end is text.`;
    expect(told(figure)).toEqual([
      'caption : Kelp from above. It is⏎green.',
      'caption : Urchins [3] beside⏎kelp.',
      'paragraph : It grew ![](d.png) there. <figure is no mark here.',
      'paragraph : <figure>⏎that does not end is text.',
    ]);
  });

  test('stand under their headings, without marks, code, comments and references', () => {
    expect(told(paper)).toEqual([
      'paragraph : Kelp grew⏎on rocks.',
      'heading Methods: Methods',
      'paragraph Methods: Cut.',
      'paragraph Methods: Weigh the⏎  blades.',
      'paragraph Methods: Quoted text.',
      'heading Methods/Rates: Rates',
      'caption Methods/Rates: Plots from above.',
      'caption Methods/Rates: Table 1. Growth in cm.',
      'table Methods/Rates: | site | 2018 \\| 2019 |⏎| :--- | ---: |⏎| Oban | 4.5 |',
      'formula Methods/Rates: $$⏎r = a/b⏎$$',
      'paragraph Methods/Rates: where a is mass.',
      'heading Results: Results',
      'paragraph Results: It grew.',
      'heading Outlook: Outlook',
      'paragraph Outlook: More kelp.',
    ]);
    expect(markdownBlocks(paper).flatMap(({ rows }) => rows ?? [])).toEqual([
      ['site', '2018 | 2019'],
      ['Oban', '4.5'],
    ]);
  });

  test.each(['', '#', '```', '$$', '|', '|\n|-', '---', '<!--', '- ', '# \n=', '>'])('are found in %j too', (text) => {
    for (const { start, end } of markdownBlocks(text)) expect(end).toBeGreaterThan(start);
  });
});

test('blanks without end take no time', async () => {
  const before = process.cpuUsage();
  const [text = ''] = texts(await readFileOf('a.md', `Kelp.${' '.repeat(400_000)}<!-- x -->${'\t'.repeat(400_000)}`));
  expect(text.trimEnd()).toBe('Kelp.');
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5);
});

test('the abstract of the front matter is a section, and HTML within lines becomes text', async () => {
  const content =
    '---\nlang: en-GB\nabstract: |\n  # Aims\n\n  To count.\n---\nH<sub>2</sub>O at 10<sup>-3</sup> <a href="#x">m</a>.';
  const result = await readFileOf('a.md', content);
  expect(texts(result)).toEqual(['# Abstract\n\n## Aims\n\nTo count.\n\n\nH2O at 10^-3 m.']);
  expect(result.documents[0]).toMatchObject({ language: 'en-GB' });
});

test('keeps a year at the start of a line in its sentence, and parts items that count on', () => {
  expect(told('Kelp grew (Doe,\n2004) in the north.')).toEqual(['paragraph : Kelp grew (Doe,⏎2004) in the north.']);
  expect(told('We did so:\n1. Cut.\n2. Weigh.')).toEqual([
    'paragraph : We did so:',
    'paragraph : Cut.',
    'paragraph : Weigh.',
  ]);
});

test('superscripts and subscripts as pandoc writes them become text; comments in lines, lone tags and marks of notes go', async () => {
  const { documents } = await readFileOf(
    'a.md',
    'Na^+^ and H~2~O at 10^-3^ m, ~~struck~~ and $a^2b^2$. <!-- hidden --> Then.\n\n<div class="note">\n\nInside.\n\n</div>\n\n[^1]: A note.\n\nTable: Yields.\n',
  );
  const { text = '', blocks = [] } = documents[0] ?? {};
  expect(blocks.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual([
    'paragraph Na^+ and H2O at 10^-3 m, ~~struck~~ and $a^2b^2$.  Then.',
    'paragraph Inside.',
    'paragraph A note.',
    'caption Table: Yields.',
  ]);
});
