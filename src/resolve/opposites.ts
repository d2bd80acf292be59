/** Words of which one rules the others out, a set a line. */
const sets = `
left right middle central bilateral unilateral
upper lower
top bottom
front back rear
male female
man woman boy girl
positive negative neutral
high low medium
long short
early late
small base large tiny medium huge xl xxl mini nano big
old new
young elderly aged
adult child infant neonate adolescent
train training test testing validation development dev holdout
supervised unsupervised selfsupervised semisupervised
treated untreated control placebo treatment intervention
active passive inactive
acute chronic subacute
primary secondary tertiary
forward backward reverse inverse
input output
encoder decoder
source target
internal external
inner outer
intrinsic extrinsic
local global
static dynamic
online offline
linear nonlinear quadratic cubic logistic
strong weak
hard soft
hot cold warm
wet dry
light heavy dark
fast slow
open closed
local remote
before after
pre post
north south east west northern southern eastern western
spring summer autumn winter
day night
systolic diastolic
oxidation reduction oxidized reduced
donor acceptor
anode cathode
electron hole proton neutron
agonist antagonist
precision recall accuracy
mean median mode
minimum maximum min max
classification regression clustering
generator discriminator
teacher student
query key value
gain loss
increase decrease
bullish bearish
presence absence
true false
true predicted
homogeneous heterogeneous
symmetric asymmetric
discrete continuous
convex concave
dominant recessive
maternal paternal
benign malignant
domestic foreign
public private
rural urban
import export
cis trans
ortho meta para
horizontal vertical diagonal
parallel perpendicular serial
bulk surface
afferent efferent
gram-positive gram-negative
upstream downstream
vitro vivo silico situ
redshift blueshift
case control
dorsal ventral
anterior posterior
proximal distal
medial lateral
prospective retrospective
sensitivity specificity
aerobic anaerobic
wild mutant wildtype knockout
indoor outdoor
apical basal basolateral
ascending descending
exothermic endothermic
stationary mobile
sender receiver transmitter
supply demand
dose placebo
`
  .trim()
  .split('\n')
  .map((line) => new Set(line.split(' ')));

const negation =
  /^(?:non|un|in|im|ir|il|dis|anti|a|de|counter|pre|post|sub|super|hyper|hypo|inter|intra|extra|over|under|macro|micro|mono|multi|poly|uni|bi|tri|iso|endo|exo|para|neo|proto|pseudo|meta|ultra|semi|self|re|co)$/;

/** Whether two words in lower case rule each other out: by meaning, or as "linear" and "nonlinear". */
export function areOpposite(one: string, other: string): boolean {
  if (sets.some((set) => set.has(one) && set.has(other))) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length < 4) return false;
  if (long.endsWith(short) && negation.test(long.slice(0, -short.length))) return true;
  return prefixesDiffer(one, other);
}

const prefixed =
  /^(hyper|hypo|inter|intra|extra|over|under|macro|micro|mono|multi|poly|pre|post|homo|hetero|endo|exo|sub|super)(.{4,})$/;

/** "Hyperglycemia" and "hypoglycemia", "pretraining" and "posttraining". */
function prefixesDiffer(one: string, other: string): boolean {
  const [left, right] = [prefixed.exec(one), prefixed.exec(other)];
  return left !== null && right !== null && left[1] !== right[1] && left[2] === right[2];
}
