/** Units of measurement: what they are called, and one spelling for each combination of them. */

const prefixes = ['', 'Y', 'Z', 'E', 'P', 'T', 'G', 'M', 'k', 'h', 'd', 'c', 'm', 'µ', 'u', 'n', 'p', 'f', 'a'];
const prefixed = 'm g s A K mol Hz N Pa J W V Ω T L eV bar cal M Bq Gy Sv Da bp Wh Jy pc lx lm Ci rad'.split(' ');
const single =
  `min h ha Ma Ga ka Myr Gyr kyr Mya kWth kWe MWe MWth mb bars °C °F ° Å atm psi rpm dB ppm ppb ppt AU amu ly Torr mmHg IU U wt% vol% % ‰ K year month week day
  byte kB MB GB TB PB bit GFLOPS TFLOPS FLOPs dpi fps kWh MWh GWh TWh t`.split(/\s+/);

const words: Record<string, string> = {
  percent: '%',
  pct: '%',
  pp: '%',
  permille: '‰',
  gram: 'g',
  gramme: 'g',
  kilogram: 'kg',
  kg: 'kg',
  milligram: 'mg',
  microgram: 'µg',
  nanogram: 'ng',
  tonne: 't',
  ton: 't',
  metre: 'm',
  meter: 'm',
  kilometre: 'km',
  kilometer: 'km',
  centimetre: 'cm',
  centimeter: 'cm',
  millimetre: 'mm',
  millimeter: 'mm',
  micrometre: 'µm',
  micrometer: 'µm',
  micron: 'µm',
  nanometre: 'nm',
  nanometer: 'nm',
  angstrom: 'Å',
  angstroms: 'Å',
  litre: 'L',
  liter: 'L',
  millilitre: 'mL',
  milliliter: 'mL',
  l: 'L',
  ml: 'mL',
  dl: 'dL',
  µl: 'µL',
  second: 's',
  sec: 's',
  millisecond: 'ms',
  minute: 'min',
  mins: 'min',
  hour: 'h',
  hr: 'h',
  hrs: 'h',
  days: 'day',
  d: 'day',
  weeks: 'week',
  wk: 'week',
  months: 'month',
  mo: 'month',
  years: 'year',
  yr: 'year',
  yrs: 'year',
  hectare: 'ha',
  acre: 'acre',
  kelvin: 'K',
  celsius: '°C',
  '℃': '°C',
  fahrenheit: '°F',
  pascal: 'Pa',
  megapascal: 'MPa',
  gigapascal: 'GPa',
  joule: 'J',
  kilojoule: 'kJ',
  watt: 'W',
  kilowatt: 'kW',
  megawatt: 'MW',
  gigawatt: 'GW',
  volt: 'V',
  ampere: 'A',
  hertz: 'Hz',
  megahertz: 'MHz',
  gigahertz: 'GHz',
  newton: 'N',
  tesla: 'T',
  molar: 'M',
  millimolar: 'mM',
  micromolar: 'µM',
  mole: 'mol',
  dalton: 'Da',
  kilodalton: 'kDa',
  calorie: 'cal',
  kilocalorie: 'kcal',
  decibel: 'dB',
  degree: '°',
  deg: '°',
  au: 'AU',
  electronvolt: 'eV',
  parsec: 'pc',
  'light-year': 'ly',
  euro: '€',
  dollar: '$',
  pound: '£',
  USD: '$',
  EUR: '€',
  time: 'times',
  fold: 'times',
};

const symbols = new Map<string, string>();
for (const base of prefixed) for (const prefix of prefixes) symbols.set(prefix + base, prefix.replace('u', 'µ') + base);
for (const symbol of single) symbols.set(symbol, symbol);
for (const [word, symbol] of Object.entries(words)) {
  symbols.set(word, symbol);
  if (word.length > 3 && !word.endsWith('s')) symbols.set(`${word}s`, symbol);
}

/** Letters that mean something else more often than a unit where they stand alone after a number. */
for (const symbol of ['am', 'as', 'mo', 'PM', 'EM', 'PA', 'dA', 'hm', 'pc']) symbols.delete(symbol);

const atom =
  /(?:°\s?[CF](?![A-Za-z])|[Dd]egrees?\s(?:[Cc]elsius|[Ff]ahrenheit|[CF])(?![A-Za-z])|[°%‰℃Å$€£]|[A-Za-zµμΩÅ]+%?)(?:\^?\{?([-−–⁻]?)([0-9¹²³⁴⁵⁶⁰])\}?(?![0-9]))?/uy;
