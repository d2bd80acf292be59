/** Closed word classes and cue words. wink-nlp gives no tense, so irregular verbs are listed with all their forms. */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));

/** base past participle; forms that are alike in past and participle are given once. */
const irregular = `be was been;be were been;become became become;begin began begun;bind bound;bear bore born;break broke broken;bring brought;build built;buy bought;
catch caught;choose chose chosen;come came come;cut cut;deal dealt;do did done;draw drew drawn;drive drove driven;fall fell fallen;feed fed;
fight fought;find found;fly flew flown;forget forgot forgotten;get got gotten;give gave given;go went gone;grow grew grown;have had;hear heard;
hide hid hidden;hold held;keep kept;know knew known;lay laid;lead led;learn learnt;leave left;lend lent;let let;lie lay lain;lose lost;
make made;mean meant;meet met;overcome overcame overcome;pay paid;put put;read read;ride rode ridden;ring rang rung;rise rose risen;
run ran run;say said;see saw seen;seek sought;sell sold;send sent;set set;shed shed;show showed shown;shrink shrank shrunk;shut shut;
sink sank sunk;spend spent;split split;spread spread;stand stood;stick stuck;strike struck;swim swam swum;take took taken;teach taught;
tell told;think thought;throw threw thrown;undergo underwent undergone;understand understood;undertake undertook undertaken;
wear wore worn;win won;withstand withstood;write wrote written;arise arose arisen;spin spun;melt melted molten;prove proved proven;
overlap overlapped;occur occurred;refer referred;infer inferred;prefer preferred;transfer transferred;control controlled;model modelled;
outdo outdid outdone;forecast forecast;underlie underlay underlain;rewrite rewrote rewritten;sequence sequenced;bias biased;focus focused`;

type IrregularForms = { base: string; past: string; participle: string };

const irregularForms: IrregularForms[] = irregular.split(';').map((line) => {
  const [base = '', past = '', participle = past] = line.trim().split(' ');
  return { base, past, participle };
});

export const irregularPast = new Map(irregularForms.map((verb) => [verb.past, verb.base]));
export const irregularParticiple = new Map(irregularForms.map((verb) => [verb.participle, verb.base]));
export const participleOfBase = new Map(irregularForms.map((verb) => [verb.base, verb.participle]));

export const beForms = setOf("be is are was were been being am 'm 're");
export const haveForms = setOf("have has had having 've");
export const doForms = setOf('do does did');
export const modals = setOf("can could may might must shall should will would cannot ca wo 'll 'd");
export const hedgingModals = setOf('could may might would');
export const negators = setOf("not n't never neither nor hardly scarcely");
export const pronouns = setOf(
  `i you he she it we they me him her us them this that these those who whom which what there one ones both each some many
  few several most all any none other others another such itself themselves himself herself everyone someone anyone
  something anything nothing everything it’s half much more less latter former here`,
);
export const firstPerson = setOf('we our ours');
export const determiners = setOf(
  `a an the this that these those our my your his her its their any all both each every either neither no some another
  several many most few various other numerous multiple what which whose such`,
);
/** Determiners that say how many or which, and that a name does without. */
export const demonstratives = setOf('this that these those such');

/** Verbs that only report what follows them: the clause after "that" is the fact. */
export const reportingVerbs = setOf(
  `find show demonstrate suggest indicate report conclude reveal argue observe note believe hypothesize hypothesise think assume
  confirm propose predict prove discover see imply establish claim state highlight hold posit expect estimate identify determine
  ensure mean learn know evidence illustrate document infer speculate postulate verify recognise recognize emphasize emphasise`,
);
/** Verbs of which that holds only where "that" is written: "add that", but "add lime". */
export const sayingVerbs = setOf(
  'say add tell explain admit warn insist contend maintain suspect acknowledge fear complain',
);
export const hedgingVerbs = setOf(
  'suggest indicate imply speculate hypothesize hypothesise believe think assume predict expect infer appear seem tend postulate estimate',
);
export const proposingVerbs = setOf(
  'propose argue aim seek plan intend hope posit urge recommend advocate want need claim try attempt',
);
/** Verbs that take "to V" and pass their subject on to it. */
export const catenatives = setOf(
  `begin start continue fail tend seem appear aim seek try attempt need help manage serve prove happen intend plan hope want
  learn cease remain come use able likely unlikely expect find show predict think believe know report suggest consider say`,
);
/** Verbs whose object is the subject of the infinitive after it. */
export const causatives = setOf(
  'allow enable permit help cause force require lead encourage let make drive prompt instruct induce urge',
);
/** Verbs whose object names what is measured, so that a number in it describes the subject. */
export const measuringVerbs = setOf(
  'have achieve reach show obtain attain yield exhibit give display possess record score',
);
export const changeVerbs = setOf(
  `increase decrease decline rise fall improve grow drop reduce shrink expand double triple diminish vary change differ range weaken
  strengthen accelerate slow degrade deteriorate`,
);

