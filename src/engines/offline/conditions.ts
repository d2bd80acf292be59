import { presentStudy } from './claims.ts';
import type { Clause, Complement } from './clause.ts';
import { type Context, resolve } from './context.ts';
import { conditionPrepositions } from './lexicon.ts';
import { countWords, nameLimit } from './names.ts';

/** A circumstance in words: preposition and name, without determiners and never longer than a name may be. */
export function conditionText(complement: Complement, context: Context): string[] {
  const verb = complement.gerund ? ` ${complement.gerund.surface}` : '';
  const texts = complement.phrases.flatMap((phrase) => {
    const quantity = phrase.quantity?.text ?? '';
    const subjects = resolve(phrase, context);
    const names =
      subjects.length === 0 && quantity !== ''
        ? ['']
        : subjects.filter((subject) => subject.name !== presentStudy.name).map((subject) => subject.name);
    const isDate = phrase.words.length > 0 && phrase.words.every((word) => word.tag === 'NUM' || word.tag === 'PROPN');
    const years =
      subjects.length === 0 && quantity === '' && isDate ? [phrase.words.map((word) => word.text).join(' ')] : names;
    return years.map((name) =>
      [name.startsWith(`${quantity} `) ? '' : quantity, name].filter((part) => part !== '').join(' '),
    );
  });
  const joined = complement.preposition === 'between' && texts.length === 2 ? [texts.join(' and ')] : texts;
  return joined
    .filter((text) => text !== '' && countWords(text) <= 2 * nameLimit)
    .slice(0, 4)
    .map((text) => `${complement.preposition}${verb} ${text}`);
}

export const isCondition = (complement: Complement): boolean =>
  conditionPrepositions.has(complement.preposition) ||
  /^(?:in|on|with|due|because|compared|relative|based|according|as|at|by|for|regardless|irrespective|depending|owing|thanks|prior|than) /.test(
    complement.preposition,
  );

/** "when the plate is aligned": subject, verb and object of a conditional clause, without auxiliaries and determiners. */
export function conditionOfClause(opener: string, clause: Clause, context: Context): string[] {
  const subject = clause.subjects.flatMap((phrase) => resolve(phrase, context))[0]?.name ?? '';
  const object = clause.objects.flatMap((phrase) => resolve(phrase, context))[0]?.name ?? '';
  const adjective = clause.adjective?.map((word) => word.text).join(' ') ?? '';
  const isReduced = clause.role === 'participle';
  const verb =
    clause.verb.lemma === 'be' ? 'being' : clause.verb.passive || isReduced ? clause.verb.surface : clause.verb.lemma;
  const negation = clause.verb.negated ? 'not' : '';
  if (object === '' && ((subject === '' && clause.verb.lemma === 'be') || isReduced)) return [];
  const parts = [
    opener,
    isReduced ? '' : subject,
    negation,
    clause.verb.lemma === 'be' && adjective !== '' ? '' : verb,
    adjective,
    object,
  ];
  return [parts.filter((part) => part !== '').join(' ')];
}
