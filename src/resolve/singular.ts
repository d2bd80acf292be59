/** Plurals that no rule of English makes, by the singular. */
const irregular: Record<string, string> = {
  children: 'child',
  men: 'man',
  women: 'woman',
  people: 'person',
  mice: 'mouse',
  feet: 'foot',
  teeth: 'tooth',
  geese: 'goose',
  criteria: 'criterion',
  phenomena: 'phenomenon',
  bacteria: 'bacterium',
  mitochondria: 'mitochondrion',
  spectra: 'spectrum',
  strata: 'stratum',
  quanta: 'quantum',
  larvae: 'larva',
  algae: 'alga',
  nuclei: 'nucleus',
  fungi: 'fungus',
  stimuli: 'stimulus',
  loci: 'locus',
  indices: 'index',
  matrices: 'matrix',
  vertices: 'vertex',
  leaves: 'leaf',
  wolves: 'wolf',
  halves: 'half',
  lives: 'life',
  analyses: 'analysis',
  hypotheses: 'hypothesis',
  theses: 'thesis',
  syntheses: 'synthesis',
  diagnoses: 'diagnosis',
  metastases: 'metastasis',
  bases: 'basis',
  axes: 'axis',
};

/** Words that end like a plural and are none, or have no other form. */
const unchanging = new Set(
  'series species physics mathematics statistics dynamics mechanics genetics robotics economics ethics optics means news corps diabetes rabies herpes measles lens bias gas atlas canvas chaos cosmos kudos pathos plus always'.split(
    ' ',
  ),
);

/** The singular of an English noun in lower case; what is no plural stays as it is. */
export function singular(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word] ?? word;
  if (word.length < 4 || unchanging.has(word) || !/^[\p{Ll}]+s$/u.test(word) || /(?:ss|us|is|ics)$/.test(word))
    return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}