/** Words that open a clause. Conditional ones make a condition of it, the others a fact of its own. */
export const conditionalOpeners = new Set(
  'when;if;unless;whenever;once;where;until;such that;if and only if;provided that;only if'.split(';'),
);
export const clauseOpeners = setOf(
  'while whilst whereas although though because since as after before that whether how why so than',
);
export const relatives = setOf('which who that whom');

/** Prepositions; what follows them after the object of a verb is a circumstance. */
export const prepositions = setOf(
  `in on at by for with from to of into onto under over between among within without through throughout during across via against
  toward towards upon about above below beneath near along around after before since until despite per than versus vs like as
  using beyond behind inside outside amid regarding concerning following including considering due unlike besides except
  compared relative according based given`,
);
/** Circumstances that limit where, when or for what a fact holds. */
export const conditionPrepositions = setOf(
  `in on at for under during across within among without despite after before since until throughout over between near given with
  against using via through by beyond compared relative when above below from inside outside per unlike versus around along`,
);
export const adverbs = setOf(
  `also often very more most less least only well better further still even thus hence therefore however moreover furthermore
  additionally overall here then yet just rather quite too instead together significantly widely generally typically usually commonly
  potentially possibly perhaps largely mainly particularly especially specifically consistently substantially previously recently
  currently closely directly strongly highly mostly increasingly finally subsequently respectively first second third lastly notably
  importantly successfully simultaneously`,
);
export const hedgingAdverbs = setOf(
  'possibly potentially perhaps probably presumably likely apparently putatively arguably seemingly unlikely',
);

/** Head nouns that stand for the paper itself: "this report introduces". */
export const preparingVerbs = setOf(
  'prepare obtain produce achieve fabricate synthesize synthesise determine confirm verify grow deposit',
);
export const paperNouns = setOf(
  'paper study work article report research manuscript thesis survey review letter investigation chapter',
);
/** Head nouns for what the paper brings, when nothing tells which: "our method". */
export const systemNouns = setOf(
  'method approach framework system model algorithm technique tool pipeline procedure scheme architecture dataset',
);
/** Heads that mean nothing without what they point at. */
export const emptyHeads = setOf(
  `way manner fact case result finding thing lot kind type sort number amount variety set range order addition term respect view part
  one ability effort response general particular possibility evidence example question plethora majority contrast course light basis aspect extent aim goal purpose
  objective issue problem reason role use position attempt idea step attention consideration highlight hand account means body detail latter former rest`,
);
/** Heads that name nothing, whatever stands before them. */
export const voidHeads = setOf('manner way fashion extent instance');
/** Heads that ask for a preposition of their own: "access to", "gap between"; it is part of the name. */
export const relationalHeads: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'to',
    setOf(
      'access response reaction similarity conversion approach contribution resistance sensitivity susceptibility exposure threat adaptation extension solution change shift relation',
    ),
  ],
  ['in', setOf('change increase decrease reduction improvement difference variation shift decline advance')],
  [
    'between',
    setOf(
      'gap difference relationship correlation interaction relation link distinction association discrepancy disparity mismatch',
    ),
  ],
  ['on', setOf('research improvement dependence')],
  ['for', setOf('need demand search')],
  ['into', setOf('insight')],
  ['with', setOf('interaction')],
]);
/** Heads that count or collect: the noun after "of" is what is meant. */
export const collectiveHeads = setOf(
  `number amount variety set range series lot kind type sort plethora majority group suite collection combination mixture pair
  array body class part degree level variety one each many most some all any none neither several few half two three both average total mean`,
);

/** Nouns that are verbs as well, in the forms in which papers use them as verbs; a clause without a verb gets one of them. */
export const nounVerbs =
  setOf(`show shows use uses demand demands exhibit exhibits result results promise promises report reports
  increase increases decrease decreases cause causes lead leads support supports form forms bridge bridges contrast contrasts impact
  impacts affect affects influence influences benefit benefits challenge challenges address addresses study studies focus focuses
  limit limits yield yields rank ranks target targets test tests link links measure measures estimate estimates
  augment augments boost boosts display displays rival rivals range ranges change changes experience experiences
  plan plans highlight highlights review reviews contribute contributes offer offers set sets
  bind binds outperform outperforms surpass surpasses match matches reveal reveals remain remains allow allows
  exceed exceeds encode encodes control controls request requests force forces peak peaks cover covers approach approaches
  enable enables express expresses inhibit inhibits trigger triggers mediate mediates represent represents validate validates
  propagate propagates colocalize colocalizes cause work works function functions act acts play plays share shares hold holds
  constrain constrains survive survives elicit elicits scatter scatters exhibit damage damages shelter shelters block blocks guide guides hunt hunts feed feeds heat heats cool cools filter filters
  store stores harm harms trap traps shape shapes record records host hosts claim claims regulate regulates decline declines account accounts leverage leverages depend depends rely relies present presents`);
