import { findFindings } from '../../src/checks/index.ts';
import type { DraftAttribute, DraftRelation } from '../../src/types/draft.ts';
import { attributeOf, draftOf, entityOf, relationOf, targetOf } from './drafts.ts';

const found = (check: string, text: string, draft: ReturnType<typeof draftOf>): string[] =>
  findFindings(targetOf(text), draft)
    .filter((finding) => finding.check === check && finding.severity === 'fail')
    .map(({ reason }) => reason);

/** The reasons of what a check fails in a draft with one attribute. */
export const ofAttribute = (check: string, text: string, subject: string, change: Partial<DraftAttribute>): string[] =>
  found(check, text, draftOf({ entities: [entityOf('e1', subject, { attributes: [attributeOf(change)] })] }));

/** The same with one relation between two entities. */
export const ofRelation = (
  check: string,
  text: string,
  [subject, predicate, object]: readonly [string, string, string],
  change: Partial<DraftRelation> = {},
): string[] => {
  const entities = [entityOf('e1', subject), entityOf('e2', object)];
  const relations = [relationOf('e1', predicate, { entity: 'e2' }, change)];
  return found(check, text, draftOf({ entities, relations }));
};
