import { expect, test } from 'vitest';
import { dropFailing } from '../../src/checks/index.ts';
import type { Finding } from '../../src/types/finding.ts';
import { attributeOf, draftOf, entityOf, relationOf } from '../support/drafts.ts';

const draft = draftOf({
  summary: 'Rye outgrows oats.',
  entities: [
    entityOf('e1', 'rye', {
      aliases: ['Secale', 'S.'],
      attributes: [attributeOf(), attributeOf({ value: 'old', evidence: [2] })],
    }),
    entityOf('e2', 'oats'),
  ],
  relations: [
    relationOf('e1', 'outgrows', { entity: 'e2' }),
    relationOf('e2', 'is', { value: 'a cereal' }, { evidence: [3] }),
  ],
});

const finding = (what: Finding['what'], target: string, severity: Finding['severity'] = 'fail'): Finding => ({
  check: 'numbers',
  severity,
  pointer: `${target}/value`,
  what,
  target,
  message: 'says “too much”',
  reason: 'a reason',
  evidence: [1],
  measured: null,
  sentence: null,
});

test('drops what fails, lists it once with its first reason, and leaves what warns', () => {
  const findings = [
    finding('attribute', '/entities/0/attributes/0'),
    { ...finding('attribute', '/entities/0/attributes/0'), reason: 'another reason' },
    finding('attribute', '/entities/0/attributes/1', 'warn'),
    finding('alias', '/entities/0/aliases/1'),
    finding('summary', '/summary'),
    finding('relation', '/relations/1'),
  ];
  const remaining = dropFailing(draft, findings);
  expect(remaining.draft).toEqual(
    draftOf({
      entities: [
        entityOf('e1', 'rye', { aliases: ['Secale'], attributes: [attributeOf({ value: 'old', evidence: [2] })] }),
        entityOf('e2', 'oats'),
      ],
      relations: [relationOf('e1', 'outgrows', { entity: 'e2' })],
    }),
  );
  expect(remaining.dropped.map(({ what, pointer, reason }) => `${what} ${pointer} ${reason}`)).toEqual([
    'attribute /entities/0/attributes/0 a reason',
    'alias /entities/0/aliases/1 a reason',
    'summary /summary a reason',
    'relation /relations/1 a reason',
  ]);
  expect(JSON.stringify(remaining.dropped)).not.toContain('too much');
});

test('an entity takes with it what is said of it, and all of it is listed', () => {
  const remaining = dropFailing(draft, [
    finding('entity', '/entities/0'),
    finding('attribute', '/entities/0/attributes/1'),
  ]);
  expect(remaining.draft.entities.map(({ id }) => id)).toEqual(['e2']);
  expect(remaining.draft.relations.map(({ predicate }) => predicate)).toEqual(['is']);
  expect(remaining.dropped.map(({ pointer }) => pointer).sort()).toEqual([
    '/entities/0',
    '/entities/0/attributes/0',
    '/entities/0/attributes/1',
    '/relations/0',
  ]);
});

test('without findings the draft stays', () => {
  expect(dropFailing(draft, [])).toEqual({ draft, dropped: [] });
});
