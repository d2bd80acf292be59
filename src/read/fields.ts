/**
 * The usual names of the fields of a record, the first that has a value wins. They are compared without case, blanks,
 * hyphens and underscores: `fullText`, `full_text` and `Full Text` are one name.
 */
export const fieldNames = {
  text: [
    'text',
    'abstract',
    'abstracttext',
    'abstractnote',
    'paperabstract',
    'fulltext',
    'body',
    'bodytext',
    'content',
    'contents',
    'passage',
    'paragraph',
    'article',
    'document',
    'articletext',
    'papertext',
    'rawtext',
    'summary',
    'description',
  ],
  id: [
    'id',
    'paperid',
    'documentid',
    'docid',
    'articleid',
    'recordid',
    'identifier',
    'uid',
    'uuid',
    'arxivid',
    'pmid',
    'pmcid',
  ],
  title: ['title', 'papertitle', 'articletitle', 'documenttitle', 'headline'],
  authors: ['authors', 'author', 'creators', 'creator'],
  year: [
    'year',
    'publicationyear',
    'pubyear',
    'publicationdate',
    'pubdate',
    'date',
    'datepublished',
    'published',
    'issued',
  ],
  doi: ['doi'],
  url: ['url', 'link', 'uri', 'sourceurl', 'landingpage'],
  license: ['license', 'licence', 'rights', 'copyright'],
  domain: ['domain', 'field', 'fieldofstudy', 'subject', 'discipline'],
} as const;

type FieldName = keyof typeof fieldNames;

/** A record of a file: its fields by their own names. */
export type Fields = Record<string, unknown>;

const canonicalNames = new Map<string, string>();
const maxCanonicalNames = 1000;

/** The name as the table has it. Files use few names many times, so they are remembered (a bounded number). */
function canonicalName(name: string): string {
  const known = canonicalNames.get(name);
  if (known !== undefined) return known;
  const canonical = name.toLowerCase().replace(/[\s_-]/g, '');
  if (canonicalNames.size < maxCanonicalNames) canonicalNames.set(name, canonical);
  return canonical;
}

export type Lookup = (field: FieldName) => unknown[];

/** What a record has under the usual names of a field, in the order of the table, without null and undefined. */
export function lookupIn(record: Fields): Lookup {
  const values = new Map<string, unknown>();
  for (const name of Object.keys(record)) {
    const canonical = canonicalName(name);
    if (!values.has(canonical)) values.set(canonical, record[name]);
  }
  return (field) => {
    const found: unknown[] = [];
    for (const name of fieldNames[field]) {
      const value = values.get(name);
      if (value !== null && value !== undefined) found.push(value);
    }
    return found;
  };
}

/** The value under the name that the user gives: exactly that name, else one that differs in case, blanks or hyphens only. */
export function namedField(record: Fields, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name];
  const canonical = canonicalName(name);
  const found = Object.keys(record).find((key) => canonicalName(key) === canonical);
  return found === undefined ? undefined : record[found];
}

/** Whether a text is looked for under this name: the one that the user gives, else a usual one. */
export function isTextField(name: string, textField: string | null): boolean {
  const canonical = canonicalName(name);
  if (textField !== null) return canonical === canonicalName(textField);
  return fieldNames.text.some((usual) => usual === canonical);
}