/** Of these, the ones that are never nouns. */
export const verbsOnly = setOf(
  'exhibit affect affects influence augment augments surpass surpasses reveal reveals remain allow allows exceed exceeds encode encodes enable enables express expresses inhibit inhibits represent represents propagate propagates constrain constrains survive survives elicit elicits outperform outperforms depend depends rely relies mediate mediates regulate regulates contribute contributes',
);
/** Words that the tagger takes for verbs and that are nouns in papers. */
export const nounsOnly = setOf(
  'virus viruses carbon whale whales shark sharks scenario scenarios plate plates field fields genes software compute pairs attributes analyses counts datasets benchmarks embeddings data insights ratios',
);
export const verbsWithOf = setOf(
  'consist consists consisted consisting think know dispose speak composed comprised made',
);

/** What papers say in the passive of what they do themselves: "samples were analysed". */
export const researchVerbs =
  setOf(`investigate study analyze analyse measure assess evaluate compare test report present develop propose
  introduce perform conduct collect use examine explore carry undertake apply discuss describe simulate calculate compute estimate quantify
  survey review sample monitor consider demonstrate validate formulate determine identify characterize characterise synthesize synthesise`);
/** Verbs after whose object a preposition tells what becomes of the object: "convert A into B". */
export const objectPrepositionVerbs: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'into',
    setOf(
      'convert transform translate divide split integrate incorporate turn place classify separate map embed release import',
    ),
  ],
  [
    'as',
    setOf(
      'use treat formulate define identify classify regard interpret consider describe propose model view employ recognize recognise',
    ),
  ],
  ['with', setOf('augment combine replace compare equip associate link integrate couple enrich supplement pair')],
  [
    'to',
    setOf(
      'apply convert compare extend add attribute link relate expose assign transfer map adapt connect reduce limit tune',
    ),
  ],
  ['from', setOf('derive extract distinguish remove obtain collect separate exclude isolate learn discriminate')],
]);
/** Comparative words that belong to the number before them: "47% less", "ten times larger". */
export const comparatives = setOf(
  'less more fewer lower higher larger greater smaller faster slower better worse longer shorter bigger',
);

/** Multi-word prepositions, conjunctions and adverbs, each with what it counts as. */
const phrasalWords = {
  adverb: `at least;at most;to date;in vitro;in vivo;in situ;in silico;in particular;in general;in detail;in turn;in contrast;in addition;for example;
  for instance;in fact;on average;as a result;in total;by contrast;for the first time;at the same time;on the other hand;on the one hand`,
  and: 'and / or;as well as',
  opener: 'such that;if and only if;provided that;only if',
  preposition: `such as;beginning in;starting in;starting from;due to;depending on;owing to;prior to;thanks to;because of;compared to;compared with;relative to;according to;based on;
  rather than;in addition to;in terms of;in order;in the absence of;in the presence of;in contrast to;in comparison with;in comparison to;
  in response to;with respect to;on the basis of;as part of;by means of;with the help of;along with;together with;as a result of;
  as a function of;as a consequence of;with regard to;with regards to;in the case of;in the context of;in the wake of;in relation to;
  out of;in combination with;in conjunction with;in agreement with;in accordance with;in line with;for the purpose of;in spite of;instead of;
  regardless of;irrespective of;in favor of;in favour of;at the expense of;by way of;in front of;on top of;by virtue of;on behalf of;
  as opposed to;in proximity to;within proximity to`,
} as const;

export const phrasal: [string, keyof typeof phrasalWords][] = Object.entries(phrasalWords).flatMap(([kind, list]) =>
  list.split(/;\s*/).map((text): [string, keyof typeof phrasalWords] => [text, kind as keyof typeof phrasalWords]),
);

/** The prepositions among them, as words, longer ones first. */
export const phrasalPrepositions: string[][] = phrasal
  .filter(([, kind]) => kind === 'preposition')
  .map(([text]) => text.split(' '))
  .toSorted((first, second) => second.length - first.length);

/** Nouns that are read in either number. */
export const eitherNumber =
  /^(?:data|people|media|series|species|bacteria|criteria|phenomena|majority|number|variety|range)$/;
/** Adverbs without which a fact would say something else: "poorly represent", "nearly perfect". */
export const decisiveAdverbs = setOf(
  'poorly rarely seldom barely nearly almost partially partly falsely wrongly incorrectly insufficiently inadequately weakly hardly scarcely virtually favorably favourably unfavorably unfavourably adversely negatively positively inversely',
);
