/** Nouns that say what kind of thing a name is, by the kind. Two things that differ in it are two. */
const kinds: Record<string, readonly string[]> = {
  model: ['model', 'architecture', 'network', 'net'],
  method: ['method', 'approach', 'technique', 'procedure'],
  algorithm: ['algorithm', 'optimizer', 'optimiser', 'solver'],
  dataset: ['dataset', 'corpus', 'benchmark', 'collection', 'database', 'testbed'],
  metric: ['metric', 'score', 'measure', 'index', 'coefficient'],
  software: ['library', 'package', 'software', 'toolkit', 'tool', 'platform', 'toolbox', 'system'],
  framework: ['framework', 'paradigm'],
  theory: ['theory', 'hypothesis', 'law', 'theorem', 'principle', 'conjecture', 'postulate', 'axiom', 'lemma'],
  equation: ['equation', 'formula', 'identity', 'inequality'],
  effect: ['effect', 'phenomenon', 'paradox', 'instability'],
  task: ['task', 'problem', 'challenge', 'game', 'competition', 'track', 'workshop'],
  test: ['test', 'trial', 'experiment', 'study', 'survey', 'assay'],
  organisation: [
    'university',
    'institute',
    'laboratory',
    'lab',
    'company',
    'group',
    'team',
    'consortium',
    'collaboration',
  ],
  loss: ['loss', 'objective', 'function', 'distribution', 'kernel', 'prior'],
  process: ['process', 'reaction', 'synthesis', 'pathway', 'training', 'learning', 'inference'],
  device: ['telescope', 'detector', 'spectrometer', 'microscope', 'sensor', 'laser', 'camera', 'satellite', 'mission'],
  disease: ['disease', 'syndrome', 'infection', 'disorder'],
  virus: ['virus'],
  gene: ['gene', 'locus', 'allele'],
  protein: ['protein', 'receptor', 'enzyme', 'antibody', 'kinase', 'ligand', 'inhibitor', 'agonist', 'antagonist'],
  patient: ['patient', 'participant', 'subject', 'cell', 'tissue', 'cohort', 'sample'],
  material: ['alloy', 'film', 'nanowire', 'crystal', 'powder', 'electrode', 'polymer', 'ion', 'oxide'],
};

const byWord = new Map(
  Object.entries(kinds).flatMap(([kind, words]) => words.map((word): [string, string] => [word, kind])),
);

/** The kind that a noun in the singular stands for, or null. */
export const kindOfWord = (word: string): string | null => byWord.get(word) ?? null;

/** Types that entities have whose coined name may be followed by the kind that they are anyway: "BERT model". */
const neutral: Record<string, readonly string[]> = {
  model: ['model', 'method'],
  method: ['method', 'model'],
  algorithm: ['method'],
  dataset: ['dataset'],
  metric: ['metric', 'quantity'],
  software: ['method', 'other'],
  virus: ['organism'],
};

const tooWide = new Set(['network', 'net', 'index', 'coefficient', 'collection', 'system', 'platform', 'measure']);

/** The types that such a noun adds nothing to, or null where it says something. */
export const neutralKind = (word: string): readonly string[] | null =>
  tooWide.has(word) ? null : (neutral[kindOfWord(word) ?? ''] ?? null);
