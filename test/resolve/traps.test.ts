import { describe, expect, it } from 'vitest';
import { objectionTo } from '../../src/resolve/guards.ts';
import { resolveUnits } from '../../src/resolve/index.ts';
import { nameOf } from '../../src/resolve/names.ts';
import type { Pair } from '../../src/resolve/pair.ts';
import { guards, type Resolver } from '../../src/types/resolution.ts';
import { credulous, entityNamed, never, unitsNaming } from '../support/resolving.ts';

/** Things of which a reader could take one for the other. Neither rules nor a model that says so may make them one. */
const apart: [string, string][] = [
  ['GPT-3: model', 'GPT-4: model'],
  ['GPT: model', 'GPT-4: model'],
  ['Phase II trial: method', 'Phase III trial: method'],
  ['phase 2: other', 'phase 3: other'],
  ['ResNet-50: model', 'ResNet-101: model'],
  ['BERT-base: model', 'BERT-large: model'],
  ['hepatitis B: disease', 'hepatitis C: disease'],
  ['type 1 diabetes: disease', 'type 2 diabetes: disease'],
  ['IL-6: gene_or_protein', 'IL-8: gene_or_protein'],
  ['vitamin B6: material', 'vitamin B12: material'],
  ['Experiment 1: other', 'Experiment 2: other'],
  ['PM2.5: material', 'PM10: material'],
  ['TNF-alpha: gene_or_protein', 'TNF-beta: gene_or_protein'],
  ['T cells: organism', 'B cells: organism'],
  ['CD4+ cells: organism', 'CD4- cells: organism'],
  ['C++: method', 'C: method'],
  ['Co: material', 'CO: material'],
  ['mAP: metric', 'MAP: metric'],
  ['WHO: organisation', 'who: other'],
  ['Brca1: gene_or_protein', 'BRCA1: gene_or_protein'],
  ['Kalman: person', 'Kalman filter: method'],
  ['Kalman: person', 'Kalman: method'],
  ['Adam: method', 'Adams: method'],
  ['Bayes: person', 'Bayesian inference: method'],
  ['J. Smith: person', 'K. Smith: person'],
  ['Smith: person', 'Smyth: person'],
  ['density functional theory: theory', 'density functional framework: method'],
  ['self-determination theory: theory', 'self-determination framework: theory'],
  ['relativity: theory', 'relativity: phenomenon'],
  ['neural network: model', 'convolutional neural network: model'],
  ['diabetes: disease', 'gestational diabetes: disease'],
  ['BERT: model', 'RoBERTa: model'],
  ['RNA: material', 'mRNA: material'],
  ['MMA: material', 'monomethyl arsenic acid disodium salt: material'],
  ['diclofenac: material', 'diclofenac sodium salt: material'],
  ['microglia: organism', 'glia: organism'],
  ['left ventricle: other', 'right ventricle: other'],
  ['training set: dataset', 'test set: dataset'],
  ['supervised learning: method', 'unsupervised learning: method'],
  ['linear model: model', 'nonlinear model: model'],
  ['hyperglycemia: disease', 'hypoglycemia: disease'],
  ['treated group: other', 'untreated group: other'],
  ['acute leukemia: disease', 'chronic leukemia: disease'],
  ['encoder: model', 'decoder: model'],
  ['BERT embeddings: method', 'GloVe embeddings: method'],
  ['p53 gene: gene_or_protein', 'p53 protein: gene_or_protein'],
  ['Turkey: location', 'turkey: organism'],
  ['CNN: organisation', 'convolutional neural network: model'],
  ['CNN: model', 'support vector machine: model'],
  ['@xmath1: quantity', '@xmath2: quantity'],
  ['Δ: quantity', 'δ: quantity'],
  ['precision: metric', 'recall: metric'],
  ['1,2-dichloroethane: material', '1,1-dichloroethane: material'],
  ['ImageNet: dataset', 'ImageNet classification: task'],
  ['Ising: person', 'Ising model: model'],
  ['Landau theory: theory', 'Landau: person'],
  ['upstream region: other', 'downstream region: other'],
  ['in vitro assay: method', 'in vivo assay: method'],
  ['case group: other', 'control group: other'],
  ['dorsal root: other', 'ventral root: other'],
  ['anterior cortex: other', 'posterior cortex: other'],
  ['proximal tubule: other', 'distal tubule: other'],
  ['prospective study: method', 'retrospective study: method'],
  ['sensitivity: metric', 'specificity: metric'],
  ['aerobic growth: phenomenon', 'anaerobic growth: phenomenon'],
  ['wild-type mice: organism', 'mutant mice: organism'],
  ['Staphylococcus aureus: organism', 'Staphylococcus epidermidis: organism'],
  ['E. coli: organism', 'Escherichia albertii: organism'],
  ['SGD: method', 'SGLD: method'],
  ['MLV: organism', 'XMRV: organism'],
  ['Gray: person', 'Grey: person'],
  ['CIFAR-10: dataset', 'CIFAR-100: dataset'],
  ['influenza A virus: organism', 'influenza B virus: organism'],
  ['Fe2+: material', 'Fe3+: material'],
];

