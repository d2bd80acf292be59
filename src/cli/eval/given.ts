import { KuError } from '../../errors.ts';
import { type CommandContext, choiceFlag, listFlag, textFlag } from '../context.ts';

/** What is to be evaluated: unit files, or what another extractor wrote. */
export type GivenSystem = { name: string; paths: string[]; isOthers: boolean };

/** What `ku eval` was asked for, checked. */
export type Given = {
  /** Without --compare there is one. */
  systems: GivenSystem[];
  sources: string[];
  questions: string | null;
  facts: boolean;
  compare: boolean;
  choices: 4 | 5;
  shuffles: number;
  /** Points of a hundred. */
  margin: number;
};

const example = 'ku eval units.jsonl --source papers/ --questions questions.jsonl';

/** @throws KuError `usage` that says what does not go together, and what to write instead */
export function givenTo(context: CommandContext): Given {
  const questions = textFlag(context, 'questions');
  const facts = context.flags.facts === true;
  const compare = context.flags.compare === true;
  const systems = systemsOf(context, compare);
  const sources = listFlag(context, 'source');
  if (sources.length === 0) throw new KuError('usage', 'no --source was given', example);
  if (questions === null && !facts) {
    throw new KuError('usage', 'no --questions were given', `${example}; --facts goes without them`);
  }
  if (systems.some(({ paths }) => paths.includes('-'))) {
    throw new KuError('usage', 'units are read twice, and standard input is not', 'write them to a file, and name it');
  }
  for (const name of ['choices', 'shuffles', 'margin']) {
    if (questions === null && textFlag(context, name) !== null) {
      throw new KuError('usage', `--${name} is about questions, and none were given`, 'name them with --questions');
    }
  }
  return { systems, sources, questions, facts, compare, ...protocolOf(context) };
}

function systemsOf(context: CommandContext, compare: boolean): GivenSystem[] {
  const others = listFlag(context, 'as-context');
  const units = context.arguments;
  if (units.length + others.length === 0) throw new KuError('usage', 'no unit file was given', example);
  if (compare) return comparedOf(units, others);
  if (others.length === 0) return [{ name: units.join(' '), paths: units, isOthers: false }];
  if (units.length === 0) return [{ name: others.join(' '), paths: others, isOthers: true }];
  const hint = 'compare them with --compare, or leave one of them out';
  throw new KuError('usage', `both units and --as-context were given: ${units.join(' ')}, ${others.join(' ')}`, hint);
}

function comparedOf(units: readonly string[], others: readonly string[]): GivenSystem[] {
  const names = [...units, ...others];
  const hint = 'ku eval --compare a.jsonl b.jsonl --as-context theirs/ --source papers/ --questions questions.jsonl';
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new KuError('usage', `${twice} is to be compared with itself`, hint);
  if (names.length < 2) throw new KuError('usage', `there is nothing to compare ${names.join('')} with`, hint);
  return [
    ...units.map((name) => ({ name, paths: [name], isOthers: false })),
    ...others.map((name) => ({ name, paths: [name], isOthers: true })),
  ];
}

function protocolOf(context: CommandContext) {
  const choices = choiceFlag(context, 'choices', ['5', '4']) === '5' ? (5 as const) : (4 as const);
  const shuffles = Number(numberFlag(context, 'shuffles', /^[1-9]\d{0,2}$/, 'a whole number from 1 to 999', '1'));
  const margin = Number(numberFlag(context, 'margin', /^\d{1,2}(?:\.\d+)?$/, 'points of a hundred, like 2', '2'));
  return { choices, shuffles, margin };
}

function numberFlag(context: CommandContext, name: string, form: RegExp, wanted: string, fallback: string): string {
  const text = textFlag(context, name) ?? fallback;
  if (!form.test(text)) throw new KuError('usage', `--${name} is "${text}"`, `give ${wanted}`);
  return text;
}
