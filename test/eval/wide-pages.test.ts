import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparisonReport } from '../../src/cli/eval/comparison.ts';
import { evaluationPage } from '../../src/cli/eval/page.ts';
import { comparisonPage } from '../../src/cli/eval/tables-page.ts';
import type { Estimate } from '../../src/eval/index.ts';
import type { EvaluationReport } from '../../src/types/evaluation.ts';
import { questionKinds } from '../../src/types/question.ts';
import { chromiumPath, openBrowser, openPage, violationsOf } from '../support/browser.ts';
import { temporaryFolders } from '../support/folder.ts';
import { sampleEvaluation } from '../support/sample-evaluation.ts';

const estimate = (value: number): Estimate => ({
  value,
  interval: { low: value - 0.111, high: Math.min(1, value + 0.111) },
});

/** All seven arms, in every group and with every kind, each figure with an interval. */
async function widest(): Promise<EvaluationReport> {
  const report = await sampleEvaluation();
  const arm = { ...report.arms.text, answers: 12_800, accuracy: estimate(0.512) } as NonNullable<
    EvaluationReport['arms']['text']
  >;
  const [nothing, options, text, units, other, abstract, truncated] = Array.from({ length: 7 }, () => arm);
  report.arms = { nothing, options, text, units, other, abstract, truncated } as EvaluationReport['arms'];
  const accuracy = Object.fromEntries(Object.keys(report.arms).map((name) => [name, estimate(0.512)]));
  report.groups.kind = questionKinds.map((name) => ({ name, questions: 1280, accuracy }));
  report.groups.domain = [
    { name: 'Biochemistry, Genetics and Molecular Biology', questions: 1280, accuracy },
    { name: 'Pharmacology, Toxicology and Pharmaceutics', questions: 1280, accuracy },
  ];
  return report;
}

const names = [
  'results/units/ku-extract-v1-gpt-4.1-mini.jsonl',
  'results/units/ku-extract-v1-llama-3.3-70b-instruct.jsonl',
  'results/units/offline.jsonl',
  'results/theirs/reference_implementation_three_shot',
  'results/theirs/averyverylongnameofasystemwithoutanythingtobreakitatwhatever',
  'results/theirs/graphrag',
];

async function sixSystems(): Promise<ComparisonReport> {
  const report = await widest();
  const { facts } = report;
  return {
    ...{ schema: 'ku/comparison/1', tool: 'ku', version: '0', protocol: report.protocol, failedSources: 0 },
    exam: {
      ...{ reader: report.reader, documents: 12, questions: 57, withoutSource: [], marks: [] },
      arms: report.arms,
    },
    judge: facts?.judge ?? null,
    systems: names.map((name, at) => ({
      ...{ name, given: 'units' },
      exam: { ...report, units: report.arms.units, difference: at === 0 ? null : estimate(-0.3), loss: estimate(0.2) },
      facts: facts && {
        ...facts,
        recall: { ...facts.recall, facts: 7500, share: estimate(0.5), difference: at === 0 ? null : estimate(-0.3) },
        precision: { ...facts.precision, facts: 7500, share: estimate(0.5), difference: null },
      },
      audit: report.audit,
    })),
    spent: { exam: null, facts: null, cost: 1.25 },
  } as unknown as ComparisonReport;
}

const tooWide = (page: Page): Promise<string[]> =>
  page
    .locator('html, .wide')
    .evaluateAll((places) =>
      places
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((place) => `${place.getAttribute('aria-label') ?? 'the page'} is too wide`),
    );

/** Words that stand in two lines. Names may end a line between their parts, and so may what no line of a table could hold. */
const cutWords = (page: Page): Promise<string[]> =>
  page.locator('th, td span, dt, dd, p, li, h1, h2, caption, figcaption').evaluateAll((elements) =>
    elements.flatMap((element) =>
      [...element.childNodes].flatMap((node) =>
        [...(node.nodeType === 3 ? (node.textContent ?? '') : '').matchAll(/[^\s/_:-]+/g)]
          .filter(({ 0: word, index }) => {
            const range = element.ownerDocument.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
            return word.length <= 24 && new Set(tops).size > 1;
          })
          .map(([word]) => `"${word}" is cut in two`),
      ),
    ),
  );

