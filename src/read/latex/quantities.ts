/** Units and their prefixes as siunitx names them. */
const names: ReadonlyMap<string, string> = new Map(
  (
    'metre=m meter=m gram=g second=s ampere=A kelvin=K mole=mol candela=cd hertz=Hz newton=N pascal=Pa joule=J watt=W ' +
    'volt=V ohm=Ω farad=F coulomb=C tesla=T weber=Wb henry=H siemens=S celsius=°C degreeCelsius=°C degree=° percent=% ' +
    'litre=L liter=L minute=min hour=h day=d electronvolt=eV dalton=Da bar=bar becquerel=Bq gray=Gy sievert=Sv ' +
    'byte=B bit=bit tonne=t hectare=ha angstrom=Å decibel=dB arcminute=′ arcsecond=″ molar=M ' +
    'femto=f pico=p nano=n micro=µ milli=m centi=c deci=d deca=da hecto=h kilo=k mega=M giga=G tera=T peta=P ' +
    'kibi=Ki mebi=Mi gibi=Gi kg=kg mm=mm cm=cm km=km um=µm nm=nm ms=ms us=µs ns=ns mg=mg ug=µg ml=ml eV=eV keV=keV ' +
    'MeV=MeV GeV=GeV kPa=kPa MPa=MPa GPa=GPa Hz=Hz kHz=kHz MHz=MHz GHz=GHz mW=mW kW=kW MW=MW'
  )
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
);

const prefixes = /^(?:femto|pico|nano|micro|milli|centi|dec[ia]|hecto|kilo|mega|giga|tera|peta|[kmg][ei]bi)$/;

/** `\kilo\metre\per\second` is `km/s`, `m.s^{-1}` is `m s^-1`. */
function unitText(source: string): string {
  const text = source
    .replaceAll(/\\per(?![A-Za-z])\s*(?:\\(square|cubic)(?![A-Za-z]))?\s*/g, (_, power?: string) =>
      power === undefined ? '/' : `/\\${power} `,
    )
    .replaceAll(
      /\\(square|cubic)(?![A-Za-z])\s*(\\[A-Za-z]+(?:\s*\\[A-Za-z]+)?)/g,
      (_, power: string, unit: string) => `${unit}${power === 'square' ? '^2' : '^3'}`,
    )
    .replaceAll(/\\tothe\s*\{([^{}]*)\}/g, '^$1')
    .replaceAll(/\\squared(?![A-Za-z])/g, '^2')
    .replaceAll(/\\cubed(?![A-Za-z])/g, '^3')
    .replaceAll(/\\([A-Za-z]+)\s*/g, (_, name: string) => {
      const unit = names.get(name) ?? name;
      return prefixes.test(name) ? unit : `${unit} `;
    });
  return text
    .replaceAll(/[{}~]/g, '')
    .replaceAll('.', ' ')
    .replaceAll('\\%', '%')
    .replaceAll(/\s+(?=[\s/^]|$)/g, '')
    .trim();
}

/** `1.5e3` is `1.5 × 10^3`, `5 +- 1` is `5 ± 1`. */
const numberText = (source: string): string =>
  source
    .replaceAll('+-', ' ± ')
    .replaceAll(/\\pm\s*/g, ' ± ')
    .replaceAll(/([\d.])\s*[eE]\s*([+-]?\d+)/g, '$1 × 10^$2')
    .replaceAll(/[{}~]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

type Text = (next: () => string) => string;

const quantity: Text = (next) => `${numberText(next())} ${unitText(next())}`;
const list = (source: string): string => source.split(';').map(numberText).join(', ');
const range: Text = (next) => `${numberText(next())}–${numberText(next())}`;

/** Commands of siunitx; each is handed what gives its arguments one by one. */
export const quantityCommands: ReadonlyMap<string, Text> = new Map<string, Text>([
  ['SI', quantity],
  ['qty', quantity],
  ['num', (next) => numberText(next())],
  ['si', (next) => unitText(next())],
  ['unit', (next) => unitText(next())],
  ['ang', (next) => `${numberText(next())}°`],
  ['numlist', (next) => list(next())],
  ['SIlist', (next) => `${list(next())} ${unitText(next())}`],
  ['qtylist', (next) => `${list(next())} ${unitText(next())}`],
  ['numrange', range],
  ['SIrange', (next) => `${range(next)} ${unitText(next())}`],
  ['qtyrange', (next) => `${range(next)} ${unitText(next())}`],
]);
