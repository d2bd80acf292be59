/** What the sentence splitter knows of abbreviations. Entries are lower case and without the closing full stop. */

const list = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

/** A full stop after one of these never ends a sentence: something must follow. */
export const neverLast = list(`
  dr prof mr mrs ms mme mt ft st messrs fig figs eq eqs eqn eqns sec sect tab tabs ref refs ch chap chaps pp eds cf c.f
  vs viz e.g i.e eg ie approx ca circa resp incl excl esp ver var subsp ssp aff cv thm prop lem lemm cor def rem suppl
  supp ext prot gen sen gov lt capt hon dept st.dev f.sp comb s.l s.s s.str s.lat sensu viz conc
`);

/** A full stop after one of these ends a sentence only when a common sentence opener follows. */
export const seldomLast = list(`
  al etc inc ltd co corp jr sr sp spp nov ph.d m.d univ inst acad natl soc proc trans conf symp int j am appl lett phys
  chem biol med sci res rev geophys astrophys commun math engl bull ann nat adv comput eng environ technol jan feb mar
  apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun u.s u.k e.u u.s.a u.n a.m p.m a.d b.c b.p d.c
`);

/** A full stop after one of these ends no sentence when a number follows ("No. 5", "p. 12", "vol. 3", "art. 7"). */
export const beforeNumbers = list(
  `no nos p vol vols n art ed v r bd nr cat lot ser hr min max wt fl op cit col rep par`,
);

/** Words that open an English sentence; capitalised after a doubtful full stop they tell that a sentence begins. */
export const openers = list(`
  a about above according accordingly across additionally after again all along also although among an analyses analysis
  and another any approximately are as associated associations assuming at based because before being besides between
  beyond both but by can combined compared comparison consequently considering contrary conversely current currently data
  despite did do does due during each earlier either especially even every evidence examples existing experimental
  experiments finally findings first firstly following for from further furthermore given had half has have having he hence
  here higher his how however if importantly improved in including increased increasing indeed initial instead interestingly
  into investigating is it its last lastly later less like likewise lower many mean meanwhile measurements measuring
  methods more moreover most much nearly neither nevertheless new next no none nonetheless nor not notably note nothing
  novel now numerical observations of often on once one only or other others otherwise our out over overall participants
  particularly patients per perhaps possible previous previously rather recent recently regarding relative remarkably
  resulting results second secondly see several she significant similar similarly simulations since six so some specifically
  still studies study subsequently such surprisingly taken ten than that the their them then there thereby therefore these
  they third this those though three through throughout thus to together too treatment two twelve typically ultimately
  under understanding unfortunately unlike until up upon use using was we were what when where whereas whether which while
  who why with within without yet you your
`);
