import { SaxesParser } from 'saxes';
import { DocumentError } from '../errors.ts';
import { namedCharacters } from './entities.ts';
import { readBlocks } from './lines.ts';
import type { TextInput } from './text.ts';

/** An element as it stands in a file, with names as they are written (`mml:math`, `xlink:href`). */
export type XmlElement = {
  name: string;
  /** Those that are asked for. */
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
};

export type XmlOptions = {
  /** Elements that are handed out, each as a tree of its own. */
  wanted: string;
  /** What the outermost element of a file may be. */
  roots: readonly string[];
  /** Elements that are left out with all that is in them. */
  without: ReadonlySet<string>;
  /** Names of the attributes that are kept. */
  attributes: ReadonlySet<string>;
};

/** Elements inside of one another: papers have some thirty. What goes deeper is no text. */
const deepest = 200;

const named = namedCharacters();

/**
 * The wanted elements of an XML file, one after the other, from a stream of events: no more is held than one of them. The DTD of a
 * file is not read and none of its entities is expanded; one that defines entities is refused.
 * @throws {DocumentError} `malformed` where the file is no XML or has another root; `unsafe` for entities of its own and elements too
 *   deep; `too-large` where one element is over the limit
 */
export async function* readXml(input: TextInput, options: XmlOptions): AsyncGenerator<XmlElement, void> {
  const done: XmlElement[] = [];
  const parser = builder(input, options, done);
  let size = 0;
  for await (const block of readBlocks(input)) {
    size += block.kind === 'lines' ? block.text.length : Number.POSITIVE_INFINITY;
    if (size > input.maxBytes) {
      throw new DocumentError('too-large', 'an article of it is over the limit for one document', 'raise --max-bytes');
    }
    if (block.kind === 'lines') parser.write(block.text);
    if (done.length > 0) size = 0;
    yield* done.splice(0);
  }
  parser.close();
  yield* done.splice(0);
}

/** A parser that hangs each element into the one that it stands in, and puts whole wanted ones aside. */
function builder(input: TextInput, options: XmlOptions, done: XmlElement[]): SaxesParser {
  const { wanted, roots, without } = options;
  const parser = new SaxesParser({ xmlns: false, position: false });
  Object.assign(parser.ENTITIES, named);
  const open: XmlElement[] = [];
  let depth = 0;
  let skippedFrom = 0;
  parser.on('doctype', refuseEntities);
  parser.on('error', reporter(input, parser));
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth === 1 && !roots.includes(name)) throw otherRoot(name, roots);
    if (depth > deepest) throw tooDeep();
    if (skippedFrom > 0) return;
    if (without.has(name)) skippedFrom = depth;
    else if (open.length > 0 || name === wanted) {
      const element: XmlElement = { name, attributes: kept(attributes, options.attributes), children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    }
  });
  const addText = (text: string) => {
    if (skippedFrom === 0) open.at(-1)?.children.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (depth === skippedFrom) skippedFrom = 0;
    else if (skippedFrom === 0) {
      const element = open.pop();
      // What an array holds in reserve is more than most elements have.
      if (element !== undefined) element.children = element.children.slice();
      if (element !== undefined && open.length === 0) done.push(element);
    }
    depth -= 1;
  });
  return parser;
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/** Most elements have none that is read, and a dictionary for each would take more memory than its text. */
function kept(attributes: Record<string, string>, wanted: ReadonlySet<string>): XmlElement['attributes'] {
  let found: Record<string, string> | null = null;
  for (const name in attributes) {
    const value = attributes[name];
    if (value === undefined || !wanted.has(name)) continue;
    found ??= {};
    found[name] = value;
  }
  return found ?? noAttributes;
}

function refuseEntities(doctype: string): void {
  if (!/<!ENTITY/i.test(doctype)) return;
  throw new DocumentError(
    'unsafe',
    'the file defines entities of its own, which are not expanded',
    'expand them with a tool that you trust, and take the DOCTYPE out',
  );
}

/** An unknown entity stays as it is written, and is said once; every other error ends the file. */
function reporter(input: TextInput, parser: SaxesParser): (error: Error) => void {
  let said = false;
  return (error) => {
    const what = error.message.replace(/^\d+:\d+: /, '');
    if (what !== 'undefined entity.') {
      const message = `line ${parser.line} is no well-formed XML: ${what.replace(/\.$/, '')}`;
      throw new DocumentError('malformed', message, 'repair the file, or get it from its publisher again');
    }
    if (!said) input.notice(`${input.place}:${parser.line}: an entity that is not known stays as it is written`);
    said = true;
  };
}

const otherRoot = (name: string, roots: readonly string[]) =>
  new DocumentError(
    'malformed',
    `the XML holds <${name.slice(0, 40)}>, which is not read`,
    `of XML only JATS/NLM articles are read, whose root is ${roots.map((root) => `<${root}>`).join(' or ')}`,
  );

const tooDeep = () =>
  new DocumentError('unsafe', `elements stand in one another deeper than ${deepest}`, 'flatten the file');

/** The elements of that name at any depth, those within others of the name left out. */
export function elementsNamed(from: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  addNamed(found, from, name);
  return found;
}

function addNamed(found: XmlElement[], { children }: XmlElement, name: string): void {
  for (const child of children) {
    if (typeof child === 'string') continue;
    if (child.name === name) found.push(child);
    else addNamed(found, child, name);
  }
}

/** The first element on a path of names, each a child of the one before. */
export function elementAt(from: XmlElement, ...path: string[]): XmlElement | null {
  let at: XmlElement = from;
  for (const name of path) {
    const next = at.children.find((child) => typeof child !== 'string' && child.name === name);
    if (next === undefined || typeof next === 'string') return null;
    at = next;
  }
  return at;
}

/** All text of an element, as it is. */
export const rawText = ({ children }: XmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
