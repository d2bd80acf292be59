import {
  beForms,
  clauseOpeners,
  conditionalOpeners,
  determiners,
  doForms,
  haveForms,
  modals,
  negators,
  prepositions,
  relatives,
} from './lexicon.ts';

const boundaries = new Set(', ; : . when where if while because although whereas that which'.split(' '));

/** The closed classes that a word in lower case belongs to, and its ending: asked at every place where it stands, worked out once. */
export type Classes = {
  isDeterminer: boolean;
  isPreposition: boolean;
  isRelative: boolean;
  isNegator: boolean;
  isModal: boolean;
  /** A form of be, have or do. */
  isAuxiliaryForm: boolean;
  opensClause: boolean;
  /** It ends a clause for a look around that needs no parse. */
  isBoundary: boolean;
  endsInS: boolean;
  endsInEd: boolean;
  endsInIng: boolean;
};

/** Most words belong to the same few sets of classes: those share one object. */
const known = new Map<string, Classes>();

export function classesOf(lower: string): Classes {
  const classes = workOut(lower);
  const key = Object.values(classes).map(Number).join('');
  const same = known.get(key) ?? classes;
  known.set(key, same);
  return same;
}

const workOut = (lower: string): Classes => ({
  isDeterminer: determiners.has(lower),
  isPreposition: prepositions.has(lower),
  isRelative: relatives.has(lower),
  isNegator: negators.has(lower),
  isModal: modals.has(lower),
  isAuxiliaryForm: beForms.has(lower) || haveForms.has(lower) || doForms.has(lower),
  opensClause: conditionalOpeners.has(lower) || clauseOpeners.has(lower),
  isBoundary: boundaries.has(lower),
  endsInS: /[^s]s$/.test(lower),
  endsInEd: /^[a-z]{3,}ed$/.test(lower),
  endsInIng: /^[a-z-]+ing$/.test(lower),
});
