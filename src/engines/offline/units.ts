import { canonicalUnit } from '../../text/unit-symbols.ts';
import type { Token } from './tokens.ts';

const unitNames = new Set(
  `% ‰ percent percentage-points pp times fold × nm µm μm mm cm m km pm Å kg g mg µg μg ng s ms µs μs ns ps fs min h hr Hz kHz MHz GHz
  THz eV meV keV MeV GeV TeV W kW MW GW mW kWh MWh J kJ MJ mJ N kN Pa kPa MPa GPa hPa bar bars mbar mb V mV kV A mA L l mL ml µL μL
  dL mol mmol M mM µM μM nM pM ppm ppb K °C °F ° °N °S °E °W pc kpc Mpc Gpc AU ly Ma Myr Gyr kyr yr yrs Ga dB T mT G kb bp Mb Gb kDa
  Da rpm wt% vol% ha t USD dollars dollar euros euro EUR GBP CHF CNY RMB JPY INR yuan yen rupees cents FPS fps TB GB MB second seconds minute minutes hour hours day days week weeks month months
  year years decade decades epoch epochs point points degree degrees`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

const compoundUnit = /^[\p{L}µμ°%]{1,6}(?:[/·][\p{L}µμ]{1,6}|[-−]?\d)?(?:[/·][\p{L}]{1,4})?$/u;

/** Behind a number without a space between, any known unit will do. */
export const isGluedUnit = (text: string): boolean => isUnit(text) || canonicalUnit(text) !== null;

function isUnit(text: string): boolean {
  if (unitNames.has(text) || (/[/·]|\p{L}[\d²³]/u.test(text) && canonicalUnit(text) !== null)) return true;
  const [first, ...rest] = text.split(/[/·]|(?=[-−]?\d)/u);
  return rest.length > 0 && compoundUnit.test(text) && unitNames.has(first ?? '');
}

/** Units that are two tokens: "° C", "wt %", "- fold". */
function unitOfTwo(first: string, second: string): string | null {
  if (first === '°' && /^[CFNSEWK]$/.test(second)) return `°${second}`;
  if (/^(?:wt|vol|at|mol)$/.test(first) && second === '%') return `${first}%`;
  if (first === 'percentage' && /^points?$/.test(second)) return 'percentage points';
  return first === '-' && second === 'fold' ? 'fold' : null;
}

/** The unit that begins at token `at`, and the index of the token after it. */
export function readUnit(tokens: Token[], at: number): { unit: string; next: number } | null {
  const text = tokens[at]?.text ?? '';
  const following = tokens[at + 1]?.text ?? '';
  const pair = unitOfTwo(text, following);
  if (pair !== null) return { unit: pair, next: at + 2 };
  if (!isUnit(text) || (text === '×' && /^\d/.test(following))) return null;
  // "1° latitude": of the earth's degrees.
  if (text === '°' && /^(?:latitude|longitude)$/.test(following)) return { unit: `° ${following}`, next: at + 2 };
  let unit = text;
  let next = at + 1;
  while (/^[\p{L}µμ]{1,4}[-−]\d$/u.test(tokens[next]?.text ?? '') && next < at + 4) {
    unit += ` ${tokens[next]?.text}`;
    next++;
  }
  return { unit, next };
}

const timeUnit =
  /^(?:[fnpμµm]?s|sec|seconds?|min|minutes?|h|hr|hours?|d|days?|weeks?|months?|years?|yrs?|decades?|[kMG]yr|[MGk]a)$/;

/** "100 ms", "two years". */
export const isTimeUnit = (unit: string | null): boolean => unit !== null && timeUnit.test(unit);
