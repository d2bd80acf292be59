import * as z from 'zod';

/** Keywords that strict structured output refuses or ignores; validation after the answer does not need them there. */
const dropped = new Set(['$schema', 'minimum', 'maximum', 'minLength', 'pattern', 'format']);

/** The JSON Schema of an answer as strict structured output accepts it: all keys required, no extra keys, no bounds. */
export function wireSchema(schema: z.ZodType): Record<string, unknown> {
  return strip(z.toJSONSchema(schema, { target: 'draft-2020-12' })) as Record<string, unknown>;
}

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(dropped.has(key) && typeof value !== 'object'))
      .map(([key, value]) => [key, strip(value)]),
  );
}
