import { forLastTexts } from './last-texts.ts';

/** How a word is written: with a capital at its head alone, or with capitals or digits inside, or one capital letter alone. */
type WordShape = 'plain' | 'initial' | 'mixed';

/** What is known of a written word wherever it stands. */
type Form = {
  /** The word as it is compared. */
  text: string;
  stem: string;
  isContent: boolean;
  shape: WordShape;
};

/** A word, and where it stands in the text, in UTF-16 code units. */
export type Word = Form & { start: number; end: number };

/** A LaTeX command; masked mathematics; a number with its separators and an ordinal ending. */
const marked = String.raw`\\[a-zA-Z]+|@x(?:math|cite)\d*|\p{Nd}+(?:[.,]\p{Nd}+)*(?:(?:st|nd|rd|th)(?![\p{L}\p{N}]))?`;

/** Letters, digits and invisible characters, apostrophes inside, and the sign before a raised digit. */
const inner = String.raw`[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060\ufeff]`;
const joints = String.raw`['’ʼ](?=\p{L})|\^(?=\p{N})`;

/** Scripts that write without blanks: one character is one word. */
const dense = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`;
const hasDense = new RegExp(dense, 'u');

const patterns = {
  dense: new RegExp(`${marked}|${dense}|(?:(?!${dense})${inner}|${joints})+`, 'gu'),
  spaced: new RegExp(`${marked}|(?:${inner}|${joints})+`, 'gu'),
  /** The same for ASCII alone, which most texts are, at a third of the time. */
  ascii:
    /\\[a-zA-Z]+|@x(?:math|cite)[0-9]*|[0-9]+(?:[.,][0-9]+)*(?:(?:st|nd|rd|th)(?![A-Za-z0-9]))?|(?:[A-Za-z0-9]|'(?=[A-Za-z])|\^(?=[0-9]))+/g,
};

function patternFor(text: string): RegExp {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII as a whole
  if (/^[\x00-\x7f]*$/.test(text)) return patterns.ascii;
  return hasDense.test(text) ? patterns.dense : patterns.spaced;
}

/** LaTeX commands that only set how something looks, and carry nothing that a reader would say. */
const silent = new Set(
  `text textbf textit textrm textsf texttt textsc emph em bf it rm sf tt mathrm mathbf mathit mathcal mathbb mathsf mathtt
  mathfrak boldsymbol bm operatorname left right big Big bigl bigr Bigl Bigr quad qquad displaystyle textstyle mbox hbox
  ensuremath protect label`.split(/\s+/),
);

const letters: Record<string, string> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  zeta: 'ζ',
  eta: 'η',
  theta: 'θ',
  vartheta: 'θ',
  iota: 'ι',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  upsilon: 'υ',
  phi: 'φ',
  varphi: 'φ',
  chi: 'χ',
  psi: 'ψ',
  omega: 'ω',
};

/**
 * The words of a text in the form in which wording is compared: NFKC, case folded, without punctuation, quotation marks
 * and apostrophes; compounds split at their hyphens; LaTeX commands read as what they stand for; numbers without
 * thousands separators; scripts without blanks by character. Linear in the text.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  // The next match is where its letters come next: had they stood before, the pattern would have found them there.
  for (const raw of text.match(patternFor(text)) ?? []) {
    const start = text.indexOf(raw, end);
    end = start + raw.length;
    const form = formOf(raw);
    if (form.text === '') continue;
    const { text: word, stem, isContent, shape } = form;
    words.push({ text: word, stem, isContent, shape, start, end });
  }
  return words;
}

/** The same without offsets. */
export function wordTexts(text: string): string[] {
  const words: string[] = [];
  for (const raw of text.match(patternFor(text)) ?? []) {
    const word = formOf(raw).text;
    if (word !== '') words.push(word);
  }
  return words;
}

/** Texts repeat their words, so what is known of a written word is kept. */
const forms = new Map<string, Form>();
const mostKept = 20_000;
const longestKept = 40;

function formOf(raw: string): Form {
  const known = forms.get(raw);
  if (known !== undefined) return known;
  const text = normalise(raw);
  const form = { text: ownCopy(text), stem: stem(text), isContent: isContentWord(text), shape: shapeOf(raw) };
  if (raw.length > longestKept) return form;
  if (forms.size >= mostKept) forms.clear();
  forms.set(ownCopy(raw), form);
  return form;
}

/** A string of its own: what the engine cuts out of a text can keep the whole text in memory. */
const ownCopy = (word: string): string => Buffer.from(word, 'utf16le').toString('utf16le');

function shapeOf(raw: string): WordShape {
  if (raw.startsWith('@') || /^.+\p{Lu}|^\p{Lu}$/su.test(raw)) return 'mixed';
  const letter = raw.search(/\p{L}/u);
  if (letter !== -1 && /\p{N}/u.test(raw.slice(letter))) return 'mixed';
  return /^\p{Lu}/u.test(raw) ? 'initial' : 'plain';
}

function normalise(raw: string): string {
  if (/^[A-Za-z]+$/.test(raw)) return raw.toLowerCase();
  if (raw.startsWith('\\')) return command(raw.slice(1));
  if (/^\p{Nd}/u.test(raw))
    return raw
      .normalize('NFKC')
      .replace(/,(?=\d{3}(?!\d))/g, '')
      .toLowerCase();
  return fold(raw);
}

function command(name: string): string {
  if (silent.has(name)) return '';
  return letters[name.toLowerCase()] ?? name.toLowerCase();
}

const fold = (raw: string): string =>
  raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’ʼ^\u2044]|\p{Cf}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC');

/** English words that carry no content of their own. */
const functionWords = new Set(
  `a about above across after again against all almost along already also although always am among an and another any are
  around as at away back be became because become becomes been before behind being below between both but by can cannot
  could did do does doing done down due during each either else ever every few for from further furthermore given had has
  have having he hence her here hers him his how however if in indeed instead into is it its itself just least less like
  many may might more moreover most much must near nearly neither never no nor not now of off often on once one only onto
  or other others our ours out over own per perhaps quite rather same shall she should since so some still such than that
  the their theirs them themselves then there thereby therefore these they this those though through throughout thus to
  together too toward towards under until up upon us use used uses using very via was we well were what when where whereas
  whether which while who whom whose why will with within without would yet you your s t al et etc eg ie vs cf`.split(
    /\s+/,
  ),
);

/** Whether a word (as wordsOf gives it) carries content: neither a function word of English nor a single mark. */
export const isContentWord = (word: string): boolean => !functionWords.has(word);

const endings = /(?:ations?|ating|ated|ative|ate|ions?|ing|edly|ed|er|or|ly|ance|ence|ment|ness|al|ic|ive|ity)$/;

const stems = new Map<string, string>();

/**
 * A crude stem of an English word, so that inflected forms meet: filter, filters, filtered, filtering → filt. What has more
 * than 40 letters is no English word, and stays as it is.
 */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (word.length > longestKept) return word;
  if (stems.size >= mostKept) stems.clear();
  const made = ownCopy(cutEndings(word));
  stems.set(word, made);
  return made;
}

function cutEndings(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let base = word.replace(/ies$|(?<=s|x|z|ch|sh)es$|(?<![su])s$/, (ending) => (ending === 'ies' ? 'y' : ''));
  base = base.replace(/(?:ization|isation|izing|ising|ized|ised|ize|ise)$/, 'is');
  for (let round = 0; round < 2; round += 1) {
    const cut = base.replace(endings, '');
    if (cut.length >= 4) base = cut;
  }
  base = base.replace(/([b-df-hj-np-tv-z])\1$/, '$1');
  return base.length > 4 ? base.replace(/[ey]$/, '') : base;
}

/** The words of a whole text, remembered for the stage that asks next. Nobody may change what it gives. */
export const wordsOfText: (text: string) => readonly Word[] = forLastTexts(wordsOf);
