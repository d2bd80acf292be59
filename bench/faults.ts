import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median, type Run } from './measure.ts';
import { makeCorpus, startMockServer } from './mock.ts';

/**
 * Runs against an endpoint that fails: lost and altered documents, requests a document, and wall time against the time in which the
 * limit lets that many requests through. The answers are drawn per document, so they are those of an undisturbed run.
 */

const documents = 1000;
const perMinute = 3000;
const perDocument = ['--key-regex', 'SYN-[0-9]{6}', '--latency-ms', '200'];
const limited = ['--rpm', String(perMinute), '--burst-s', '1'];
const faulty = ['--fail-rate', '0.05', '--reset-rate', '0.02', '--malformed-rate', '0.05'];
const worse = ['--hang-rate', '0.01', '--refusal-rate', '0.01', '--empty-rate', '0.01'];

type Say = (figure: string, value: string, aim: string) => void;
type Figures = {
  lost: number;
  named: number;
  altered: number;
  requests: number;
  rejected: number;
  share: number;
  run: Run;
};

/** What a unit says, by document: all but the tokens, which count what a broken answer took as well. */
function unitsIn(file: string): Map<string, string> {
  const units = new Map<string, string>();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const unit = JSON.parse(line) as { document: { id: string }; provenance: { usage: unknown } };
    units.set(unit.document.id, JSON.stringify({ ...unit, provenance: { ...unit.provenance, usage: null } }));
  }
  return units;
}

export async function faults(folder: string, runs: number, say: Say): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'ku-bench-faults-'));
  const corpus = join(work, 'corpus.jsonl');
  await makeCorpus(folder, documents, corpus);

  async function extract(server: string[], flags: string[]): Promise<{ units: Map<string, string>; figures: Figures }> {
    const mock = await startMockServer(folder, [...perDocument, ...server]);
    const out = join(work, 'units.jsonl');
    const report = join(work, 'report.json');
    try {
      const endpoint = ['--engine', 'openai', '--base-url', mock.baseUrl, '--model', 'mock-model'];
      const once = ['--repairs', '0', '--passes', '1', '--quiet', '--out', out, '--report', report];
      const run = await measure(['bin/ku.js', 'extract', corpus, ...endpoint, ...once, ...flags]);
      const stats = (await (await fetch(new URL('/__stats', mock.baseUrl))).json()) as {
        requests: number;
        rejected_429: Record<string, number>;
      };
      const ended = JSON.parse(readFileSync(report, 'utf8')) as { documents: { status: string; code?: string }[] };
      const units = unitsIn(out);
      const named = ended.documents.filter(({ status, code }) => status === 'failed' && code !== undefined).length;
      const rejected = Object.values(stats.rejected_429).reduce((sum, count) => sum + count, 0);
      const share = run.wallSeconds / ((stats.requests - rejected) / (perMinute / 60));
      const figures = {
        lost: documents - units.size,
        named,
        altered: 0,
        requests: stats.requests,
        rejected,
        share,
        run,
      };
      return { units, figures };
    } finally {
      mock.stop();
    }
  }

  try {
    const { units: undisturbed } = await extract([], ['--concurrency', '64']);
    for (const { title, server, flags, aim } of cases()) {
      const all: Figures[] = [];
      for (let run = 0; run < runs; run += 1) {
        const { units, figures } = await extract(server, flags);
        figures.altered = [...units].filter(([id, unit]) => undisturbed.get(id) !== unit).length;
        all.push(figures);
      }
      say(title, inWords(all), aim);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

function cases() {
  const usual = '0 lost, 0 altered, ≤ 1.25, ≤ 1.10';
  const both = [16, 64].flatMap((workers) => {
    const flags = ['--concurrency', String(workers)];
    const title = `1,000 documents, faults, concurrency ${workers}`;
    return [
      { title, server: [...limited, ...faulty], flags, aim: usual },
      {
        title: `${title}, --rpm`,
        server: [...limited, ...faulty],
        flags: [...flags, '--rpm', String(perMinute)],
        aim: usual,
      },
    ];
  });
  const hanging = [16, 64].map((workers) => ({
    title: `the same with hangs, refusals, empty answers, ${workers}`,
    server: [...limited, ...faulty, ...worse],
    flags: ['--concurrency', String(workers), '--timeout', '3'],
    aim: 'all that is lost is named',
  }));
  return [...both, ...hanging];
}

function inWords(all: Figures[]): string {
  const most = (of: (figures: Figures) => number) => Math.max(...all.map(of));
  const middle = (of: (figures: Figures) => number) => median(all.map(of));
  const parts = [
    `${most(({ lost }) => lost)} lost (${most(({ named }) => named)} named)`,
    `${most(({ altered }) => altered)} altered`,
    `${middle(({ requests }) => requests / documents).toFixed(3)} requests`,
    `${middle(({ rejected }) => rejected)} rejected`,
    `${middle(({ run }) => run.wallSeconds).toFixed(1)} s = ${middle(({ share }) => share).toFixed(2)} of the limit`,
  ];
  return parts.join(', ');
}
