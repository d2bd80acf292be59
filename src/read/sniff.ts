import { isTextField } from './fields.ts';
import { recordsOf } from './records.ts';

/**
 * The name of the format of standard input, from its first characters: an object is JSON Lines when the first line is a whole
 * one (or longer than the head), else JSON; an array is JSON; what begins with a tag of theirs is HTML or XML, and with the class
 * of a document LaTeX; front matter or headings of Markdown are that; a first line of names, one of them a usual one of
 * a text, is a table; all else is text, also prose that begins with a bracket.
 */
export function sniffFormat(head: Buffer, textField: string | null): string {
  const text = head.toString('utf8').trimStart();
  if (/^\[\s*[[{"\]]/.test(text)) return 'json';
  if (text.startsWith('<')) return sniffTags(text);
  if (/^(?:%[^\n]*\s*|\s+)*\\document(?:class|style)[[{]/.test(text)) return 'tex';
  if (/^\{\s*["}]/.test(text)) return sniffObject(text, textField);
  if (isMarkdown(text)) return 'md';
  return sniffTable(text, textField) ?? 'txt';
}

/** The first tag that is no comment, declaration or instruction says it; prose may begin with a bracket as well. */
function sniffTags(text: string): string {
  const [, first = ''] =
    /^(?:\s*<(?:\?[^>]*|!--[^>]*|!DOCTYPE[^>[]*)>)*\s*<(!?[A-Za-z][A-Za-z0-9:-]*)/.exec(text) ?? [];
  if (/^(?:html|head|body|div|p|h[1-6]|main|section)$/i.test(first) || /^<!DOCTYPE html/i.test(text)) return 'html';
  return text.startsWith('<?xml') || /^(?:article|pmc-articleset|article-set|articles|OAI-PMH|!DOCTYPE)$/.test(first)
    ? 'jats'
    : 'txt';
}

function sniffObject(text: string, textField: string | null): string {
  const end = text.indexOf('\n');
  const line = parsed(end < 0 ? text : text.slice(0, end));
  if (line === null) return end < 0 ? 'jsonl' : 'json';
  const isAlone = end < 0 || text.slice(end).trim() === '';
  return isAlone && recordsOf(line.value, textField) !== null ? 'json' : 'jsonl';
}

function parsed(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Front matter with a key, or a heading at the beginning and one more. */
function isMarkdown(text: string): boolean {
  const front = /^---[ \t]*\r?\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*\r?(?:\n|$)/.exec(text)?.[1];
  if (front !== undefined) return /^[A-Za-z][\w-]*[ \t]*:/m.test(front);
  return /^#[ \t]+\S/.test(text) && /\n#{1,6}[ \t]+\S/.test(text);
}

const longestName = 40;

function sniffTable(text: string, textField: string | null): string | null {
  const end = text.indexOf('\n');
  if (end < 0) return null;
  for (const delimiter of ['\t', ',', ';']) {
    const names = text
      .slice(0, end)
      .split(delimiter)
      .map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
    const areNames = names.length > 1 && names.every((name) => name.length <= longestName);
    if (areNames && names.some((name) => isTextField(name, textField))) return delimiter === '\t' ? 'tsv' : 'csv';
  }
  return null;
}
