import type { Part } from '../../types/structured-text.ts';
import { isReferences } from '../markdown.ts';

/** What a site says of an article beside the article: the words of its buttons, alone in a block. */
const buttons =
  /^(?:advertisement|full[ -]size (?:image|table)|(?:view|open|see|download|show|enlarge|expand|hide)(?: (?:in|as|the|a|an|new|this|full|large|larger|high[ -]res\w*|original|images?|figures?|tables?|slides?|powerpoint|window|tab|pdf|all|article|citation|text|screen))+|powerpoint slide|figure viewer|download(?: pdf| citation)?|(?:cite|share) this(?: article)?|get shareable link|copy to clipboard|metrics|google scholar|pubmed|crossref)$/i;

export const isButton = (text: string): boolean =>
  text.length < 60 && buttons.test(text.replaceAll(/\s+/g, ' ').trim());

/** Sections that are of the article and say nothing of its matter, as the other formats have them marked. */
const aboutTheArticle =
  /^(?:acknowledge?ments?|authors? information|authors? and affiliations|(?:rights|reprints) and permissions|about (?:this|the) (?:article|authors?)|(?:cite|share) this article|article (?:metrics|information|menu)|metrics|related (?:articles?|links?|contents?)|similar (?:articles?|content)\b.*|you (?:might|may) also (?:like|be interested in)|recommended(?: articles?)?|comments)\W*$/i;

/** Sections under headings of literature, thanks and the like are left out; so are lines about the article above its abstract. */
export function withoutFurniture(parts: readonly Part[]): Part[] {
  let from: number | null = null;
  const first = parts.findIndex(({ kind }) => kind === 'heading');
  const head = parts[first];
  const end =
    head?.kind === 'heading' && /^(?:abstract|summary|highlights|introduction)\W*$/i.test(head.text) ? first : 0;
  return parts.filter((part, at) => {
    if (part.kind === 'heading') {
      if (from !== null && part.level <= from) from = null;
      const text = part.text.trim();
      if (from === null && (isReferences(text) || aboutTheArticle.test(text))) from = part.level;
    }
    return from === null && !(at < end && part.kind === 'paragraph' && !isSentence(part.text));
  });
}

const isSentence = (text: string): boolean => /[.!?:…]["”’)\]]*\s*$/.test(text);