const separator = /\s?[/·⋅∙*]\s?|\.(?=[A-Za-zµ])|\sper\s|\s/uy;
const superscripts = '⁰¹²³⁴⁵⁶';

type Atom = { symbol: string; exponent: number; explicit: boolean; end: number };

function atomAt(text: string, at: number): Atom | null {
  atom.lastIndex = at;
  const match = atom.exec(text);
  if (match === null) return null;
  const [whole, sign = '', digit] = match;
  const bare = digit === undefined ? whole : whole.slice(0, whole.search(/\^?\{?[-−–⁻]?[0-9¹²³⁴⁵⁶⁰]/u));
  const symbol = symbolOf(bare);
  if (symbol === undefined) return null;
  const size = digit === undefined ? 1 : superscripts.includes(digit) ? superscripts.indexOf(digit) : Number(digit);
  return { symbol, exponent: sign === '' ? size : -size, explicit: digit !== undefined, end: at + whole.length };
}

const symbolOf = (bare: string): string | undefined => {
  const tidy = bare
    .replace('μ', 'µ')
    .replace(/°\s/, '°')
    .replace(/^[Dd]egrees?\s([CcFf]).*/, (_, letter: string) => `°${letter.toUpperCase()}`);
  return symbols.get(tidy) ?? (tidy.length > 3 ? symbols.get(tidy.toLowerCase()) : undefined);
};

/**
 * The unit that stands at an offset of a text (as plainForNumbers gives it), in one spelling for all ways of writing it:
 * "mg/kg", "mg kg−1" and "milligrams per kilogram" → "kg^-1 mg". Null where no known unit stands there.
 */
export function unitAt(text: string, from: number): { unit: string; end: number } | null {
  const first = atomAt(text, from);
  if (first === null) return null;
  const exponents = new Map<string, number>([[first.symbol, first.exponent]]);
  let { end } = first;
  for (let count = 0; count < 4; count += 1) {
    const next = nextAtom(text, end);
    if (next === null) break;
    exponents.set(next.symbol, (exponents.get(next.symbol) ?? 0) + next.exponent);
    end = next.end;
  }
  if (/[\p{L}\p{N}]/u.test(text.charAt(end)) && /[\p{L}\p{N}]/u.test(text.charAt(end - 1))) return null;
  return { unit: spell(exponents), end };
}

function nextAtom(text: string, end: number): Atom | null {
  separator.lastIndex = end;
  const between = separator.exec(text)?.[0];
  if (between === undefined) return null;
  const next = atomAt(text, end + between.length);
  if (next === null || /[\p{L}\p{N}]/u.test(text.charAt(next.end))) return null;
  if (/[/]|per/.test(between))
    return { ...next, exponent: next.explicit && next.exponent < 0 ? next.exponent : -next.exponent };
  if (between.trim() === '' && !(next.explicit && next.exponent < 0)) return null;
  return next;
}

const spell = (exponents: Map<string, number>): string =>
  [...exponents]
    .filter(([, exponent]) => exponent !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([symbol, exponent]) => (exponent === 1 ? symbol : `${symbol}^${exponent}`))
    .join(' ');

/** One spelling of a unit that stands alone; null when it is no known unit of measurement. */
export function canonicalUnit(unit: string): string | null {
  const text = unit.trim();
  const found = unitAt(text, 0);
  return found !== null && found.end === text.length ? found.unit : null;
}

const powers: Record<string, number> = {
  T: 12,
  G: 9,
  M: 6,
  k: 3,
  h: 2,
  d: -1,
  c: -2,
  m: -3,
  µ: -6,
  n: -9,
  p: -12,
  f: -15,
};

const partsOf = (symbol: string): { base: string; power: number } | null => {
  if (prefixed.includes(symbol)) return { base: symbol, power: 0 };
  const power = powers[symbol.charAt(0)];
  return power !== undefined && prefixed.includes(symbol.slice(1)) ? { base: symbol.slice(1), power } : null;
};

/** The power of ten that makes a number in one unit (as canonicalUnit spells it) one in another: 3 from keV to eV; null where there is none. */
export function powerBetween(unit: string, other: string): number | null {
  const one = partsOf(unit);
  const two = partsOf(other);
  return one === null || two === null || one.base !== two.base ? null : one.power - two.power;
}
