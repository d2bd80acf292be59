import type { EntityType } from '../../types/fact.ts';
import { singular } from './morphology.ts';

/** Head nouns that tell what an entity is. */
const heads: [EntityType, string][] = [
  ['model', 'model network llm vlm lmm transformer classifier simulation emulator regressor autoencoder'],
  [
    'dataset',
    'dataset corpus benchmark database testbed collection archive catalogue catalog superset data sample survey set',
  ],
  [
    'method',
    `method approach algorithm technique framework pipeline procedure strategy tool protocol scheme filtering deduplication recipe
    optimisation optimization training pre-training fine-tuning tuning learning analysis spectroscopy microscopy chromatography imaging
    spectrometry sequencing translation distillation architecture software assay therapy treatment regression sampling selection codebase
    modelling modeling measurement experiment evaluation design program package library`,
  ],
  ['task', 'task problem challenge classification recognition detection prediction diagnosis answering generation'],
  [
    'metric',
    'metric accuracy score precision recall auc f1 error sensitivity specificity criterion index curve rate likelihood',
  ],
  [
    'quantity',
    `temperature pressure mass energy concentration velocity speed distance volume density size number power frequency length depth height
    width weight age time duration budget cost magnitude intensity ratio yield parameter dose wavelength luminosity amplitude capacity
    level content value gain`,
  ],
  [
    'material',
    `steel alloy oxide polymer acid salt film glass rock soil water ice metal sorbent framework-material limestone concrete ceramic
    composite crystal nanoparticle compound catalyst solvent powder gas carbon silicon copper iron gold silver zinc ethanol methane co2 h2
    hydrogen oxygen nitrogen membrane gel resin mineral basalt sediment cement fibre fiber`,
  ],
  [
    'organism',
    `mouse rat plant bacterium virus species fungus yeast animal bird fish insect tree maize wheat rice soybean human pathogen strain
    cultivar variety isolate larva cow pig sheep fly worm alga`,
  ],
  [
    'person',
    'patient participant child woman man author people person subject student teacher respondent adult worker user',
  ],
  [
    'gene_or_protein',
    'gene protein receptor enzyme kinase antibody allele mutation transcript mrna rna dna peptide promoter factor-gene',
  ],
  [
    'disease',
    'disease syndrome disorder cancer infection tumor tumour diabetes depression schizophrenia malaria asthma stroke rot mildew illness',
  ],
  [
    'location',
    'region basin ocean sea river lake mountain island city country village valley forest coast site field area planet',
  ],
  [
    'organisation',
    'university institute company agency government hospital laboratory centre center ministry bank firm',
  ],
  ['theory', 'theory theorem law hypothesis conjecture lemma principle equation framework-theory doctrine paradigm'],
  [
    'phenomenon',
    `effect interaction mechanism process response change growth evolution turbulence instability oscillation decay emission absorption
    transition degradation oxidation diffusion correlation variation eruption earthquake storm cloud star galaxy behaviour behavior
    improvement increase decrease reduction loss stress inhibition activity motion uptake trend association difference`,
  ],
];

const byHead = new Map<string, EntityType>();
for (const [type, nouns] of heads)
  for (const noun of nouns.split(/\s+/)) if (noun !== '' && !byHead.has(noun)) byHead.set(noun, type);

/** Endings of head nouns that tell the type, tried in order. */
const endings: [RegExp, EntityType][] = [
  [/(?:itis|oma|opathy|emia|aemia)$/, 'disease'],
  [/[a-z]{3,}ase$/, 'gene_or_protein'],
  [/(?:ology|ometry|oscopy|ography)$/, 'method'],
  [/(?:sphere|ville)$/, 'location'],
];

const notEnzymes = /^(?:increase|decrease|release|database|phase|case|base|disease|purchase|lease|grease|phrase)$/;
const places =
  /^(?:Africa|Europe|Asia|America|China|India|Japan|Germany|France|Italy|Spain|Brazil|Australia|Canada|USA|UK|Scotland|England|Niger|Mali|Neptune|Uranus|Mars|Earth|Jupiter|Saturn|Venus|Mercury|Atlantic|Pacific|Arctic|Antarctica)$/;

export const isPlace = (word: string): boolean => places.test(word);

/** The type that a name tells by its head noun, its ending or its capitals; `other` where it tells none. */
export function typeOfName(name: string): EntityType {
  const core = name.split(/ (?:of|for|in|on|with|between|to) /)[0] ?? name;
  const last = core.split(' ').at(-1) ?? core;
  if (places.test(last)) return 'location';
  const head = singular(last.toLowerCase());
  const listed = byHead.get(head) ?? byHead.get(head.split('-').at(-1) ?? head);
  if (listed) return listed;
  if (/et al\.?$/.test(core)) return 'person';
  for (const [ending, type] of endings) if (ending.test(head) && !notEnzymes.test(head)) return type;
  if (/^(?:University|Institute|Ministry|Department) of /.test(name)) return 'organisation';
  if (/(?:LLM|VLM|LMM|BERT|GPT|LLaMA|Llama)/.test(last)) return 'model';
  return /^[A-Z]\. [a-z]+$/.test(core) ? 'organism' : 'other';
}