/** One thing twice, which the rules see without a model. */
const together: [string, string][] = [
  ['basalt: material', 'basalt: material'],
  ['basalt: material', 'basalt: other'],
  ['Deep learning: method', 'deep learning: method'],
  ['DEEP LEARNING: method', 'deep learning: method'],
  ['Deep Learning: method', 'deep learning: method'],
  ['ImageNet: dataset', 'Imagenet: dataset'],
  ['LSTM: model', 'lstm: model'],
  ['neural network: model', 'neural networks: model'],
  ['Neural networks: model', 'neural network: model'],
  ['VLM: model', 'VLMs: model'],
  ['MHC-I: material', 'MHC-Is: material'],
  ['spectral analysis: method', 'spectral analyses: method'],
  ['mouse: organism', 'mice: organism'],
  ['battery: material', 'batteries: material'],
  ['Sampling method: method', 'sampling method: method'],
  ['criterion: metric', 'criteria: metric'],
  ['matrix: other', 'matrices: other'],
  ['network of neurons: model', 'networks of neurons: model'],
  ['pre-training: method', 'pretraining: method'],
  ['pre-training: method', 'pre training: method'],
  ['data set: dataset', 'dataset: dataset'],
  ['T-cell: organism', 'T cells: organism'],
  ['GPT-3: model', 'GPT3: model'],
  ['GPT-3: model', 'GPT 3: model'],
  ['COVID-19: disease', 'COVID 19: disease'],
  ['TNF-α: gene_or_protein', 'TNF-alpha: gene_or_protein'],
  ['TNFα: gene_or_protein', 'TNF-α: gene_or_protein'],
  ['Schrödinger equation: theory', 'Schrodinger equation: theory'],
  ["Parkinson's disease: disease", 'Parkinson disease: disease'],
  ['Parkinson’s disease: disease', "Parkinson's disease: disease"],
  ['the encoder: model', 'encoder: model'],
  ['CO₂: material', 'CO2: material'],
  ['CNN: model', 'convolutional neural network: model'],
  ['CNNs: model', 'convolutional neural networks: model'],
  ['long short-term memory: model', 'LSTM: model'],
  ['BERT: model', 'Bidirectional Encoder Representations from Transformers: model'],
  ['ML: method', 'machine learning: method'],
  ['convolutional neural network (CNN): model', 'CNN: model'],
  ['ribonucleic acid = RNA: material', 'RNA: material'],
  ['SnSb2Te4 nanowires = samples of tellurium = tellurides: material', 'tellurides: material'],
  ['E. coli: organism', 'Escherichia coli: organism'],
  ['BERT: model', 'BERT model: model'],
  ['the ImageNet dataset: dataset', 'ImageNet: dataset'],
  ['BLEU score: metric', 'BLEU: metric'],
  ['myocardial infarction = heart attack: disease', 'heart attack: disease'],
  ['k-means: method', 'K-means: method'],
  ['F1 score: metric', 'F1-score: metric'],
  ['confidence interval (CI): metric', 'CI: metric'],
  ['electroencephalography (EEG): method', 'EEG: method'],
  ['electroencephalography: method', 'electroencephalography (EEG): method'],
  ['tumour: disease', 'tumor: disease'],
  ['tumours: disease', 'tumor: disease'],
  ['haemoglobin: material', 'hemoglobin: material'],
  ['leukaemia: disease', 'leukemia: disease'],
  ['oestrogen receptor: other', 'estrogen receptor: other'],
  ['paediatric patients: other', 'pediatric patients: other'],
  ['randomised controlled trial: method', 'randomized controlled trial: method'],
  ['optimisation: method', 'optimization: method'],
  ['labelled data: dataset', 'labeled data: dataset'],
  ['optical fibre: material', 'optical fiber: material'],
  ['Behaviour: phenomenon', 'behavior: phenomenon'],
  ['grey matter: other', 'gray matter: other'],
];

