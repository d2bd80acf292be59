/** What the wording of a question gives away or goes wrong by, whatever it is about. */

const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[‘’“”„"'«»]/g, '')
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** A pattern for all of the end would begin anew at each of its characters. */
function withoutEnd(text: string, mark = /[\s.,;:!?)\]]/): string {
  let end = text.length;
  while (end > 0 && mark.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Raised figures, which the compatible form would put beside the number that they are a power of. */
const raised = (text: string): string =>
  text.replaceAll(/[⁺⁻]?[⁰¹²³⁴-⁹]+/g, (power) => `^${power.replace('⁻', '-').normalize('NFKC')}`);

/** Capitals that tell one unit from another: mW is not MW, and mM no length. */
const withCapitals = (text: string): string =>
  text.replaceAll(/(?<=\d\s?)[mMpP]\p{L}{0,2}(?!\p{L})/gu, (unit) => unit.replaceAll(/\p{Lu}/gu, '$&\u{1}'));

/** Forms of one number: separators of thousands, a raised point, zeros before and behind. Not those of versions and dates. */
const withPlainNumbers = (text: string): string =>
  text
    .replaceAll(/(?<=\d)·(?=\d)/g, '.')
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll(/(?<![\d.,]|\d )\d{1,3}(?: \d{3})+(?![\d.,]| \d)/g, (number) => number.replaceAll(' ', ''))
    .replaceAll(/(?<![\p{L}\d.])\d*\.\d+(?![\d.]|\.\d)/gu, (number) => {
      const [whole = '', fraction = ''] = number.split('.');
      const kept = withoutEnd(fraction, /0/);
      return `${whole === '' ? '0' : whole}${kept === '' ? '' : `.${kept}`}`;
    });

/**
 * An option as it is compared with others: without case (but in units), articles, quotation marks and the punctuation around it; blanks
 * before units and around signs, the forms of a number, of hyphens and of minus signs make no difference. Signs do.
 */
export const foldedOption = (option: string): string =>
  withPlainNumbers(withoutEnd(tidy(withCapitals(raised(option)))))
    .replace(/^[\s([]+/, '')
    .replace(/^(?:the|an?) (?=\S)/, '')
    .replaceAll('<=', '≤')
    .replaceAll('>=', '≥')
    .replaceAll(/ ?([<>=≤≥±×~]) ?/g, '$1')
    .replaceAll(/(?<=\d) ?(?:per ?cent|percent)(?!\p{L})/gu, '%')
    .replaceAll(/(?<=\d) (?=[\p{L}%°‰])/gu, '');

const number = '(?:two|three|four)';
const some = `(?:all|none|both|neither|any|either|each|one|${number}|some|several|more than one|(?:a|any) combination)`;
const above = '(?:above|below|following|aforementioned|foregoing|abovementioned|above-mentioned)';
const choices = '(?:options?|answers?|choices?|alternatives?|statements?)';
const such = '(?:other|others|remaining|listed|given|offered|possible|answer|previous|first|last)';
const right = '(?:(?:all |both )?(?:correct|right|true|wrong|false|apply|applies|possible))';
const letter = String.raw`\(?[a-d]\)?`;
const and = '(?: ?, ?| ?[/+] ?|,? (?:and/or|and|or|nor|&|as well as|plus) )';
const figure = String.raw`\(?(?:[1-4]|i{1,3}|iv)\)?`;

/** Options that are about the other options: nobody could shuffle them. */
const aboutOptions = [
  // "none of the above"; but "two of the above-ground organs".
  new RegExp(`\\b${some} of (?:the )?${above}(?![-\\p{L}])`, 'u'),
  new RegExp(
    `^(?:all|none|both|neither|any|everything)(?: ${number})?(?: of)? (?:the )?(?:${above}|listed|mentioned|given)$`,
  ),
  // "all of these options", "none of the others", "both of the first two", "all options", "no answer is correct".
  new RegExp(
    `^${some}(?: ${number})? of (?:the|these|those) (?:${such} )?(?:${choices}|others|rest|${number})(?: (?:given|listed|offered|(?:is|are) [a-z ]{1,20}))?$`,
  ),
  new RegExp(
    `^${some}(?: ${number})? of (?:them|(?:these|those)(?: \\p{L}+)?)(?: (?:is|are) ${right}| appl(?:y|ies))?$`,
    'u',
  ),
  new RegExp(
    `^(?:all|no|both|neither|any)(?: the)?(?: other| ${number}| ${right})? ${choices}(?: (?:is|are) ${right})?$`,
  ),
  new RegExp(`^(?:all|none|both|neither)(?: ${number})? (?:(?:is|are) ${right}|appl(?:y|ies))$`),
  // "all three", "both". "None" may be an amount.
  new RegExp(`^(?:all|both|neither|either|any|all ${number}|any ${number})$`),
  new RegExp(`^(?:the )?(?:first|last|previous|other) ${number}(?: ${choices})?$`),
  // "A and B", "A/B", "both A & B", "A, B and C", "only options A or C", "A and C are correct".
  new RegExp(
    `^(?:only )?(?:(?:both|neither|either|(?:a|any) combination of) )?(?:${choices} )?${letter}(?:${and}${letter}){1,3}(?: only| alone| (?:is|are) ${right})?$`,
  ),
  new RegExp(
    `^(?:only )?(?:both|neither|either|(?:both )?${choices}) ${figure}(?:${and}${figure}){1,3}(?: only| alone| (?:is|are) ${right})?$`,
  ),
  new RegExp(`^(?:all|any|everything) (?:but|except|other than) (?:${choices} )?${letter}$`),
];

/** Options that say what the fifth option of an exam says. */
const saysNothing =
  /^(?:(?:it|this) )?(?:is |was )?(?:(?:not|never) (?:stated|mentioned|specified|given|described|discussed|reported|provided)(?: in the [a-z ]{1,30})?|(?:the )?(?:text|passage|abstract|article|context) does not (?:say|state|mention|specify|tell)[a-z ]{0,20}|can ?not be (?:determined|inferred|told|concluded)(?: from [a-z ]{1,40})?|(?:not enough|insufficient) information[a-z ]{0,20})$/;

/** "All of the above", "A/B", "all three", "cannot be determined" and the like. */
export function isCatchAll(option: string): boolean {
  const folded = withoutEnd(tidy(option), /[\s.,;:!?]/);
  return saysNothing.test(folded) || aboutOptions.some((pattern) => pattern.test(folded));
}

const source =
  '(?:texts?|passages?|abstracts?|articles?|excerpts?|documents?|papers?|stud(?:y|ies)|authors?|researchers?|writers?|manuscript|publication|paragraphs?|sentences?|information)';
/** What may stand behind the name of the text where it is no part of another name, like "paper industry". */
const apart =
  '(?=$|[^-\\p{L}\\s]| (?:above|below|given|provided|itself|which|what|who|whom|whose|how|when|where|why|did|does|do|is|are|was|were|has|have|had|can|could|and|or|as)(?!\\p{L}))';
const says =
  '(?:say|said|state|mention|describe|report|claim|note|suggest|conclude|propose|identify|identifie|discuss|discusse|explain|argue|indicate|present|introduce|address|addresse|find|found|show|observe|use|analy[sz]e|investigate|examine|highlight|emphasi[sz]e|attribute|recommend|hypothesi[sz]e|measure|consider|compare|conduct|employ)(?:s|d|ed)?';
const adverbs = '(?:(?:does not|do not|did not|also|explicitly|mainly|primarily) )?';

/** Stems that speak of the text instead of its subject: of another text the question would have another answer. */
const aboutText = [
  new RegExp(
    `\\bacc(?:ording|\\.) to (?:the |this |these |that |its |their )?(?:[\\p{L}-]+ ){0,3}?${source}(?:${apart}|(?= (?:of|by|on|about|in|from|that|cited)(?!\\p{L})))`,
    'u',
  ),
  new RegExp(
    `\\b(?:in|by|per|from|based on|on the basis of|throughout|within) (?:the|this) (?:(?!of )[\\p{L}-]+ ){0,2}?(?:text|passage|abstract|article|excerpt|document|paper|authors?)${apart}`,
    'u',
  ),
  /\b(?:this|the present|the current) (?:text|passage|abstract|article|excerpt|document|paper|study|work|research|investigation|review|manuscript)(?![-\p{L}])/u,
  /\bof the (?:text|passage|abstract|article|excerpt)(?=$|[^-\p{L}\s])/u,
  new RegExp(
    `\\bthe (?:text|passage|abstract|article|excerpt|document|paper|study|sentence) ${adverbs}${says}(?!\\p{L})`,
    'u',
  ),
  /\b(?:the|these) (?:study.?s )?authors?(?!\p{L})(?! of )/u,
];

/** Whether a stem speaks of the text, its authors or "this study". */
export function namesText(stem: string): boolean {
  const words = tidy(stem);
  return aboutText.some((pattern) => pattern.test(words));
}
