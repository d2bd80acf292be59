import type { EntityType } from '../types/fact.ts';
import { undesignated } from './designators.ts';
import { isCoined, nameOf } from './names.ts';

/** Words at the head of a name that point into the document. */
const pointing =
  /^(?:our|this|these|that|those|present|proposed|current|same|such|other|another|above|following|new|novel|own|all|both|said|respective|given|original)$/;

/** What every paper has its own of, whatever words stand before it. */
const ofThePaper = new Set(
  `study paper work article author report review manuscript section figure table equation appendix text abstract
  experiment trial setup implementation code dataset data sample specimen set subset split collection record measurement
  observation survey questionnaire interview patient participant subject volunteer respondent student child adult person
  individual people woman man group cohort arm population control baseline placebo treatment intervention condition case site
  location area region plot field wire film result finding outcome evaluation comparison conclusion contribution limitation
  assumption hypothesis theorem lemma proposition definition question goal aim objective parameter variable value score
  performance accuracy error rate loss effect difference change increase decrease improvement reduction phase stage step run
  version variant part type class category level example simulation configuration`.split(/\s+/),
);

/** What many papers share where two words and more say which one: "large language model" is everybody's, "full model" is not. */
const shared = new Set(
  `approach method methodology model algorithm framework system technique procedure protocol scheme strategy solution design
  device software tool pipeline module component layer network corpus benchmark analysis problem task calculation calibration`.split(
    /\s+/,
  ),
);

/**
 * What, with no word that says which one, each document has its own of: the cycles of an instrument are not those of a reaction. With
 * such a word it may be everybody's: "carbon cycle".
 */
const ownWhenBare = new Set(
  `activity cycle flow interaction practice community threshold assessment density energy mass pressure temperature speed velocity
  volume distance depth height width weight force intensity frequency duration period interval delay latency capacity cost price yield
  ratio fraction percentage probability likelihood risk uncertainty variability asymmetry stability sensitivity specificity efficiency
  reliability quality medium animal drug compound substance solution mixture device instrument tool equipment machine company
  institution school hospital laboratory village city country technology species strain role contributor cause factor reason matter
  challenge concern topic benefit drawback disadvantage event strike preparation job test sequence format program pattern trend signal
  response resource service product function state rule order source target input output`.split(/\s+/),
);

/** Words that praise or weigh a thing and don't say which one it is. */
const weighing = new Set(
  `main major minor important significant key central critical crucial essential primary principal chief leading good better best poor
  great large larger small smaller high higher low lower strong weak long short different several various many few possible potential
  likely certain particular specific general common recent early late single first second final overall relative total simple`.split(
    /\s+/,
  ),
);

/**
 * Whether a name means something only in its document: "present study", "control group", "Experiment 2", a symbol. The
 * things that two documents call so are two.
 */
export function isLocalName(text: string, type: EntityType): boolean {
  const name = nameOf(text);
  const { tokens, folded, head, isOpaque } = name;
  if (isOpaque || type === 'person' || tokens.length === 0) return true;
  if (text.length <= 2 && type !== 'material') return true;
  if (pointing.test(folded[0] ?? '')) return true;
  const noun = folded[head] ?? '';
  if (hasProperName(tokens, head)) return false;
  // A common noun of no type of its own: "variability", "acknowledgements".
  if (tokens.length === 1 && type === 'other' && !isCoined(text)) return true;
  if (ownWhenBare.has(noun) && folded.every((word, at) => at === head || weighing.has(word))) return true;
  return ofThePaper.has(noun) || (shared.has(noun) && undesignated(name).length < 3);
}

/** Words that, alone, stand for another thing in each sentence: the level of this, a group of those. */
const relational = new Set(
  `section figure table equation appendix text part type class category level step stage phase run version variant example set
  subset split group arm condition case site location area region field result finding outcome comparison conclusion limitation
  assumption question goal aim objective parameter variable value score performance accuracy error rate loss effect difference
  change increase decrease improvement reduction approach method technique procedure strategy solution problem task analysis
  sample measurement observation evaluation material number amount concentration size length time factor property feature
  structure process study hypothesis experiment trial report work event interaction individual contributor contribution cause capability point
  sequence angle dimension speed velocity altitude distance depth height width weight volume mass density pressure temperature energy force
  intensity frequency duration period interval ratio fraction percentage probability mean average median instability uncertainty role use need way issue reason advantage evidence potential mechanism concept theory term other`.split(
    /\s+/,
  ),
);

/** Whether a name is such a word alone. Nothing but a reader can tell whether two passages mean the same by it. */
export function isRelational(text: string): boolean {
  const { folded } = nameOf(text);
  return folded.length === 1 && relational.has(folded[0] ?? '');
}

/** What a paper makes or follows one of, and tells of the many of others: "speciation method", "speciation methods". */
const made = new Set(['method', 'approach', 'technique', 'procedure', 'protocol', 'strategy', 'scheme']);

/** Whether one of a kind, and many of it, may be the paper's own and those of others. */
export function isMade(text: string): boolean {
  const { folded, head } = nameOf(text);
  return made.has(folded[head] ?? '');
}

/** A proper name beside the head, which is more than a number or a single letter. */
const hasProperName = (tokens: readonly string[], head: number): boolean =>
  tokens.some(
    (token, at) =>
      at !== head && ((isCoined(token) && !/^[IVX]+$/.test(token)) || (at > 0 && /^\p{Lu}\p{Ll}+/u.test(token))),
  );