/** One thing twice, which only a reader sees; no guard stands in the way. */
const withHelp: [string, string][] = [
  ['myocardial infarction: disease', 'heart attack: disease'],
  ['vitamin B12: material', 'cobalamin: material'],
  ['H2O: material', 'water: material'],
  ['COVID-19: disease', 'coronavirus disease 2019: disease'],
  ['phase II: other', 'phase 2: other'],
  ['film reviews: dataset', 'movie reviews: dataset'],
  ['J. Smith: person', 'John Smith: person'],
  ['convnet: model', 'CNN: model'],
  ['kidney disease: disease', 'renal disease: disease'],
  ['ML models: model', 'machine learning models: model'],
  ['arsenic speciation method: method', 'arsenic speciation methods: method'],
  ['Pruning strategies: method', 'pruning strategy: method'],
  ['approach to sampling: method', 'approaches to sampling: method'],
];

async function countedThings([one, other]: [string, string], resolver: Resolver | null): Promise<number> {
  const { units } = await resolveUnits(unitsNaming([[one], [other]]), resolver, never);
  return new Set(units.flatMap(({ entities }) => entities.map(({ id }) => id))).size;
}

function pairOf([one, other]: [string, string]): Pair {
  const [left, right] = [entityNamed(one), entityNamed(other)];
  return { one: nameOf(left.name), other: nameOf(right.name), oneType: left.type, otherType: right.type };
}

describe('names that look alike', () => {
  it('are enough to say something', () => {
    expect(apart.length).toBeGreaterThanOrEqual(40);
    expect(together.length).toBeGreaterThanOrEqual(40);
  });
  it('are there for every guard; the one for relations has a test of its own', () => {
    const found = apart.map((pair) => objectionTo(pairOf(pair))?.guard);
    expect([...guards].filter((guard) => guard !== 'related' && !found.includes(guard))).toEqual([]);
  });
  it.each(apart)('keeps apart: %s and %s, by rules and whatever a model says', async (...pair) => {
    expect(await countedThings(pair, null)).toBe(2);
    expect(await countedThings([pair[1], pair[0]], null)).toBe(2);
    expect(await countedThings(pair, credulous)).toBe(2);
    expect(await countedThings([pair[1], pair[0]], credulous)).toBe(2);
  });
  it.each(together)('makes one: %s and %s', async (...pair) => {
    expect(await countedThings(pair, null)).toBe(1);
    expect(await countedThings([pair[1], pair[0]], null)).toBe(1);
  });
  it.each(withHelp)('asks, and lets be one: %s and %s', async (...pair) => {
    expect(await countedThings(pair, null)).toBe(2);
    expect(await countedThings(pair, credulous)).toBe(1);
  });
});