const collisions = (page: Page): Promise<string[]> =>
  page.locator('svg').evaluateAll((charts) =>
    charts.flatMap((chart) => {
      const all = chart.getBoundingClientRect();
      const texts = [...chart.querySelectorAll('text')].map((text) => ({
        said: text.textContent,
        box: text.getBoundingClientRect(),
      }));
      const outside = texts.filter(
        ({ box }) => box.left < all.left || box.right > all.right || box.bottom > all.bottom,
      );
      // The boxes of two lines touch; their letters don't.
      const upon = texts.flatMap(({ said, box: one }, at) =>
        texts
          .slice(at + 1)
          .filter(
            ({ box: other }) =>
              Math.min(one.right, other.right) > Math.max(one.left, other.left) &&
              Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > one.height / 3,
          )
          .map((other) => `${said} lies upon ${other.said}`),
      );
      return [...outside.map(({ said }) => `${said} is outside`), ...upon];
    }),
  );

/** What can't be read on a page. */
const unreadable = async (page: Page): Promise<string[]> => [
  ...(await tooWide(page)),
  ...(await cutWords(page)),
  ...(await collisions(page)),
];

const where = chromiumPath === null ? 'not tested: there is no Chromium (apt-get install chromium)' : 'in Chromium';

describe.skipIf(chromiumPath === null)(`pages with much on them, ${where}`, () => {
  const folder = temporaryFolders();
  const pages: Record<string, string> = {};
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
    pages['seven arms'] = evaluationPage(await widest());
    pages['six systems'] = comparisonPage(await sixSystems());
  });

  afterAll(() => browser.close());

  const opened = async (html: string, width: number) => {
    const path = join(folder(), 'report.html');
    writeFileSync(path, html);
    return (await openPage(browser, pathToFileURL(path).href, width)).page;
  };

  describe.each(['seven arms', 'six systems'])('%s', (name) => {
    it.each([1000, 375])('can be read at %i px, by everybody', async (width) => {
      const page = await opened(pages[name] ?? '', width);
      expect(await unreadable(page)).toEqual([]);
      expect(await violationsOf(page)).toEqual([]);
      await page.close();
    });

    it('can be printed: nothing is wider than a sheet, no row is parted', async () => {
      // A4 with margins of 15 mm.
      const page = await opened(pages[name] ?? '', 680);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await unreadable(page)).toEqual([]);
      expect(await page.evaluate('getComputedStyle(document.querySelector("tr")).breakInside')).toBe('avoid');
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      await page.close();
    });

    it('keeps its tables tables on a phone: rows have heads, and cells say whose they are', async () => {
      const page = await opened(pages[name] ?? '', 375);
      const table = page.getByRole('table').first();
      expect(await table.getByRole('columnheader').count()).toBeGreaterThan(2);
      const [head] = await table.getByRole('columnheader').allTextContents();
      expect(['given', 'system']).toContain(head);
      const row = table.getByRole('row').nth(1);
      expect(await row.getByRole('rowheader').count()).toBe(1);
      const label = (at: number) =>
        row
          .getByRole('cell')
          .nth(at)
          .evaluate((cell) => cell.ownerDocument.defaultView?.getComputedStyle(cell, '::before').content);
      expect(await label(0)).toContain(name === 'seven arms' ? 'answers' : 'right (95%)');
      await page.close();
    });
  });

  it.each([
    [
      'a table that is too wide',
      (html: string) => html.replace('<style>', '<style>table{min-width:60rem}'),
      'too wide',
    ],
    [
      'words that are cut',
      (html: string) => html.replace('<style>', '<style>th{word-break:break-all;max-width:3rem}'),
      'cut in two',
    ],
    ['a chart whose words collide', (html: string) => html.replace(/text-anchor="end"/, ''), 'is outside'],
    ['long names in one line', (html: string) => html.replaceAll(/y="(\d+)" text-anchor="end"/g, 'y="$1"'), 'outside'],
  ])('would be found with %s', async (_, spoil, fault) => {
    const html = pages['six systems'] ?? '';
    expect(spoil(html)).not.toBe(html);
    const page = await opened(spoil(html), 375);
    expect((await unreadable(page)).join('\n')).toContain(fault);
    await page.close();
  });
});
