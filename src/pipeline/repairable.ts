import { numbersOf } from '../text/numbers.ts';
import type { Draft } from '../types/draft.ts';
import type { Quantity } from '../types/fact.ts';
import type { CheckName, Finding } from '../types/finding.ts';
import type { Repairable, RepairRequest } from '../types/repair.ts';

/** A request for the repair of what stands at a pointer: an entity's names, an attribute, a relation, or the summary. */
export type PointedRequest = { pointer: string; request: RepairRequest };

/** One request for each thing that fails, with all that was found of it, in the order of the findings. */
export function requestsFor(draft: Draft, findings: readonly Finding[]): PointedRequest[] {
  const byPointer = new Map<string, Finding[]>();
  for (const finding of findings) {
    const pointer = repairedAt(finding);
    byPointer.set(pointer, [...(byPointer.get(pointer) ?? []), finding]);
  }
  return [...byPointer].flatMap(([pointer, found], index) => {
    const what = partAt(draft, pointer);
    if (what === null) return [];
    const said = found.map((finding) => `${finding.pointer.slice(pointer.length) || '/'}: ${finding.message}`);
    return [{ pointer, request: { index: index + 1, ...what, findings: said } }];
  });
}

/** An alias is repaired with the names of its entity. */
export const repairedAt = ({ target }: Finding): string => target.replace(/\/aliases\/\d+$/, '');

function partAt(draft: Draft, pointer: string): Pick<RepairRequest, 'fact' | 'about'> | null {
  const [, kind, first, , second] = pointer.split('/');
  if (kind === 'summary') return draft.summary === null ? null : { about: [], fact: { summary: draft.summary } };
  if (kind === 'relations') return relationAt(draft, Number(first));
  const entity = draft.entities[Number(first)];
  if (entity === undefined) return null;
  if (second === undefined) return { about: [], fact: { name: entity.name, aliases: entity.aliases } };
  const attribute = entity.attributes[Number(second)];
  return attribute === undefined ? null : { about: [entity.name], fact: attribute };
}

function relationAt(draft: Draft, index: number): Pick<RepairRequest, 'fact' | 'about'> | null {
  const relation = draft.relations[index];
  if (relation === undefined) return null;
  const ids = [relation.subject, relation.object.entity];
  const about = ids.flatMap((id) => draft.entities.filter((entity) => entity.id === id).map(({ name }) => name));
  return { about, fact: relation };
}

/**
 * The draft with a rewritten thing at the pointer; null where the two are not of one kind, or where the rewriting changed
 * what no finding is about.
 */
export function replaceAt(
  draft: Draft,
  pointer: string,
  fact: Repairable,
  findings: readonly Finding[],
  cited: string,
): Draft | null {
  const before = partAt(draft, pointer)?.fact;
  if (before === undefined || !keepsTheRest(before, fact, new Set(findings.map(({ check }) => check)), cited))
    return null;
  const [, kind, first, , second] = pointer.split('/');
  const at = Number(first);
  if ('summary' in fact) return kind === 'summary' ? { ...draft, summary: fact.summary } : null;
  if ('predicate' in fact) return { ...draft, relations: draft.relations.with(at, fact) };
  const entity = draft.entities[at];
  if (entity === undefined) return null;
  const rewritten =
    'aliases' in fact
      ? { ...entity, ...fact }
      : { ...entity, attributes: entity.attributes.with(Number(second), fact) };
  return { ...draft, entities: draft.entities.with(at, rewritten) };
}

/** Findings of these checks allow the field to change; without one it stays as it was. */
const allows: Record<'numbers' | 'polarity' | 'certainty' | 'evidence' | 'sides', CheckName[]> = {
  numbers: ['numbers', 'quantity'],
  polarity: ['polarity', 'direction'],
  certainty: ['certainty'],
  evidence: ['evidence', 'numbers', 'grounding'],
  sides: ['direction', 'grounding'],
};

function keepsTheRest(before: Repairable, after: Repairable, checks: ReadonlySet<CheckName>, cited: string): boolean {
  const may = (part: keyof typeof allows) => allows[part].some((check) => checks.has(check));
  if (kindOf(before) !== kindOf(after)) return false;
  if (may('numbers') ? !keepsRightNumbers(before, after, cited) : numberKeys(before) !== numberKeys(after))
    return false;
  if (!('evidence' in before) || !('evidence' in after)) return true;
  if (!may('polarity') && before.polarity !== after.polarity) return false;
  if (!may('certainty') && before.certainty !== after.certainty) return false;
  if (!may('evidence') && before.evidence.join() !== after.evidence.join()) return false;
  return may('sides') || sidesOf(before) === sidesOf(after);
}

const kindOf = (fact: Repairable): string =>
  ['summary', 'predicate', 'aliases', 'value'].find((key) => key in fact) ?? '';

const sidesOf = (fact: Repairable): string => ('subject' in fact ? `${fact.subject} ${fact.object.entity}` : '');

/** A number that stands in the cited sentences was not what was wrong. */
function keepsRightNumbers(before: Repairable, after: Repairable, cited: string): boolean {
  const right = valuesIn([cited]);
  const kept = valuesIn(wordingOf(after).texts);
  return [...valuesIn(wordingOf(before).texts)].every((value) => !right.has(value) || kept.has(value));
}

const valuesIn = (texts: string[]): Set<string> =>
  new Set(texts.flatMap((text) => numbersOf(text)).flatMap(({ value }) => value ?? []));

/** Every number of a fact with its unit, and its typed quantity: what a rewriting must not touch. */
function numberKeys(fact: Repairable): string {
  const { texts, quantity } = wordingOf(fact);
  const mentions = texts
    .flatMap((text) => numbersOf(text))
    .map(({ value, key, unit }) => `${value ?? key} ${unit ?? ''}`);
  return JSON.stringify([[...new Set(mentions)].sort(), quantity]);
}

function wordingOf(fact: Repairable): { texts: string[]; quantity: Quantity | null } {
  if ('summary' in fact) return { texts: [fact.summary], quantity: null };
  if ('aliases' in fact) return { texts: [fact.name, ...fact.aliases], quantity: null };
  if ('predicate' in fact) {
    return {
      texts: [fact.predicate.replaceAll('_', ' '), fact.object.value ?? '', ...fact.conditions],
      quantity: fact.object.quantity,
    };
  }
  return { texts: [fact.name, fact.value, ...fact.conditions], quantity: fact.quantity };
}
