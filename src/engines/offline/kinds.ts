import type { EntityType } from '../../types/fact.ts';
import { singular } from './morphology.ts';

/** Head nouns that tell what an entity is. */
const heads: [EntityType, string][] = [
  [
    'model',
    `model network llm vlm lmm transformer classifier simulation emulator regressor autoencoder simulator forest perceptron
    ensemble gan`,
  ],
  [
    'dataset',
    `dataset corpus benchmark database testbed collection archive catalogue catalog superset data sample survey set record
    statistics assemblage inventory registry cohort literature observation register time-series trace`,
  ],
  [
    'method',
    `method approach algorithm technique framework pipeline procedure strategy tool protocol scheme filtering deduplication recipe
    optimisation optimization training pre-training fine-tuning tuning learning analysis spectroscopy microscopy chromatography
    imaging spectrometry sequencing translation distillation architecture software assay therapy treatment regression sampling
    selection codebase modelling modeling measurement experiment evaluation design program package library study approximation
    calculation computation test testing examination monitoring interview questionnaire diffraction scattering voltammetry
    transplantation surgery implementation system formalism boosting encoding algorithmics heuristic solver test-bed instrument
    telescope detector sensor device intervention vaccination cultivation irrigation extraction synthesis fabrication
    radiotherapy chemotherapy plug-in application utilisation utilization addition assessment positioning search review
    genotyping knockdown inspection interpretation formulation optimiser turbine apparatus implant scan`,
  ],
  [
    'task',
    `task problem challenge classification recognition detection prediction diagnosis answering generation question-answering
    segmentation retrieval summarisation summarization checking debugging planning parsing`,
  ],
  [
    'metric',
    `metric accuracy score precision recall auc f1 error sensitivity specificity criterion index curve rate likelihood performance
    efficiency heritability effectiveness robustness retention suitability significance reliability prevalence incidence severity
    mortality morbidity survival risk odds validity reproducibility utility uncertainty capability`,
  ],
  [
    'quantity',
    `temperature pressure mass energy concentration velocity speed distance volume density size number power frequency length
    depth height width weight age time duration budget cost magnitude intensity ratio yield parameter dose wavelength luminosity
    amplitude capacity level content value gain abundance proportion percentage fraction share percent threshold gradient maximum
    minimum peak range charge resistance conductivity viscosity porosity salinity acidity ph flux current voltage potential
    productivity production dimension radius diameter thickness price income count latitude longitude altitude paleolatitude
    strength hardness modulus stiffness coefficient constant eigenvalue norm rank degree output delivery position angle spectrum
    roughness trajectory durability availability quantity exponent invariant demand supply composition profile limit gap turnout`,
  ],
  [
    'material',
    `steel alloy oxide polymer acid salt film glass rock soil water ice metal sorbent limestone concrete ceramic composite crystal
    nanoparticle compound catalyst solvent powder gas carbon silicon copper iron gold silver zinc ethanol methane co2 h2 hydrogen
    oxygen nitrogen membrane gel resin mineral basalt sediment cement fibre fiber ion cation anion atom molecule element isotope
    impurity fluoride chloride sulfate sulphate nitrate nitride carbide halide electrolyte solution substrate layer coating wood
    biomass fuel coal oil petroleum gasoline plasma particle aerosol dust sand clay pollen blood serum tissue medium fertilizer
    fertiliser pesticide herbicide glyphosate drug nutrient lipid sugar glucose starch cellulose lignin precursor photon electron
    neutron wafer electrode mixture surface structure bond debris complex vesicle microparticle nanotube fluid liquid
    microstructure polymorph alanine residue`,
  ],
  [
    'organism',
    `mouse rat plant bacterium virus species fungus yeast animal bird fish insect tree maize wheat rice soybean human pathogen
    strain cultivar variety isolate larva cow pig sheep fly worm alga neuron leukocyte lymphocyte macrophage microglia
    cardiomyocyte fibroblast seed seedling flora fauna woodland shrub graminoid conifer crop millet barley sorghum cotton potato
    tomato grass diatom plankton lentivirus phage parasite mosquito bee ant beetle owl salmon trout dog cat horse chicken goat
    monkey primate mammal allograft autograft breed flock herd embryo genepool landrace genotype microbe microorganism microbiota
    cell`,
  ],
  [
    'person',
    `patient participant child woman man author people person subject student teacher respondent adult worker user volunteer
    employee manager farmer consumer citizen individual infant adolescent elder nurse physician clinician scientist household
    defaulter programmer voter smoker youth liar neighbour neighbor male female parent teller`,
  ],
  [
    'gene_or_protein',
    `gene protein receptor enzyme kinase antibody allele mutation transcript mrna rna dna peptide promoter haplotype polymorphism
    chromosome genome locus exon intron codon subunit cytokine hormone collagen insulin antigen ligand transporter plasmid
    missense histone`,
  ],
  [
    'disease',
    `disease syndrome disorder cancer infection tumor tumour diabetes depression schizophrenia malaria asthma stroke rot mildew
    illness pneumonia arthritis hypertension obesity dementia influenza tuberculosis hepatitis fracture lesion symptom pain fever
    tinnitus epilepsy autism anxiety`,
  ],
  [
    'location',
    `region basin ocean sea river lake mountain island city country village valley forest coast site field area planet
    thermosphere atmosphere ionosphere troposphere stratosphere magnetosphere mantle crust reservoir aquifer estuary landmass
    hemisphere continent district province farm farmland cropland moorland plantation upland wetland marsh swamp desert brain
    heart liver kidney lung muscle hippocampus cortex outcrop plateau peninsula gulf strait delta catchment watershed roof
    building land crossing street`,
  ],
  [
    'organisation',
    `university institute company agency government hospital laboratory centre center ministry bank firm union association
    organization organisation community authority school court party parliament industry institution manufacturer retailer
    enterprise startup`,
  ],
  [
    'theory',
    `theory theorem law hypothesis conjecture lemma principle equation doctrine paradigm axiom corollary proposition logic
    category`,
  ],
  [
    'phenomenon',
    `effect interaction mechanism process response change growth evolution turbulence instability oscillation decay emission
    absorption transition degradation oxidation diffusion correlation variation eruption earthquake storm cloud star galaxy
    behaviour behavior improvement increase decrease reduction loss stress inhibition activity motion uptake trend association
    difference regeneration formation deposition release binding transport transportation transfer complexation compression
    expansion shock reversal warming cooling heating glaciation stratification excursion burial drawdown circulation collision
    precipitation runoff infestation impairment decomposition activation inactivation fractionation separation adsorption
    desorption dissolution stabilization stabilisation rotation vibration fluctuation event episode trafficking signaling
    signalling pathway cycle dynamics rise fall drop shift impact feedback damage explosion outbreak migration erosion weathering
    flooding drought wave resonance coupling aurora transit spot dependence conversion metabolism photosynthesis respiration
    expression replication competition inequality unemployment inflation crisis conflict decline development ageing aging
    cavitation torsion shear reconfiguration escape drag flight collapse removal onset reaction flow photochemistry chemistry
    kinetics turnover imbalance tide wake chlorination pyrolysis lubrication practice enforcement marketing force deficiency
    defect phenotype`,
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

const symbol =
  'H|He|Li|Be|B|C|N|O|F|Na|Mg|Al|Si|P|S|Cl|K|Ca|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Rb|Sr|Y|Zr|Nb|Mo|Ru|Rh|Pd|Ag|Cd|In|Sn|Sb|Te|I|Cs|Ba|La|Ce|Pr|Nd|Sm|Eu|Gd|Hf|Ta|W|Re|Os|Ir|Pt|Au|Hg|Tl|Pb|Bi|Th|U';
const formula = new RegExp(`^(?:(?:${symbol})(?:[2-9]|1\\d)?)+(?:\\d?[+-])?$`);

/** "MgF2", "Fe3+": symbols of elements with a number or charge; "CO" and "BS1" may be anything. */
const isFormula = (word: string): boolean => /[2-9+-]/.test(word) && formula.test(word);

/** The type that a name tells by its head noun, its ending or its capitals; `other` where it tells none. */
export function typeOfName(name: string): EntityType {
  if (name === 'present study') return 'other';
  const link = name.search(/ (?:of|for|in|on|with|between|to) /);
  const core = link < 0 ? name : name.slice(0, link);
  const last = core.slice(core.lastIndexOf(' ') + 1);
  if (isPlace(last)) return 'location';
  const head = singular(last.toLowerCase());
  const listed = byHead.get(head) ?? byHead.get(head.split('-').at(-1) ?? head);
  if (listed) return listed;
  if (/et al\.?$/.test(core)) return 'person';
  const ended = notEnzymes.test(head) ? undefined : endings.find(([ending]) => ending.test(head));
  return ended?.[1] ?? typeOfProper(name, core, last);
}

/** The type that capitals and symbols tell. */
function typeOfProper(name: string, core: string, last: string): EntityType {
  if (/^(?:University|Institute|Ministry|Department) of /.test(name)) return 'organisation';
  if (/(?:LLM|VLM|LMM|BERT|GPT|LLaMA|Llama)/.test(last)) return 'model';
  if (isFormula(last)) return 'material';
  return /^[A-Z]\. [a-z]+$/.test(core) ? 'organism' : 'other';
}
