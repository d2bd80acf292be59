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

/**
 * An option as it is compared with others: without case, articles, quotation marks and the punctuation around it; blanks before units,
 * separators of thousands and the forms of hyphens and minus signs make no difference. Signs do.
 */
export const foldedOption = (option: string): string =>
  withoutEnd(tidy(option))
    .replace(/^[\s([]+/, '')
    .replace(/^(?:the|an?) (?=\S)/, '')
    .replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replaceAll(/(?<=\d) (?=[\p{L}%°‰])/gu, '');

const some = '(?:all|none|both|neither|any|either|each|one|two|three|some|several|more than one)';
const above = '(?:above|below|following|aforementioned|foregoing|abovementioned|above-mentioned)';
const choices = '(?:options?|answers?|choices?|alternatives?|statements?)';
const such = '(?:other|others|remaining|listed|given|offered|possible|answer|previous)';
const letter = String.raw`\(?[a-d]\)?`;

/** Options that are about the other options: nobody could shuffle them. */
const aboutOptions = [
  // "none of the above"; but "two of the above-ground organs".
  new RegExp(`\\b${some} of (?:the )?${above}(?![-\\p{L}])`, 'u'),
  new RegExp(`^(?:all|none|both|neither|any) (?:the )?${above}$`),
  // "all of these options", "none of the others", "all options", "no answer is correct".
  new RegExp(
    `^${some} of (?:the|these|those) (?:${such} )?(?:${choices}|others|rest)(?: (?:given|listed|offered|(?:is|are) [a-z ]{1,20}))?$`,
  ),
  new RegExp(`^${some} of (?:these|those|them)(?: ${choices})?(?: (?:is|are) (?:correct|right|true|wrong|false))?$`),
  new RegExp(
    `^(?:all|no|both|neither|any)(?: the)?(?: other)? ${choices}(?: (?:is|are) (?:correct|right|true|wrong|false))?$`,
  ),
  /^(?:all|none|both|neither) (?:is|are) (?:correct|right|true|wrong|false)$/,
  // "A and B", "both A & B", "A, B and C", "only options A or C".
  new RegExp(
    `^(?:only )?(?:both |neither |either )?(?:${choices} )?${letter}(?:, ${letter})?,? (?:and|or|nor|&) ${letter}(?: only| alone)?$`,
  ),
];

/** Options that say what the fifth option of an exam says. */
const saysNothing =
  /^(?:(?:it|this) )?(?:is |was )?(?:(?:not|never) (?:stated|mentioned|specified|given|described|discussed) in the [a-z ]{1,30}|(?:the )?(?:text|passage|abstract|article|context) does not (?:say|state|mention|specify|tell)[a-z ]{0,20}|can ?not be (?:determined|inferred|told|concluded)(?: from [a-z ]{1,40})?|not enough information[a-z ]{0,20})$/;

/** "All of the above", "A and B", "cannot be determined" and the like. */
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
