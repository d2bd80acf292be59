import { jsonrepair } from 'jsonrepair';

/** The JSON value of an answer, or why there is none. */
export type JsonReading = { value: unknown } | { problem: string };

/** An answer over this many UTF-16 units is not parsed: no unit of a passage comes near it. */
const answerLimit = 8_000_000;

/**
 * Finds the JSON object in a model's answer: drops reasoning in `<think>`, code fences and prose around it, and mends what
 * is unambiguous (trailing commas, single quotes, unescaped LaTeX). Text that ends inside the object is never completed:
 * the parser that mends would close it in silence.
 */
export function readJson(answer: string): JsonReading {
  if (answer.length > answerLimit) return { problem: `the answer has more than ${answerLimit} characters` };
  const text = withoutReasoning(answer).trim();
  const whole = parse(text);
  if (whole !== undefined) return { value: restored(whole, text) };
  const candidate = objectIn(text);
  if (candidate === null) {
    return { problem: text.includes('{') ? 'the JSON object is cut off' : 'the answer holds no JSON object' };
  }
  const exact = parse(candidate);
  if (exact !== undefined) return { value: restored(exact, candidate) };
  return mend(candidate);
}

function parse(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function mend(candidate: string): JsonReading {
  const escaped = candidate.replace(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|)/g, (found) =>
    found === '\\' ? '\\\\' : found,
  );
  try {
    return { value: restored(JSON.parse(jsonrepair(escaped)) as unknown, escaped) };
  } catch (error) {
    return { problem: `the JSON does not parse: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function withoutReasoning(answer: string): string {
  const end = answer.lastIndexOf('</think>');
  return end < 0 ? answer : answer.slice(end + '</think>'.length);
}

/**
 * From the first brace to the one that closes it. Where quotes are broken that one can't be told, so the last brace
 * stands in for it, provided that braces and brackets balance.
 */
function objectIn(text: string): string | null {
  const start = text.indexOf('{');
  if (start < 0) return null;
  const end = closingBrace(text, start);
  if (end !== null) return text.slice(start, end + 1);
  const loose = text.slice(start, text.lastIndexOf('}') + 1);
  return loose !== '' && balanced(loose) ? loose : null;
}

/** Strings, which may hold braces, and the brackets outside of them. */
const stringOrBracket = /"[^"\\]*(?:\\[\s\S][^"\\]*)*(?:"|$)|[{}[\]]/g;

function closingBrace(text: string, start: number): number | null {
  let depth = 0;
  stringOrBracket.lastIndex = start;
  for (let found = stringOrBracket.exec(text); found !== null; found = stringOrBracket.exec(text)) {
    if (found[0] === '{' || found[0] === '[') depth += 1;
    else if (found[0] === '}' || found[0] === ']') depth -= 1;
    if (depth === 0) return found.index;
  }
  return null;
}

function balanced(text: string): boolean {
  const count = (character: string) => text.split(character).length;
  return count('{') === count('}') && count('[') === count(']');
}

/**
 * `"\beta"` is valid JSON for a backspace and "eta". No field of a draft holds control characters, so each of them is an
 * escape that the model forgot to double; a line feed only where a LaTeX command follows.
 */
const restored = (value: unknown, json: string): unknown => (json.includes('\\') ? restoreLatex(value) : value);

function restoreLatex(value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .replaceAll('\b', '\\b')
      .replaceAll('\f', '\\f')
      .replace(/\t(?=[a-z])/g, '\\t')
      .replace(/\r(?=[a-z])/g, '\\r')
      .replace(/\n(?=(?:u|abla|eq|eg|ot|i|e)\b)/g, '\\n');
  }
  if (Array.isArray(value)) return value.map(restoreLatex);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restoreLatex(inner)]));
  }
  return value;
}
