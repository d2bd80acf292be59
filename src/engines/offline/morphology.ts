import { irregularParticiple, irregularPast, participleOfBase } from './lexicon.ts';
import { remembered } from './remembered.ts';

export type VerbForm = 'base' | 's' | 'past' | 'ing';

/** The form of a word that is used as a verb; `past` stands for past tense and participle alike. */
export function verbForm(lower: string): VerbForm {
  if (lower.endsWith('ing') && lower.length > 4) return 'ing';
  if (/^(?:be|over)?come$|^(?:over|out)?run$|^let$/.test(lower)) return 'base';
  if (irregularPast.has(lower) || irregularParticiple.has(lower)) return 'past';
  if (
    lower.endsWith('ed') &&
    lower.length > 3 &&
    !/^(?:need|feed|exceed|proceed|succeed|speed|seed|(?:em|im|sea|river|stream|test|hot|flat|road)?bed)$/.test(lower)
  )
    return 'past';
  if (lower.endsWith('s') && !/(?:ss|us|is)$/.test(lower)) return 's';
  return 'base';
}

const doubled = /([bdgklmnprt])\1$/;
const keepsDouble = /(?:ll|ss|ff|zz)$|^(?:add|odd)$/;
/** One vowel before one consonant in a stem of one syllable: "tun" would have doubled its n, so it is "tune". */
const shortStem = /^[^aeiou]*[aeiou][^aeiouwxy]$/;
/** Endings of longer stems that lost an e before -ed and -ing. */
const lostE =
  /(?:[vzcu]|[^s]s|[^eo]at|[aiou]d|[^aeiou]ut|[uo]r|[aeou]ir|[bcdfgkptz]l|[dnr]g|ibut|bin|min|fin|gin|chin|um|ap|op|yp|[aeiou]k|ar|rs)$/;
/** What looks like them and lost nothing. */
const keepsNoE =
  /(?:[aeo]{2}[a-z]|our|ing|ong|focus|bias|canvas|format|combat|avoid|examin|determin)$|^(?:stem|program|monitor|tailor|factor|anchor|mirror|color|favor|harbor|develop|gallop|abandon|long|bring|occur|recur|incur|refer|wear|clear|appear|contour|embark|overlap)$/;

function stemOf(stem: string): string {
  if (stem.endsWith('i')) return `${stem.slice(0, -1)}y`;
  if (doubled.test(stem) && !keepsDouble.test(stem)) return stem.slice(0, -1);
  if (/(?:examin|determin|creat|eas|ibe?)$/.test(stem) && !/inhibit/.test(stem)) return `${stem}e`;
  if (keepsNoE.test(stem)) return stem;
  return shortStem.test(stem) || lostE.test(stem) ? `${stem}e` : stem;
}

/** Base form of a verb; `known` is the tagger's own answer, taken when it changed the word. */
export function verbLemma(lower: string, known: string | null): string {
  const lemmas = lemmasOf(lower);
  const lemma = lemmas.get(known) ?? workOutLemma(lower, known);
  lemmas.set(known, lemma);
  return lemma;
}

/** The base forms of a verb by the answers of the tagger, which seldom differ. */
const lemmasOf = remembered((_lower) => new Map<string | null, string>());

function workOutLemma(lower: string, known: string | null): string {
  const base = irregularPast.get(lower) ?? irregularParticiple.get(lower);
  if (base !== undefined) return base;
  const cut = lower.endsWith('ing') ? lower.slice(0, -3) : lower.endsWith('ed') ? lower.slice(0, -2) : lower;
  if (known !== null && known !== lower && known !== cut && /^[a-z]{2,}$/.test(known)) return known;
  const hyphen = lower.lastIndexOf('-');
  if (hyphen > 0) return lower.slice(0, hyphen + 1) + verbLemma(lower.slice(hyphen + 1), null);
  const form = verbForm(lower);
  if (form === 'ing') return stemOf(lower.slice(0, -3));
  if (form === 'past') return stemOf(lower.slice(0, -2));
  return form === 's' ? singular(lower) : lower;
}

/** Past participle, for predicates that keep the passive's direction: `derived_from`. */
export function participle(lemma: string): string {
  const listed = participleOfBase.get(lemma);
  if (listed !== undefined) return listed;
  if (lemma.endsWith('e')) return `${lemma}d`;
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ied`;
  return `${lemma}ed`;
}

const irregularPlurals = new Map(
  `mice mouse;men man;women woman;children child;people person;feet foot;teeth tooth;data data;criteria criterion;phenomena phenomenon;
  bacteria bacterium;analyses analysis;hypotheses hypothesis;syntheses synthesis;theses thesis;bases basis;crises crisis;axes axis;indices index;
  matrices matrix;corpora corpus;spectra spectrum;taxa taxon;strata stratum;vertices vertex;species species;series series;genera genus;nuclei nucleus;larvae larva;algae alga;fungi fungus;
  lives life;leaves leaf;diabetes diabetes;movies movie;lenses lens;physics physics;mathematics mathematics;dynamics dynamics;news news`
    .split(';')
    .map((pair): [string, string] => {
      const [plural = '', single = ''] = pair.trim().split(' ');
      return [plural, single];
    }),
);

/** Singular of a noun in lower case, kept for the next time. */
export const singular: (lower: string) => string = remembered(singularOf);

/** Singular of a noun in lower case, by rule. */
export function singularOf(lower: string): string {
  const listed = irregularPlurals.get(lower);
  if (listed !== undefined) return listed;
  if (lower.length < 4 || !lower.endsWith('s') || /(?:ss|us|is|ics)$/.test(lower)) return lower;
  if (lower.endsWith('ies') && lower.length > 4) return `${lower.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|zz)es$/.test(lower)) return lower.slice(0, -2);
  return lower.slice(0, -1);
}
