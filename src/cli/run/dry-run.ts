import { existsSync } from 'node:fs';
import { openAnswers } from '../../cache/answers.ts';
import { databasePath } from '../../cache/database.ts';
import { cacheFolder } from '../../config/cache-folder.ts';
import type { Configuration } from '../../config/load.ts';
import { responseFormats } from '../../engines/openai/answer-format.ts';
import { answerTokensPerTextToken, createRequestCounter, loadTokenizer } from '../../engines/openai/budget/estimate.ts';
import type { ChatRequest } from '../../engines/openai/chat.ts';
import { createKeyMaker } from '../../engines/openai/request-key.ts';
import { wireSchema } from '../../engines/openai/wire-schema.ts';
import { exitStatus } from '../../errors.ts';
import { layOut } from '../../passages/index.ts';
import { createSeen } from '../../pipeline/seen.ts';
import { extractionMessages } from '../../prompt/messages.ts';
import type { Document, Reading } from '../../types/document.ts';
import { draftSchema } from '../../types/draft.ts';
import { costOf } from '../../types/price.ts';
import type { CommandContext } from '../context.ts';
import { engineNameOf, loadExtractionPrompts, paidEndpoint, priceOf } from '../engine.ts';
import { passageOptions } from '../inputs.ts';
import type { Interruption } from '../interruption.ts';
import { counted, dollarsOf } from '../tally.ts';

type Counts = {
  documents: number;
  passages: number;
  sentences: number;
  failed: number;
  /** Documents that would be left out, as another has the same id and text; what follows is of the others. */
  duplicates: number;
  /** Of all texts. */
  textTokens: number;
  /** Passages whose first request the cache answers; what follows is of the others. */
  cached: number;
  /** Of the texts that would be sent, and of the first requests. */
  sentTextTokens: number;
  inputTokens: number;
};

/** What a run would send, and what it would cost; null where the price is not known. */
type Expected = ReturnType<typeof expectedOf>;

const nothingExpected: Expected = { calls: 0, mostCalls: 0, outputTokens: 0, cost: 0 };

/** What a run would read and send, as far as that can be known before a model answers. */
export async function dryRun(
  readings: AsyncIterable<Reading>,
  settings: Configuration,
  interruption: Interruption,
  context: CommandContext,
): Promise<number> {
  const { io, terminal } = context;
  const isOffline = engineNameOf(settings, io.env, terminal.notice) === 'offline';
  const counts: Counts = {
    documents: 0,
    passages: 0,
    sentences: 0,
    failed: 0,
    duplicates: 0,
    textTokens: 0,
    cached: 0,
    sentTextTokens: 0,
    inputTokens: 0,
  };
  const lookUp = isOffline ? null : await createLookUp(settings, context);
  const add = await counterOf(settings, lookUp);
  const seen = createSeen();
  const addOnce = (document: Document) => {
    const of = seen.before(document);
    if (of === null) return add(counts, document);
    counts.documents += 1;
    counts.duplicates += 1;
    terminal.skipped(document, `its id and text are those of ${of}`);
  };
  try {
    for await (const reading of readings) {
      if (reading.kind === 'notice') terminal.notice(reading.message);
      else if (reading.kind === 'document') addOnce(reading.document);
      else {
        counts.failed += 1;
        terminal.failure(reading.failure);
      }
    }
  } catch (error) {
    if (!interruption.drain.aborted) throw error;
    terminal.notice('interrupted: this is what was read so far');
  } finally {
    lookUp?.close();
  }
  terminal.line(readLine(counts));
  const expected = isOffline ? nothingExpected : expectedOf(counts, settings);
  terminal.line(
    isOffline ? 'the offline engine asks nobody: no calls, no tokens, no money' : callsLine(counts, settings, expected),
  );
  const status = interruption.status() ?? (counts.failed > 0 ? exitStatus.incomplete : exitStatus.done);
  terminal.event('end', { status, totals: counts, expected });
  return status;
}

