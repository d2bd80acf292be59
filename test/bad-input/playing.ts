import { afterEach } from 'vitest';
import type { Draft } from '../../src/types/draft.ts';
import type { Repair, RepairRequest } from '../../src/types/repair.ts';
import type { Unit } from '../../src/types/unit.ts';
import { type CliResult, jsonLines, ku } from '../support/cli.ts';
import { type AskedRequest, type Endpoint, type Played, playEndpoint } from '../support/endpoint.ts';

/** What a model that is played says to each kind of question; where it is not told, it insists on what it said. */
type Model = {
  extract: Draft | string;
  repair?: (request: RepairRequest) => Repair['fact'];
  complete?: Draft;
};

export type Run = CliResult & { units: Unit[]; asked: AskedRequest[] };

/** The key of these runs; it goes into the header of each request and nowhere else. */
export const apiKey = 'sk-never-to-be-shown-0123';

/** `ku extract` of one record, in this process, against a model that is played. */
export type Extract = (text: string, model: Model, argv?: string[], credit?: { title?: string }) => Promise<Run>;

/** Makes the function that runs; call it at the top of a test file, for its endpoints end with each test. */
export function extracting(): Extract {
  const open: Endpoint[] = [];
  afterEach(async () => {
    for (const endpoint of open.splice(0)) await endpoint.close();
  });
  return async (text, model, argv = [], credit = {}) => {
    const endpoint = await playEndpoint((request) => ({ content: answerTo(request, model) }) satisfies Played);
    open.push(endpoint);
    const flags = ['--input-format', 'jsonl', '--base-url', endpoint.baseUrl, '--model', 'played'];
    const stdin = JSON.stringify({ id: 'record', text, ...credit });
    const result = await ku(['extract', '-', ...flags, ...argv], { stdin, env: { OPENAI_API_KEY: apiKey } });
    return { ...result, units: jsonLines<Unit>(result.stdout), asked: endpoint.asked };
  };
}

export type Question = 'extract' | 'repair' | 'complete';

export function questionOf({ body }: AskedRequest): Question {
  const properties = body.response_format?.json_schema?.schema.properties;
  if (properties instanceof Object && 'repairs' in properties) return 'repair';
  return /^Missing:$/m.test(body.messages[1]?.content ?? '') ? 'complete' : 'extract';
}

function answerTo(request: AskedRequest, model: Model): string {
  const question = questionOf(request);
  if (question === 'repair') return JSON.stringify({ repairs: repairsFor(request, model) });
  const said = question === 'complete' ? (model.complete ?? model.extract) : model.extract;
  return typeof said === 'string' ? said : JSON.stringify(said);
}

const repairsFor = (request: AskedRequest, { repair }: Model): Repair[] =>
  failuresIn(request).map((failure) => ({
    index: failure.index,
    fact: repair === undefined ? failure.fact : repair(failure),
  }));

/** The facts that a request wants repaired: its lines of JSON. */
function failuresIn(request: AskedRequest): RepairRequest[] {
  const content = request.body.messages[1]?.content ?? '';
  return content
    .split('\n')
    .filter((line) => line.startsWith('{"index":'))
    .map((line) => JSON.parse(line) as RepairRequest);
}
