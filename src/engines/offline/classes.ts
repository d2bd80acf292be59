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

export const classesOf = (lower: string): Classes => ({
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
