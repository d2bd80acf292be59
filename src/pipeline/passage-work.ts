import type { Engine, Target } from '../types/engine.ts';
import type { Price } from '../types/price.ts';
import { type Spending, totalOf } from '../types/spending.ts';
import type { Unit } from '../types/unit.ts';
import { publishUnit } from '../units/publish.ts';
import { extractWhole } from './halves.ts';
import { type Refinement, refine, usualRefinement } from './refine.ts';
import { createTurns } from './turns.ts';

/** The unit of one passage, what it took, what there is to say of it, and whether no call for it came to nothing. */
export type PassageResult = { unit: Unit; spending: Spending; notes: string[]; isSettled: boolean };

/** Makes the unit of a passage, here or wherever whoever runs the pipeline has it made. It throws what the engine throws. */
export type PassageWork = (target: Target, signal: AbortSignal) => Promise<PassageResult>;

export type PassageWorkOptions = {
  engine: Engine;
  version: string;
  price?: Price | null;
  refinement?: Partial<Refinement>;
};

/** The work on a passage, in this thread: extracted, held against its text, published. */
export function passageWork({ engine, version, price = null, refinement }: PassageWorkOptions): PassageWork {
  const turn = createTurns();
  return async (target, signal) => {
    const answer = await extractWhole(engine, target, signal);
    await turn();
    const refined = await refine(target, answer, engine, { ...usualRefinement, ...refinement }, signal);
    const prompt = answer.prompt ?? engine.prompt;
    const maker = { version, engine: engine.name, model: engine.model, prompt, price };
    const { checked, ...rest } = refined;
    return { unit: publishUnit(target, checked, maker, totalOf(rest.spending)), ...rest };
  };
}
