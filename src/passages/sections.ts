import { abstractHeading, isInAbstract } from '../text/abstract-heading.ts';
import type { TextBlock } from '../types/document.ts';

/** What the usual sections are also called. A name that is not here stands for itself. */
const alsoCalled: Record<string, RegExp> = {
  abstract: abstractHeading,
  introduction: /\b(?:introduction|background|aims?|objectives?)\b/,
  methods: /\b(?:methods?|methodology|procedures?|experimental|materials|approach|design)\b/,
  results: /\b(?:results?|findings|evaluation|experiments)\b/,
  discussion: /\b(?:discussion|interpretation|limitations)\b/,
  conclusion: /\b(?:conclusions?|concluding|outlook)\b/,
  appendix: /\b(?:appendix|appendices|supplement(?:ary)?|supporting)\b/,
};

const plural: Record<string, string> = { conclusions: 'conclusion', method: 'methods', result: 'results' };

/**
 * The blocks of the sections that are wanted: those under a heading, at any depth, that is called so. A text without headings has no
 * sections to choose from, and stays whole.
 */
export function blocksIn(blocks: readonly TextBlock[], wanted: readonly string[] | null): readonly TextBlock[] {
  if (wanted === null || blocks.every(({ section }) => section.length === 0)) return blocks;
  const names = wanted.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const patterns = names.map((name) => alsoCalled[plural[name] ?? name] ?? literally(name));
  const isWanted = (heading: string) => patterns.some((pattern) => pattern.test(heading.toLowerCase()));
  return blocks.filter(({ section }) => isAbstractAlone(section, names) ?? section.some(isWanted));
}

/** "Methods" within the abstract is the abstract's, and no methods section; null elsewhere. */
function isAbstractAlone(section: readonly string[], names: readonly string[]): boolean | null {
  return isInAbstract(section) ? names.includes('abstract') : null;
}

const literally = (name: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u');