type LookUp = { isKept(request: Pick<ChatRequest, 'messages' | 'format'>): boolean; close(): void };

/** Whether the cache has the answer to a first request; null where there is no cache yet, or no model to ask. */
async function createLookUp(settings: Configuration, { io, terminal }: CommandContext): Promise<LookUp | null> {
  const folder = cacheFolder(settings, io.env, io.cwd());
  if (folder === null || folder === 'off' || settings.model === null || !existsSync(databasePath(folder))) return null;
  const answers = await openAnswers(folder, terminal.notice);
  if (answers === null) return null;
  const keyOf = createKeyMaker(settings['base-url'] ?? paidEndpoint, settings.model);
  return {
    isKept: ({ messages, format }) =>
      answers.find(keyOf({ kind: 'extract', messages, format, maxOutputTokens: null, repeat: 0 })) !== null,
    close: answers.close,
  };
}

async function counterOf(
  settings: Configuration,
  lookUp: LookUp | null,
): Promise<(counts: Counts, document: Document) => void> {
  const count = await loadTokenizer();
  const { extract, passage: inDocument } = await loadExtractionPrompts(settings.prompt);
  const ofRequest = createRequestCounter(count);
  const format = responseFormats('knowledge_unit_draft', wireSchema(draftSchema)).schema;
  return (counts, document) => {
    counts.documents += 1;
    const layout = layOut(document, passageOptions(settings));
    for (let index = 0; index < layout.length; index += 1) {
      const passage = layout.passage(index);
      counts.passages += 1;
      counts.sentences += passage.sentences.length;
      const textTokens = count(passage.text);
      counts.textTokens += textTokens;
      const prompt = passage.setting === undefined ? extract : inDocument;
      const request = { messages: extractionMessages(prompt, { document, passage }), format };
      if (lookUp?.isKept(request) === true) {
        counts.cached += 1;
        continue;
      }
      counts.sentTextTokens += textTokens;
      counts.inputTokens += ofRequest(request);
    }
  };
}

const number = new Intl.NumberFormat('en-US');

function readLine({ documents, passages, sentences, textTokens, failed, duplicates }: Counts): string {
  const parts = [
    counted(documents, 'document'),
    counted(passages, 'passage'),
    counted(sentences, 'sentence'),
    counted(textTokens, 'token'),
  ];
  if (duplicates > 0) parts.push(counted(duplicates, 'duplicate'));
  return `would read ${parts.join(' · ')} · ${failed} failed; nothing was sent or written`;
}

/** Repairs and second looks depend on the answers: the first call of each passage is sure, so tokens and money are those of it. */
function expectedOf({ passages, cached, inputTokens, sentTextTokens }: Counts, settings: Configuration) {
  const { repairs, passes } = settings;
  const calls = passages - cached;
  const outputTokens = Math.round(sentTextTokens * answerTokensPerTextToken);
  const price = priceOf(settings);
  const cost = price === null ? null : costOf({ inputTokens, cachedInputTokens: 0, outputTokens }, price);
  return { calls, mostCalls: calls * (passes + repairs * passes), outputTokens, cost };
}

function callsLine({ cached, inputTokens }: Counts, settings: Configuration, expected: Expected): string {
  const { calls, mostCalls, outputTokens, cost } = expected;
  const kept = cached === 0 ? '' : `, as the cache answers for ${number.format(cached)}`;
  const parts = [
    `${counted(calls, 'call')}, one a passage${kept} (with every repair and second look ${number.format(mostCalls)})`,
    `${number.format(inputTokens)} tokens in, counted as o200k_base`,
    `${number.format(outputTokens)} out, estimated as ${answerTokensPerTextToken} times the text`,
  ];
  if (cost !== null) parts.push(`${dollarsOf(cost)} without a discount for cached input`);
  else parts.push(`no price of ${settings.model ?? 'the model'} in ku.yaml (prices)`);
  return `would send ${parts.join(' · ')}`;
}
