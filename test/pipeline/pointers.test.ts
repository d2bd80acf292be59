import { describe, expect, it } from 'vitest';
import { dropFailing, findFindings } from '../../src/checks/index.ts';
import { findingsAfter } from '../../src/pipeline/pointers.ts';
import type { Finding } from '../../src/types/finding.ts';
import { inCanonicalOrder } from '../../src/units/canonical-order.ts';
import { goodUnits } from '../support/good-units.ts';
import { plantAll } from '../support/mutations.ts';

const placed = (findings: readonly Finding[]) =>
  findings.map(({ check, pointer, target, reason }) => [check, pointer, target, reason].join(' '));

describe('findings after what fails was dropped', () => {
  it('are those of all checks run again, on every planted case, with every third fact dropped as well', () => {
    let moved = 0;
    for (const [at, { unit, draft }] of plantAll(goodUnits()).entries()) {
      if (unit.target.passage.setting !== undefined) continue;
      const ordered = inCanonicalOrder(draft);
      const found = findFindings(unit.target, ordered);
      const also = ordered.entities.flatMap(({ attributes }, entity) =>
        attributes.flatMap((_, place) =>
          (entity + place + at) % 3 === 0 ? [`/entities/${entity}/attributes/${place}`] : [],
        ),
      );
      const extra = also.map(
        (target): Finding => ({
          check: 'evidence',
          severity: 'fail',
          pointer: target,
          target,
          what: 'attribute',
          message: '',
          reason: 'planted',
          evidence: [1],
          measured: null,
          sentence: null,
        }),
      );
      const { draft: left, dropped } = dropFailing(ordered, [...found, ...extra]);
      const after = findingsAfter(found, dropped);
      if (after.some(({ check }) => check === 'copied-wording')) continue;
      moved += after.length;
      expect(placed(after).sort()).toEqual(placed(findFindings(unit.target, inCanonicalOrder(left))).sort());
    }
    expect(moved).toBeGreaterThan(100);
  });

  it('leave out what is gone and move the rest up', () => {
    const at = (pointer: string): Finding => ({
      check: 'support',
      severity: 'warn',
      pointer,
      target: pointer,
      what: 'attribute',
      message: '',
      reason: '',
      evidence: [],
      measured: null,
      sentence: null,
    });
    const dropped = ['/entities/1', '/entities/2/attributes/0', '/relations/0', '/summary'].map((pointer) => ({
      what: 'entity' as const,
      pointer,
      check: '',
      reason: '',
      evidence: [],
    }));
    const findings = [
      '/entities/0/name',
      '/entities/1/name',
      '/entities/2/attributes/0',
      '/entities/2/attributes/1/value',
      '/relations/0',
      '/relations/12',
      '/summary',
    ].map(at);
    expect(findingsAfter(findings, dropped).map(({ pointer }) => pointer)).toEqual([
      '/entities/0/name',
      '/entities/1/attributes/0/value',
      '/relations/11',
    ]);
  });
});
