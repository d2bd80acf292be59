import type { AskedRequest, Played, Player } from './endpoint.ts';

/** What a played judge of facts is asked: to list the facts of sentences, or to hold facts against a context. */
export type AskedAboutFacts =
  | { step: 'list'; sentences: string[] }
  | { step: 'judge'; context: string; facts: string[] };

const numbered = (text: string): string[] => [...text.matchAll(/^\[\d+\] (.*)$/gm)].map(([, line = '']) => line);

/** Null where something else is asked, like a question of an exam. */
export function askedAboutFacts({ body }: AskedRequest): AskedAboutFacts | null {
  const [system = '', user = ''] = body.messages.map(({ content }) => content);
  const data = /<<<DATA \w+\n([\s\S]*?)\nDATA \w+>>>/.exec(user)?.[1] ?? '';
  if (system.startsWith('You list what')) return { step: 'list', sentences: numbered(data) };
  if (!system.startsWith('You judge, for each')) return null;
  const facts = /<<<FACTS \w+\n([\s\S]*?)\nFACTS \w+>>>/.exec(user)?.[1] ?? '';
  return { step: 'judge', context: data, facts: numbered(facts) };
}

type Listed = { fact: string; sentences: number[] };
type Judged = { words: string; verdict: 'supported' | 'contradicted' | 'absent' };

/** What the surveyors of `exam.ts` found, in whatever words it is said. */
export function findingIn(text: string): { document: string; thing: string; value: string } | null {
  const document = /site-\d+/.exec(text)?.[0];
  const thing = /iron kettle|glass lantern|clay vessel|copper ladle/.exec(text)?.[0];
  const value = /\d{4} (?:grams|g|kilograms|hundredweights)\b/.exec(text)?.[0];
  return document === undefined || thing === undefined || value === undefined ? null : { document, thing, value };
}

/** A fact of each sentence or line that holds a finding. */
const listing = (sentences: readonly string[]): Listed[] =>
  sentences.flatMap((sentence, at) => {
    const found = findingIn(sentence);
    return found === null
      ? []
      : [{ fact: `The dry ${found.thing} of ${found.document} weighs ${found.value}`, sentences: [at + 1] }];
  });

/** Looks the thing up in the context: the same mass, another one, or nothing of it. */
export function lookingUpFact(fact: string, context: string): Judged {
  const asked = findingIn(fact);
  const found = context
    .split('\n')
    .flatMap((line) => findingIn(line) ?? [])
    .find(({ document, thing }) => document === asked?.document && thing === asked.thing);
  if (found === undefined) return { words: '', verdict: 'absent' };
  return { words: found.value, verdict: found.value === asked?.value ? 'supported' : 'contradicted' };
}

/** A judge of facts who reads as is said; what else is asked goes to another player. */
export const playingFacts =
  (
    { judge = lookingUpFact, list = listing }: { judge?: typeof lookingUpFact; list?: typeof listing } = {},
    others: (request: AskedRequest) => Played = () => ({ status: 400 }),
  ): Exclude<Player, Played[]> =>
  (request) => {
    const asked = askedAboutFacts(request);
    if (asked === null) return others(request);
    if (asked.step === 'list') return { content: JSON.stringify({ facts: list(asked.sentences) }) };
    const judgements = asked.facts.map((fact, at) => ({ fact: at + 1, ...judge(fact, asked.context) }));
    return { content: JSON.stringify({ judgements }) };
  };
