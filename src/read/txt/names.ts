/** Names under which every field writes the parts of a paper. They are headings wherever they stand alone on a line. */
const names: readonly { part: Part; pattern: RegExp }[] = [
  { part: 'abstract', pattern: /^(?:(?:graphical |structured |extended )?abstract|summary|synopsis|highlights)$/i },
  { part: 'introduction', pattern: /^(?:general )?(?:introduction|background)(?: and (?:background|motivation))?$/i },
  {
    part: 'methods',
    pattern:
      /^(?:(?:experimental|theoretical) )?(?:(?:(?:materials?|patients|subjects|participants|data|design|methods) and )?methods?|methods? and (?:materials?|data)|materials and methods|methodology|(?:experimental )?procedures?|experimental(?: (?:section|details|set-?up|design|methods))?|study design|online methods)$/i,
  },
  { part: 'results', pattern: /^(?:main |experimental )?(?:results?|findings|experiments)(?: and discussions?)?$/i },
  { part: 'discussion', pattern: /^(?:general )?discussions?(?: and (?:conclusions?|results|outlook))?$/i },
  {
    part: 'conclusion',
    pattern:
      /^(?:(?:summary|discussion) and )?(?:conclusions?|concluding remarks|outlook)(?: and (?:outlook|future work))?$/i,
  },
  {
    part: 'unread',
    pattern:
      /^(?:references?(?: and notes| cited)?|bibliography|literature(?: cited)?|works cited|reference list|acknowledge?ments?)$/i,
  },
  {
    part: 'detail',
    pattern:
      /^(?:statistic(?:s|al (?:analys[ei]s|methods))|objectives?|aims?|purpose|interpretation|limitations|design|setting|participants|measurements)$/i,
  },
  {
    part: 'other',
    pattern:
      /^(?:related work|funding|(?:author|authors') contributions|(?:conflicts?|declaration) of (?:competing )?interests?|competing interests|data availability(?: statement)?|(?:supplementa(?:ry|l)|supporting) (?:information|materials?|data)|supplement|figure legends?|appendi(?:x|ces)(?: [A-Z0-9])?|abbreviations|nomenclature|key ?words)$/i,
  },
];

export type Part =
  | 'abstract'
  | 'introduction'
  | 'methods'
  | 'results'
  | 'discussion'
  | 'conclusion'
  | 'unread'
  | 'detail'
  | 'other';

/** What makes a text a paper: each of these has two at least. */
export const ofPapers: ReadonlySet<Part> = new Set(['introduction', 'methods', 'results', 'discussion', 'conclusion']);

/** What a structured abstract is cut into. */
export const inAbstracts: ReadonlySet<Part> = new Set([
  'introduction',
  'methods',
  'results',
  'discussion',
  'conclusion',
  'detail',
]);

/** The part that a line without its number is the name of, or null. */
export function partNamed(line: string): Part | null {
  const name = line.replace(/[.:\s]+$/, '');
  if (!/^\p{Lu}/u.test(name)) return null;
  return names.find(({ pattern }) => pattern.test(name))?.part ?? null;
}
