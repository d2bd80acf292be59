import { factOutcomes, sides } from '../../eval/index.ts';
import { aligned } from '../aligned.ts';
import { counted } from '../tally.ts';
import type { FactsPart } from './facts-report.ts';
import { shown } from './words.ts';

const sideNames = {
  recall: "the text's facts that the units state",
  precision: "the units' facts that the text states",
};

/** Columns of the table of facts behind the first. */
export const factHeads = ['facts', 'supported (95%)', ...factOutcomes.slice(1)];

/** A row of cells for each side. */
export const factRows = (facts: Pick<FactsPart, 'recall' | 'precision'>): string[][] =>
  sides.map((side) => {
    const { facts: amount, share, outcomes } = facts[side];
    const counts = factOutcomes.slice(1).map((outcome) => String(outcomes[outcome]));
    return [`${side}: ${sideNames[side]}`, String(amount), shown(share), ...counts];
  });

/** From this share of facts on that it can't have found. */
const isNoJudge = ({ asked, supported }: FactsPart['decoys']): boolean => supported >= asked / 5;

/** What is said of the judge, in one line. */
export function judgeLine({ decoys, documents }: Pick<FactsPart, 'decoys' | 'documents'>): string {
  const found = `${decoys.supported} of ${counted(decoys.asked, 'fact')} of other documents`;
  const judged =
    decoys.asked === 0
      ? ''
      : `; the judge found ${found} supported all the same${isNoJudge(decoys) ? ', so that its word says little' : ''}`;
  return `facts of ${counted(documents, 'document')}; unquoted: the words that should decide are not there${judged}`;
}

export const factLines = (facts: FactsPart, width: number): string[] => [
  ...aligned([['facts', ...factHeads], ...factRows(facts)], width),
  judgeLine(facts),
];

/** Of one system, what people are told beside the figures. */
export const remarksOnFacts = ({ unlisted }: Pick<FactsPart, 'unlisted'>): string[] =>
  unlisted.map((id) => `${id}: not all of its facts could be listed: what is missing counts nowhere (run it again)`);
