import * as z from 'zod';
import type { EntityType } from './fact.ts';
import type { Usage } from './usage.ts';

/** Why two names became one thing. The order is the one in which the rules are tried. */
export const rules = [
  'same-name',
  'case',
  'hyphen',
  'spelling',
  'number',
  'acronym',
  'abbreviation',
  'alias',
  'head',
  'model',
] as const;
export type Rule = (typeof rules)[number];

/** Why a merge that the model proposed was refused by code. */
export const guards = [
  'type',
  'related',
  'number',
  'subclass',
  'kind',
  'opposite',
  'person',
  'modifier',
  'variant',
  'acronym',
] as const;
export type Guard = (typeof guards)[number];

/** A merge: the one name of a thing that several passages call alike, or two names that were found to be one. */
export type Merge = { names: string[]; rule: Rule; reason: string };

export type Refusal = { names: string[]; guard: Guard; reason: string };

/** What a model is told of a thing: never the text, but what the units say of it. */
export type NamedThing = { id: string; name: string; type: EntityType; aliases: string[]; said: string };

/** The answer to the question which names mean one thing. */
export const samenessSchema = z.strictObject({
  same: z.array(
    z.strictObject({
      ids: z.array(z.string()).describe('two or more ids of one and the same thing'),
      reason: z.string().describe('why, in a few words'),
    }),
  ),
});

export type Sameness = z.infer<typeof samenessSchema>;

/** `keys` are those of the answers that are kept. */
type SamenessAnswer = Sameness & { usage: Usage; attempts: number; keys?: string[] };

/** What can be asked which names mean one thing. An answer that can't be used is a DocumentError. */
export type Resolver = {
  model: string;
  prompt: { id: string; sha256: string };
  ask(things: readonly NamedThing[], signal: AbortSignal): Promise<SamenessAnswer>;
};
