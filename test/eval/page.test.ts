import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluationPage } from '../../src/cli/eval/page.ts';
import type { EvaluationReport } from '../../src/types/evaluation.ts';
import { chromiumPath, openBrowser, openPage, violationsOf } from '../support/browser.ts';
import { ku } from '../support/cli.ts';
import { playEndpoint } from '../support/endpoint.ts';
import { facts, lookingUp, playing, unitsWith, withoutShare, writeExam } from '../support/exam.ts';
import { temporaryFolders } from '../support/folder.ts';
import { sampleEvaluation } from '../support/sample-evaluation.ts';

const where = chromiumPath === null ? 'not tested: there is no Chromium (apt-get install chromium)' : 'in Chromium';

describe.skipIf(chromiumPath === null)(`the page of an evaluation, ${where}`, () => {
  const folder = temporaryFolders();
  let browser: Browser;
  let report: EvaluationReport;

  beforeAll(async () => {
    browser = await openBrowser();
    report = await sampleEvaluation();
    // The longest of everything: all seven arms, an interval from end to end, hostile and long names.
    const all = { value: 0.5, interval: { low: 0, high: 1 } };
    const arm = { ...report.arms.text, accuracy: all } as NonNullable<EvaluationReport['arms']['text']>;
    report.arms = { ...report.arms, abstract: arm, truncated: arm };
    report.reader.model = '<img src=x onerror=alert(1)> "&';
    report.groups.domain.push({
      name: 'the history of the natural philosophy of the north',
      questions: 1,
      accuracy: { units: all },
    });
  });

  afterAll(() => browser.close());

  async function opened(html: string, width: number, scheme: 'light' | 'dark' = 'light') {
    const path = join(folder(), 'report.html');
    writeFileSync(path, html);
    const url = pathToFileURL(path).href;
    return { url, ...(await openPage(browser, url, width, scheme)) };
  }

  it.each([400, 1280])('opens from disk without a script, a request or a complaint, at %i px', async (width) => {
    const { page, url, requests, complaints } = await opened(evaluationPage(report), width);
    expect(requests).toEqual([url]);
    expect(complaints).toEqual([]);
    expect(await page.locator('script, img, link, iframe').count()).toBe(0);
    expect(await page.locator('p').nth(2).innerText()).toContain('<img src=x onerror=alert(1)> "&');
    // Nothing makes the page itself wider than the window; what is wider is scrolled in a place of its own.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.close();
  });

  it.each([
    [400, 'light'],
    [400, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)('breaks no rule of accessibility at %i px, %s', async (width, scheme) => {
    const { page } = await opened(evaluationPage(report), width, scheme);
    const colour = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(colour).toBe(scheme === 'dark' ? 'rgb(22, 22, 22)' : 'rgb(255, 255, 255)');
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });

  it('keeps all of its charts inside of them, and says what each arm and each outcome is', async () => {
    const { page } = await opened(evaluationPage(report), 400);
    const outside = await page.locator('svg').evaluateAll((charts) =>
      charts.flatMap((chart) => {
        const { left, right, bottom } = chart.getBoundingClientRect();
        return [...chart.querySelectorAll('text, rect')]
          .filter((part) => {
            const box = part.getBoundingClientRect();
            return box.left < left || box.right > right || box.bottom > bottom;
          })
          .map((part) => part.textContent);
      }),
    );
    expect(outside).toEqual([]);
    expect(await page.locator('dt').allInnerTexts()).toEqual([
      ...['no context', 'options alone', 'the text', 'its units', 'units of another', 'its abstract', 'its beginning'],
      ...['unquoted', 'wrong', 'not said', 'unparsable', 'failed'],
    ]);
    await page.close();
  });

  it('says in words what its charts show, and draws bars as long as their figures', async () => {
    const { page } = await opened(evaluationPage(report), 1280);
    const charts = page.getByRole('img');
    expect(await charts.count()).toBe(2);
    expect(await charts.first().getAttribute('aria-label')).toBe(
      'Right answers by what the reader was given: no context 0.0% of 12, options alone 0.0% of 12, the text 100.0% of 12, its units 66.7% of 12, units of another 0.0% of 12, its abstract 50.0% of 12, its beginning 50.0% of 12',
    );
    const widths = await charts
      .first()
      .locator('rect')
      .evaluateAll((rects) => rects.map((rect) => rect.getBoundingClientRect().width));
    const [grounds, bars] = [0, 1].map((odd) => widths.filter((_, at) => at % 2 === odd));
    const shares = bars?.map((bar, at) => bar / (grounds?.[at] ?? 0)) ?? [];
    for (const [at, share] of [0, 0, 1, 2 / 3, 0, 0.5, 0.5].entries()) expect(shares[at]).toBeCloseTo(share, 2);
    await page.close();
  });

  it.each([
    [
      'a chart without words',
      (html: string) => html.replace(/ aria-label="Right answers by [^"]*"/, ''),
      'svg-img-alt',
    ],
    ['pale text', (html: string) => html.replace('--soft:#4a4a4a', '--soft:#bbb'), 'color-contrast'],
    ['a page without a language', (html: string) => html.replace(' lang="en"', ''), 'html-has-lang'],
  ])('would be found with %s', async (_, spoil, rule) => {
    const html = evaluationPage(report);
    expect(spoil(html)).not.toBe(html);
    const { page } = await opened(spoil(html), 1280);
    expect((await violationsOf(page)).map((violation) => violation.split(':')[0])).toContain(rule);
    await page.close();
  });

  it('is as accessible where systems are compared', async () => {
    const cwd = folder();
    writeExam(cwd, unitsWith(facts));
    writeFileSync(
      join(cwd, 'half.jsonl'),
      unitsWith(withoutShare(0.5))
        .map((unit) => `${JSON.stringify(unit)}\n`)
        .join(''),
    );
    const endpoint = await playEndpoint(playing(lookingUp));
    const asked = ['--base-url', endpoint.baseUrl, '--model', 'played', '--no-cache', '--html', 'compared.html'];
    const argv = [
      'eval',
      '--compare',
      'units.jsonl',
      'half.jsonl',
      '--source',
      'texts',
      '--questions',
      'questions.jsonl',
    ];
    const { status } = await ku([...argv, ...asked], { cwd });
    await endpoint.close();
    expect(status).toBe(0);
    const url = pathToFileURL(join(cwd, 'compared.html')).href;
    const { page, requests, complaints } = await openPage(browser, url, 400);
    expect({ requests, complaints }).toEqual({ requests: [url], complaints: [] });
    // One table with the answers, one with what is copied.
    const names = ['units.jsonl', 'half.jsonl'];
    expect(await page.locator('tbody th').allInnerTexts()).toEqual([...names, ...names]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });

  it('lets nothing in from elsewhere, even where it is planted', async () => {
    const html = evaluationPage(report).replace(
      '<main>',
      '<main><img src="https://example.org/x.png" alt="" /><script>document.title = "ran"</script>',
    );
    const { page, complaints } = await opened(html, 1280);
    expect(await page.title()).toBe('How much survives');
    expect(complaints.join('\n')).toContain('Content Security Policy');
    await page.close();
  });
});
