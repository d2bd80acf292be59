import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readContexts } from '../../audit/contexts.ts';
import { type AuditReport, auditUnits } from '../../audit/index.ts';
import type { Configuration } from '../../config/load.ts';
import { readUnits } from '../../corpus/read-units.ts';
import { KuError } from '../../errors.ts';
import { parseQuestions, type SaidByDocument, saidByOthers, saidByUnits } from '../../eval/index.ts';
import type { Document, Reading } from '../../types/document.ts';
import type { Unit } from '../../types/unit.ts';
import type { CommandContext } from '../context.ts';
import { readingsOf } from '../inputs.ts';
import type { Given, GivenSystem } from './given.ts';

export type System = GivenSystem & { said: SaidByDocument };

/** What an evaluation is about. All in memory: the exam and the audit both read it, and the other document of a control may be any. */
export type Scene = {
  file: ReturnType<typeof parseQuestions> | null;
  readings: Reading[];
  documents: Document[];
  failedSources: number;
  systems: System[];
};

/** @throws KuError for what does not exist or is not what it is named as, before anything is asked */
export async function sceneOf(
  context: CommandContext,
  settings: Configuration,
  given: Given,
  signal: AbortSignal,
): Promise<Scene> {
  const file = given.questions === null ? null : await questionsIn(context, given.questions);
  const units = new Map<GivenSystem, Unit[]>();
  for (const system of given.systems) if (!system.isOthers) units.set(system, await unitsOf(system.paths, context));
  const readings = await readingsAll(context, settings, given.sources, signal);
  const systems: System[] = [];
  for (const system of given.systems) {
    const own = units.get(system);
    const said = own === undefined ? await saidIn(system.paths, readings, context) : saidByUnits(own);
    systems.push({ ...system, said });
  }
  return {
    ...{ file, readings, systems },
    documents: readings.flatMap((reading) => (reading.kind === 'document' ? [reading.document] : [])),
    failedSources: readings.filter(({ kind }) => kind === 'failure').length,
  };
}

/** The audit of what a system says, as `ku audit` has it. */
export function auditOf(
  { io }: CommandContext,
  { paths, isOthers }: System,
  readings: readonly Reading[],
  drain: AbortSignal,
): Promise<AuditReport> {
  const documents = readings.flatMap((reading) => (reading.kind === 'document' ? [reading.document] : []));
  return auditUnits(paths, replayed(readings), {
    ...{ stdin: io.stdin, cwd: io.cwd(), match: 'digest', strict: false, showText: false },
    ...{ rebuild: null, concurrency: 1, drain, wanted: isOthers ? 'all-files' : 'unit-files', documents },
  });
}

async function* replayed(readings: readonly Reading[]): AsyncGenerator<Reading> {
  yield* readings;
}

async function readingsAll(
  context: CommandContext,
  settings: Configuration,
  inputs: string[],
  signal: AbortSignal,
): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of readingsOf(context, settings, { inputs, signal })) {
    if (reading.kind === 'notice') context.terminal.notice(reading.message);
    if (reading.kind === 'failure') context.terminal.failure(reading.failure);
    readings.push(reading);
  }
  return readings;
}

async function unitsOf(files: string[], { io }: CommandContext): Promise<Unit[]> {
  const units: Unit[] = [];
  try {
    for await (const unit of readUnits(files, { stdin: io.stdin, cwd: io.cwd() })) units.push(unit);
  } catch (error) {
    if (!(error instanceof KuError) || error.code !== 'units') throw error;
    const hint = `${error.hint}; what another extractor wrote is named with --as-context`;
    throw new KuError(error.code, error.message, hint, { cause: error });
  }
  return units;
}

async function saidIn(paths: string[], readings: Reading[], { io }: CommandContext): Promise<SaidByDocument> {
  return saidByOthers(await readContexts(paths, readings, { stdin: io.stdin, cwd: io.cwd() }));
}

async function questionsIn({ io }: CommandContext, name: string) {
  try {
    return parseQuestions(await readFile(resolve(io.cwd(), name), 'utf8'), name);
  } catch (cause) {
    if (cause instanceof KuError) throw cause;
    const why = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new KuError('missing-input', `${name} can't be read (${why})`, 'name a file that ku questions wrote', {
      cause,
    });
  }
}
