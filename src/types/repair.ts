import * as z from 'zod';
import { attributeSchema, relationSchema } from './draft.ts';

/** The answer to a request for repairs, on the wire: each failed fact again, rewritten, or null where it is not stated. */

const namesSchema = z
  .strictObject({ name: z.string(), aliases: z.array(z.string()) })
  .describe('the name of an entity and its aliases');

const summarySchema = z.strictObject({ summary: z.string() });

export const repairsSchema = z.strictObject({
  repairs: z.array(
    z.strictObject({
      index: z.int().describe('as in the request'),
      fact: z
        .union([attributeSchema, relationSchema, namesSchema, summarySchema])
        .nullable()
        .describe('the same fact in the same shape, rewritten; null when the sentences do not state it'),
    }),
  ),
});

export type Repair = z.infer<typeof repairsSchema>['repairs'][number];
/** What can be sent back: a fact, the names of an entity, or the summary. */
export type Repairable = NonNullable<Repair['fact']>;

/** A fact that failed, as it is sent back: alone, with exactly what was found. */
export type RepairRequest = {
  index: number;
  /** Names of the entities that the fact is about. */
  about: string[];
  fact: Repairable;
  /** What each check found, with the field and, where it helps, the words of the source. */
  findings: string[];
};
