import { presentStudy } from './claims.ts';
import type { Clause, Complement } from './clause.ts';
import { type Context, resolve } from './context.ts';
import { gather } from './gather.ts';
import { conditionPrepositions } from './lexicon.ts';
import { countWords, nameLimit } from './names.ts';
import type { Phrase } from './phrases.ts';

/** A circumstance in words: preposition and name, without determiners and never longer than a name may be. */
export function conditionText(complement: Complement, context: Context): string[] {
  const verb = complement.gerund ? ` ${complement.gerund.surface}` : '';
  const texts = gather(complement.phrases, (phrase) => {
    const quantity = phrase.quantity?.text ?? '';
    const subjects = resolve(phrase, context);
    const names =
      subjects.length === 0 && quantity !== ''
        ? [phrase.words.map((word) => word.text).join(' ')]
        : subjects.filter((subject) => subject.name !== presentStudy.name).map((subject) => subject.name);
    const isDate = phrase.words.length > 0 && phrase.words.every((word) => word.tag === 'NUM' || word.tag === 'PROPN');
    const years =
      subjects.length === 0 && quantity === '' && isDate ? [phrase.words.map((word) => word.text).join(' ')] : names;
    return years.map((name) =>
      [name.startsWith(`${quantity} `) ? '' : quantity, name].filter((part) => part !== '').join(' '),
    );
  });
  const pair = complement.preposition.endsWith('between') && texts.length === 2 ? [texts.join(' and ')] : texts;
  const tail = complement.tail ? (conditionText(complement.tail, context)[0] ?? '') : '';
  const joined = tail === '' ? pair : pair.map((text) => `${text} ${tail}`);
  return joined
    .filter((text) => !/^\d?$/.test(text) && countWords(text) <= 2 * nameLimit)
    .slice(0, 4)
    .map((text) => `${complement.preposition}${verb} ${text}`);
}

export const isCondition = (complement: Complement): boolean =>
  complement.restricts === true ||
  conditionPrepositions.has(complement.preposition) ||
  complement.preposition === 'about' ||
  (complement.gerund !== null && complement.preposition === 'of') ||
  /^(?:in|on|with|due|because|compared|relative|based|according|as|at|by|for|regardless|irrespective|depending|owing|thanks|prior|than|beginning|starting) /.test(
    complement.preposition,
  );

/** The verb of a conditional clause with what describes its subject: "not being", "stable", "used". */
function verbText({ verb, adjective, role }: Clause): string {
  const isBe = verb.lemma === 'be';
  const plain = isBe ? 'being' : verb.passive || role === 'participle' ? verb.surface : verb.lemma;
  const described = adjective?.map((word) => word.text).join(' ') ?? '';
  const parts = [verb.negated ? 'not' : '', isBe && described !== '' ? '' : plain, described];
  return parts.filter((part) => part !== '').join(' ');
}

/** "when the plate is aligned at right angles": subject, verb and object or first complement of a conditional clause, without auxiliaries and determiners. */
export function conditionOfClause(opener: string, clause: Clause, context: Context): string[] {
  const nameOfFirst = (phrases: Phrase[]): string =>
    gather(phrases, (phrase) => resolve(phrase, context)).map(({ name, negated }) =>
      negated ? `no ${name}` : name,
    )[0] ?? '';
  const subject = nameOfFirst(clause.subjects);
  const object = nameOfFirst(clause.objects);
  const [first] = clause.objects.length === 0 ? clause.complements : [];
  const place = first ? (conditionText(first, context)[0] ?? '') : '';
  const isReduced = clause.role === 'participle';
  if (object === '' && ((subject === '' && clause.verb.lemma === 'be') || (isReduced && place === ''))) return [];
  const parts = [opener, isReduced ? '' : subject, verbText(clause), object].filter((part) => part !== '');
  const text = parts.join(' ');
  return [place !== '' && countWords(`${text} ${place}`) <= nameLimit + 4 ? `${text} ${place}` : text];
}
