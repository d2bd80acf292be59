import { findFindings, measureDraft, missingList } from '../checks/index.ts';
import { wordTexts } from '../text/words.ts';
import type { Document } from '../types/document.ts';
import type { Draft } from '../types/draft.ts';
import type { Target } from '../types/engine.ts';
import type { CheckName, Finding, Missing } from '../types/finding.ts';
import type { Claim } from './claims.ts';
import { passageOfUnit, wholePassage } from './passage-of-unit.ts';
import type { AuditFinding, Figures, Place, UnitAudit } from './report.ts';
import { draftOfTexts, type RecordText, textAt } from './texts-of-record.ts';

export type UnitClaim = Extract<Claim, { kind: 'unit' }>;

export type MeasureOptions = { strict: boolean; showText: boolean };

/** A claim that was held against its document: the audit, what it was held against, and what it says, as JSON. */
export type Measured = { audit: UnitAudit; target: Target; content: () => string };

/** A unit of ours, held against its document by every check. */
export function auditUnit(document: Document, claim: UnitClaim, options: MeasureOptions): Measured {
  const { file, line, pointer, unit, bounds } = claim;
  // The checks remember what they read of a draft as long as it is there, and the claims are there to the end.
  const draft = { ...claim.draft };
  const { passage, isSame } = passageOfUnit(document, bounds);
  const target = { document, passage };
  const found = findFindings(target, draft, { strict: options.strict });
  const own = claim.isResolved ? found.filter((finding) => !isNamedElsewhere(finding, found, draft)) : found;
  const findings = [
    ...claim.findings,
    ...(isSame ? [] : [otherText({ file, line, pointer })]),
    ...own.map((found) => reported(found, { file, line, pointer: `${pointer}${found.pointer}` }, options)),
  ];
  const missing = missingList(target, draft);
  const audit = {
    ...{ file, line, pointer, unit, document: document.id },
    figures: figuresOf(target, draft, findings, missing),
    findings,
    missing: options.showText ? missing : null,
    reconstruction: null,
  };
  return { audit, target, content: () => JSON.stringify(draft) };
}

/** A document's name for a thing may stand in another passage, as long as one of the names that this one has is in it. */
function isNamedElsewhere({ check, pointer }: Finding, found: readonly Finding[], { entities }: Draft): boolean {
  const [, at] = /^\/entities\/(\d+)\/name$/.exec(pointer) ?? [];
  if (check !== 'grounding' || at === undefined) return false;
  const missing = new Set(found.filter((one) => one.check === 'grounding').map((one) => one.pointer));
  return entities[Number(at)]?.aliases.some((_, alias) => !missing.has(`/entities/${at}/aliases/${alias}`)) ?? false;
}

const otherText = (place: Place): AuditFinding => ({
  ...place,
  check: 'structure',
  severity: 'warn',
  reason: 'the source is not the text that the unit was made of, so its sentences may be counted otherwise',
  measured: null,
  message: null,
});

/** What can be said of texts that cite nothing. */
const checksOfTexts: readonly CheckName[] = ['copied-wording', 'near-copy', 'numbers'];

/** All that a file of another extractor says about a document, against the whole of it. */
export function auditTexts(document: Document, texts: readonly RecordText[], options: MeasureOptions): Measured {
  const target = { document, passage: wholePassage(document) };
  const draft = draftOfTexts(texts);
  const findings = findFindings(target, draft)
    .filter(({ check }) => checksOfTexts.includes(check))
    .flatMap((found) => {
      const text = texts[textAt(found.pointer)];
      return text === undefined ? [] : [reported(found, text, options)];
    });
  const missing = missingList(target, draft);
  const audit = {
    ...{ file: texts[0]?.file ?? '', line: texts[0]?.line ?? null, pointer: '', unit: null, document: document.id },
    figures: figuresOf(target, draft, findings, missing),
    findings,
    missing: options.showText ? missing : null,
    reconstruction: null,
  };
  return { audit, target, content: () => JSON.stringify(texts.map(({ text }) => text)) };
}

const reported = (
  { check, severity, reason, measured, message }: Finding,
  { file, line, pointer }: Place,
  { showText }: MeasureOptions,
): AuditFinding => ({ file, line, pointer, check, severity, reason, measured, message: showText ? message : null });

function figuresOf(
  target: Target,
  draft: Draft,
  findings: readonly AuditFinding[],
  missing: readonly Missing[],
): Figures {
  const { copying, numbers, exemptRuns, order } = measureDraft(target, draft);
  const ofKind = (kind: Missing['kind']) => missing.filter((one) => one.kind === kind).length;
  const ofSeverity = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  return {
    ...copying,
    words: textsOf(draft).reduce((sum, text) => sum + wordTexts(text).length, 0),
    exemptRuns,
    numbers,
    order: order === null ? null : rounded(order),
    fail: ofSeverity('fail'),
    warn: ofSeverity('warn'),
    missing: { names: ofKind('name'), numbers: ofKind('number'), sentences: ofKind('sentence') },
  };
}

/** As it is published in units: four decimals, and no negative zero. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000 + 0;

/** All texts of a draft; predicates in words. */
function textsOf({ summary, entities, relations }: Draft): string[] {
  return [
    summary ?? '',
    ...entities.flatMap(({ name, aliases, attributes }) => [
      name,
      ...aliases,
      ...attributes.flatMap((attribute) => [attribute.name, attribute.value, ...attribute.conditions]),
    ]),
    ...relations.flatMap(({ predicate, object, conditions }) => [
      predicate.replaceAll('_', ' '),
      object.value ?? '',
      ...conditions,
    ]),
  ];
}
