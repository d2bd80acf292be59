/** The combining mark of each command that puts an accent on a letter. */
export const accents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '`': '\u0300',
    "'": '\u0301',
    '^': '\u0302',
    '~': '\u0303',
    '=': '\u0304',
    u: '\u0306',
    '.': '\u0307',
    '"': '\u0308',
    r: '\u030a',
    H: '\u030b',
    v: '\u030c',
    d: '\u0323',
    c: '\u0327',
    k: '\u0328',
    b: '\u0331',
  }),
);

const pairs = (text: string): [string, string][] =>
  text.split(' ').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });

/** What commands of text stand for. */
export const symbols: ReadonlyMap<string, string> = new Map([
  ...pairs('ss=ß o=ø O=Ø ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å l=ł L=Ł i=ı j=ȷ dh=ð DH=Ð th=þ TH=Þ'),
  ...pairs('S=§ P=¶ dots=… ldots=… textellipsis=… copyright=© textcopyright=© textregistered=® texttrademark=™'),
  ...pairs('textdegree=° degree=° textcelsius=°C textmu=µ textpm=± texttimes=× textless=< textgreater=> textbar=|'),
  ...pairs('textbackslash=\\ textasciitilde=~ textasciicircum=^ textunderscore=_ textendash=– textemdash=—'),
  ...pairs("textquoteleft=‘ textquoteright=’ textquotedblleft=“ textquotedblright=” textquotesingle=' guillemotleft=«"),
  ...pairs('guillemotright=» euro=€ texteuro=€ pounds=£ textsterling=£ textbullet=• textperiodcentered=· textminus=−'),
  ...pairs('LaTeX=LaTeX TeX=TeX BibTeX=BibTeX textohm=Ω textonehalf=½ textonequarter=¼ textthreequarters=¾'),
  ...pairs('&=& %=% $=$ #=# _=_ {={ }=} textdollar=$ textordfeminine=ª textordmasculine=º textrightarrow=→'),
  ...[
    ' ',
    ',',
    ';',
    ':',
    '>',
    '\\',
    'quad',
    'qquad',
    'enspace',
    'thinspace',
    'space',
    'newline',
    'linebreak',
    'hfill',
  ].map((name): [string, string] => [name, ' ']),
]);

/** Signs that a formula may consist of and be read as plain text; letters of the alphabet are variables and are not among them. */
export const mathSigns: ReadonlyMap<string, string> = new Map([
  ...pairs('alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ iota=ι kappa=κ lambda=λ mu=μ'),
  ...pairs('nu=ν xi=ξ pi=π rho=ρ sigma=σ tau=τ upsilon=υ phi=φ varphi=φ chi=χ psi=ψ omega=ω Gamma=Γ Delta=Δ Theta=Θ'),
  ...pairs('Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Phi=Φ Psi=Ψ Omega=Ω times=× pm=± mp=∓ sim=~ approx=≈ simeq=≃ leq=≤ le=≤ geq=≥'),
  ...pairs('ge=≥ lt=< gt=> neq=≠ ne=≠ circ=° degree=° cdot=· infty=∞ to=→ rightarrow=→ leftarrow=← uparrow=↑'),
  ...pairs('downarrow=↓ leftrightarrow=↔ ll=≪ gg=≫ prime=′ bullet=• dagger=† ddagger=‡ ast=* star=* ell=ℓ'),
  ...pairs('lesssim=≲ gtrsim=≳ checkmark=✓ langle=⟨ rangle=⟩ %=% $=$ #=# &=& _=_'),
  ...[' ', ',', ';', ':', '>', 'quad', 'qquad'].map((name): [string, string] => [name, ' ']),
  ...['!', 'displaystyle', 'textstyle', 'rm', 'mathrm', 'text', 'textrm', 'mathit', 'left', 'right'].map(
    (name): [string, string] => [name, ''],
  ),
]);
