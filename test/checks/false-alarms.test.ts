import { describe, expect, test } from 'vitest';
import { findFindings } from '../../src/checks/index.ts';
import type { DraftAttribute, DraftRelation } from '../../src/types/draft.ts';
import { attributeOf, draftOf, entityOf, relationOf, targetOf } from '../support/drafts.ts';

/** Constructions that read like a fault and are none, each beside one that differs in a word or two and is. */

const found = (check: string, text: string, draft: ReturnType<typeof draftOf>): string[] =>
  findFindings(targetOf(text), draft)
    .filter((finding) => finding.check === check && finding.severity === 'fail')
    .map(({ reason }) => reason);

const ofAttribute = (check: string, text: string, subject: string, change: Partial<DraftAttribute>): string[] =>
  found(check, text, draftOf({ entities: [entityOf('e1', subject, { attributes: [attributeOf(change)] })] }));

const ofRelation = (
  check: string,
  text: string,
  [subject, predicate, object]: readonly [string, string, string],
  change: Partial<DraftRelation> = {},
): string[] => {
  const entities = [entityOf('e1', subject), entityOf('e2', object)];
  const relations = [relationOf('e1', predicate, { entity: 'e2' }, change)];
  return found(check, text, draftOf({ entities, relations }));
};

const drift = 'The drift of seeds is mainly driven by the wind gradient.';
const rule = 'Losses stay below the Pelka limit of 5 kg set by the Seed Board.';

describe('the sides of a passive', () => {
  test.each([
    [drift, ['wind gradient', 'mainly_drives', 'drift of seeds'], 0],
    [drift, ['drift of seeds', 'mainly_drives', 'wind gradient'], 1],
    [drift, ['drift of seeds', 'is_mainly_driven_by', 'wind gradient'], 0],
    [drift, ['wind gradient', 'is_mainly_driven_by', 'drift of seeds'], 1],
    [rule, ['Seed Board', 'sets', 'Pelka limit'], 0],
    [rule, ['Pelka limit', 'sets', 'Seed Board'], 1],
    [rule, ['Pelka limit', 'set_by', 'Seed Board'], 0],
    ['The Seed Board set the Pelka limit.', ['Pelka limit', 'sets', 'Seed Board'], 1],
    ['Farms apply the Pelka limit.', ['Pelka limit', 'apply', 'farms'], 1],
  ] as const)('%s %j', (text, relation, count) => {
    expect(ofRelation('direction', text, relation)).toHaveLength(count);
  });
});
