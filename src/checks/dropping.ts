import type { Dropped } from '../types/checked.ts';
import type { Draft } from '../types/draft.ts';
import type { Finding } from '../types/finding.ts';

export type Remaining = { draft: Draft; dropped: Dropped[] };

/**
 * The draft without what fails: facts, aliases, the summary, and entities with all that is said of them. Each is listed
 * once, with the reason of its first finding; pointers lead into the draft that was given. Findings that warn drop nothing.
 */
export function dropFailing(draft: Draft, findings: readonly Finding[]): Remaining {
  const failing = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.severity === 'fail' && !failing.has(finding.target)) failing.set(finding.target, finding);
  }
  const dropped: Dropped[] = [...failing.values()].map(({ what, target, check, reason, evidence }) => ({
    what,
    pointer: target,
    check,
    reason,
    evidence,
  }));
  const gone = new Set<string>();
  const entities = draft.entities.flatMap((entity, at) => {
    const pointer = `/entities/${at}`;
    const isKept = (part: string) => !failing.has(`${pointer}/${part}`);
    const finding = failing.get(pointer);
    if (finding === undefined) {
      return [
        {
          ...entity,
          aliases: entity.aliases.filter((_, alias) => isKept(`aliases/${alias}`)),
          attributes: entity.attributes.filter((_, attribute) => isKept(`attributes/${attribute}`)),
        },
      ];
    }
    gone.add(entity.id);
    for (const [attribute, { evidence }] of entity.attributes.entries()) {
      if (!isKept(`attributes/${attribute}`)) continue;
      dropped.push(lostEntity('attribute', `${pointer}/attributes/${attribute}`, finding.check, evidence));
    }
    return [];
  });
  const relations = draft.relations.filter((relation, at) => {
    const pointer = `/relations/${at}`;
    if (failing.has(pointer)) return false;
    if (!gone.has(relation.subject) && !gone.has(relation.object.entity ?? '')) return true;
    dropped.push(lostEntity('relation', pointer, 'structure', relation.evidence));
    return false;
  });
  return { draft: { summary: failing.has('/summary') ? null : draft.summary, entities, relations }, dropped };
}

const lostEntity = (what: Dropped['what'], pointer: string, check: string, evidence: number[]): Dropped => ({
  what,
  pointer,
  check,
  reason: 'an entity that it is about was dropped',
  evidence,
});
