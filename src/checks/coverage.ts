import { longFormSpans } from '../text/acronyms.ts';
import { readingsOf } from '../text/number-mention.ts';
import { citationSpans, isInSpans } from '../text/references.ts';
import { wordTexts } from '../text/words.ts';
import type { Missing } from '../types/finding.ts';
import { contentStems } from './core.ts';
import type { View } from './fields.ts';
import { draftedNumbers, isStated, typedValues } from './figures.ts';
import { sectionHeadings } from './heads.ts';
import { isSaidByInitials, isSaidByKin } from './kin-names.ts';
import type { PassageSource, SourceSentence } from './source.ts';

/** Fewest content words that make a sentence worth a fact; share of them that, said by any facts, covers it. */
const limits = { contentWords: 4, covered: 0.6 } as const;

/** What the passage states and no fact says: numbers, names, sentences that no fact cites. In the order of the text. */
export function missingFrom(source: PassageSource, view: View): Missing[] {
  const said = contentStems(...view.fields.map((field) => field.words));
  return [...missingNumbers(source, view), ...missingNames(source, said), ...missingSentences(source, view, said)].sort(
    (one, other) => (one.sentences[0] ?? 0) - (other.sentences[0] ?? 0),
  );
}

function missingNumbers(source: PassageSource, view: View): Missing[] {
  const drafted = draftedNumbers(view);
  const typed = typedValues(view);
  const found = new Map<string, Missing>();
  for (const { number, numbers } of source.sentences) {
    for (const mention of numbers.mentions) {
      if (!isStated(mention) || drafted.presence(mention) === 'same') continue;
      if (readingsOf(mention).some((value) => typed.has(value))) continue;
      add(
        found,
        `${mention.value} ${mention.unit ?? ''}`,
        'number',
        source.document.text.slice(mention.start, mention.end),
        number,
      );
    }
  }
  return [...found.values()];
}

function add(found: Map<string, Missing>, key: string, kind: Missing['kind'], text: string, sentence: number): void {
  const known = found.get(key);
  if (known === undefined) found.set(key, { kind, text, sentences: [sentence] });
  else if (!known.sentences.includes(sentence)) known.sentences.push(sentence);
}

/** Names are runs of words set aside that are no numbers; one is missing when no word of it stands in the draft, nor its acronym or long form. */
function missingNames(source: PassageSource, said: Set<string>): Missing[] {
  const found = new Map<string, Missing>();
  const otherwise = saidOtherwise(source, said);
  for (const sentence of source.sentences) {
    for (const { text, stems } of namesIn(sentence, source.document.text)) {
      if (stems.some((key) => said.has(key) || isSaidByKin(key, said)) || isSaidByInitials(text, said, source))
        continue;
      if (stems.length === 1 && isLonger(text, said)) continue;
      if (stems.every((key) => otherwise.has(key))) continue;
      add(found, stems.join(' '), 'name', text, sentence.number);
    }
  }
  return [...found.values()];
}

/** Stems of the acronyms whose long form is said, and of the words of long forms whose acronym is. */
function saidOtherwise({ text }: PassageSource, said: Set<string>): Set<string> {
  const stems = new Set<string>();
  for (const { short, start, end } of longFormSpans(text)) {
    const own = contentStems(wordTexts(short));
    const long = contentStems(wordTexts(text.slice(start, end)));
    const isSaid = [...own].every((key) => said.has(key));
    if (isSaid || [...long].every((key) => said.has(key))) for (const key of isSaid ? long : own) stems.add(key);
  }
  return stems;
}

/** An acronym is said where one is that has a letter more: "MR" by "MRI". */
const isLonger = (name: string, said: Set<string>): boolean =>
  /^\p{Lu}{2,}$/u.test(name) &&
  [...said].some((key) => key.length === name.length + 1 && key.startsWith(name.toLowerCase()));

function namesIn(sentence: SourceSentence, whole: string): { text: string; stems: string[] }[] {
  const { words, setAside } = sentence;
  const names: { text: string; stems: string[] }[] = [];
  const isCited = citedIn(sentence);
  let start = 0;
  for (let at = 0; at <= words.length; at += 1) {
    if (at < words.length && setAside[at] === 1 && isAdjacent(sentence, at, whole)) continue;
    if (start < at && !isCited(words[start]?.start ?? 0)) pushName(names, whole, words.slice(start, at));
    start = setAside[at] === 1 ? at : at + 1;
  }
  return names;
}

/** Whether an offset of the whole text stands where the sentence only cites: "(Ito, 2009)", "Ito et al.". */
function citedIn({ text, whole, words }: SourceSentence): (at: number) => boolean {
  if (!/\(\p{Lu}|\((?:e\.g|see|cf)|\bet al\b/u.test(text)) return () => false;
  const start = Math.max(0, (words[0]?.start ?? 0) - 2);
  const own = whole.slice(start, start + text.length + 2);
  const works = citationSpans(own);
  return (at) => isInSpans(works, at - start) || /^[\p{L}’'-]+ et al\b/u.test(whole.slice(at, at + 40));
}

/** Only blanks and hyphens stand between the parts of one name. */
const isAdjacent = ({ words, setAside }: SourceSentence, at: number, whole: string): boolean => {
  const before = words[at - 1];
  if (before === undefined || setAside[at - 1] === 0) return true;
  return /^[\s\p{Pd}'’.]*$/u.test(whole.slice(before.end, words[at]?.start));
};

/** What only points to another place of the paper, or is the heading of a part of it. */
const pointing =
  /^(?:figs?|figures?|tables?|tabs?|eqs?|equations?|refs?|sect?s?|sections?|appendix|supplementary|supplemental (?:experimental|information|materials?|methods|procedures|data|figs?|figures?|tables?|text|videos?|movies?|files?|appendix))\b/i;

/** "45and175K": two numbers whose blanks were lost. */
const isGlued = (name: string): boolean => /\d(?:and|or|to)\d/.test(name);

/** "Analyzing a large sample": no name has an article behind it. */
const isParticiple = (name: string, behind: string): boolean =>
  /^\p{L}+ing$/u.test(name) && /^ (?:an?|the) /.test(behind);

function pushName(names: { text: string; stems: string[] }[], text: string, words: SourceSentence['words']): void {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return;
  const own = words.filter((word) => word.isContent && /\p{L}{2}/u.test(word.text));
  const name = text.slice(first.start, last.end);
  if (own.every((word) => sectionHeadings.has(word.text)) || !/\p{Lu}/u.test(name) || pointing.test(name)) return;
  if (isGlued(name) || isParticiple(name, text.slice(last.end, last.end + 5))) return;
  names.push({ text: name, stems: own.map((word) => word.stem) });
}

function missingSentences(source: PassageSource, view: View, said: Set<string>): Missing[] {
  const cited = new Set(view.facts.flatMap((fact) => fact.evidence));
  return source.sentences
    .filter((sentence) => !cited.has(sentence.number) && isUnsaid(sentence, said))
    .map((sentence) => ({ kind: 'sentence', text: sentence.text, sentences: [sentence.number] }));
}

/** "Please see later in the article for …" */
const elsewhere = /^(?:please )?see (?:later|also|below|the)\b/i;

function isUnsaid({ words, text }: SourceSentence, said: Set<string>): boolean {
  if (elsewhere.test(text)) return false;
  const content = [...new Set(words.filter((word) => word.isContent).map((word) => word.stem))];
  if (content.length < limits.contentWords) return false;
  return content.filter((key) => said.has(key)).length < limits.covered * content.length;
}
