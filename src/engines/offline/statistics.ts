import type { Claim } from './claims.ts';
import { clauseAround } from './numbers-beside.ts';
import type { Scene } from './scene.ts';
import type { Token } from './tokens.ts';

/** What measures how far a statement holds, and no thing: "p", an odds ratio, a score. */
const statistic =
  /^(?:[pPrtFzZRβκρηχb]|[rRχη]2|OR|[aA]OR|RR|[aA]RR|HR|[aA]HR|IRR|PR|CI|CIs|AUC|AUROC|df|kappa|beta|[pP]s|confidence|differences?|ratio|interval|accuracy|sensitivity|specificity|F1)$/;

/** Most tokens of a statistic with its number. */
const longest = 12;

/** "p<0.05" with the spaces that it should have. */
function spaced(tokens: Token[]): string {
  return tokens.reduce((text, token, at) => {
    const isSign = /^[=<>≤≥]$/.test(token.text) || /^[=<>≤≥]$/.test(tokens[at - 1]?.text ?? '');
    const isApart = isSign || token.start > (tokens[at - 1]?.end ?? 0);
    return at === 0 ? token.text : `${text}${isApart ? ' ' : ''}${token.text}`;
  }, '');
}

/** The parts between commas and semicolons; "95% CI 1.2, 1.8" is one. */
function partsOf(tokens: Token[]): Token[][] {
  const parts: Token[][] = [[]];
  tokens.forEach((token, at) => {
    const last = parts.at(-1) ?? [];
    const isBound = last.some(({ text }) => /^(?:CI|interval)$/.test(text)) && tokens.length - at <= 3;
    const isCut =
      token.text === ';' || (token.text === ',' && !(isBound && /^[-−]?\d/.test(tokens[at + 1]?.text ?? '')));
    if (isCut) parts.push([]);
    else last.push(token);
  });
  return parts;
}

export const isStatistic = (tokens: Token[]): boolean =>
  tokens.length <= longest &&
  tokens.slice(0, 5).some(({ text }) => statistic.test(text)) &&
  tokens.some(({ text }) => /\d/.test(text));

/** What was claimed of the clause before the brackets that follow this word. */
export function toldAround(scene: Scene, after: number): Claim[] {
  const at = scene.items.findLastIndex(({ from }) => from <= after);
  const clause = clauseAround(scene, at + 1);
  return clause ? (scene.told.get(clause) ?? []) : [];
}

/** "separates A from B (AUC 0.9, p<0.05)": what stands so between brackets holds of what the clause says. */
export function tellStatistics(scene: Scene, after: number, tokens: Token[]): void {
  const told = toldAround(scene, after);
  for (const part of partsOf(tokens).filter(isStatistic)) {
    const text = spaced(part);
    for (const claim of told)
      if (claim.kind !== 'alias' && !claim.conditions.includes(text)) claim.conditions.push(text);
  }
}
