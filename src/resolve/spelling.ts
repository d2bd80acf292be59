/** What British and American English spell differently, for letters of many words; of two spellings the second is compared. */
const parts: readonly [RegExp, string][] = [
  [/(?<=\p{L}{3})our/u, 'or'],
  [/(?<=\p{L}{3}|lyo)is(?=(?:e|ed|er|es|ing|ation|able)$)/u, 'iz'],
  [/ys(?=(?:e|ed|er|ing)$)/u, 'yz'],
  [/aem/u, 'em'],
  [/(?<=^|orth[oa]|encyclo)paed/u, 'ped'],
  [/o(?=es(?:tr|oph)|edem)/u, ''],
  [/foet/u, 'fet'],
  [/^aetiol/u, 'etiol'],
  [/faec/u, 'fec'],
  [/rrhoe/u, 'rrhe'],
  [/(?<=^c)a(?=esi|esar|ec)/u, ''],
  [/(?<=gyn|pal|arch|anm|an)a(?=ec|eo|ea|est)/u, ''],
  [/(?<=^am|hom)o(?=e[bo])/u, ''],
  [/(?<=cent|fib|lit|met|calib|spect)re(?=d?$)/u, 'er'],
  [/(?<=(?:lab|mod|chann|lev|tunn|trav|canc)el|signal)l(?=(?:ed|ing|er)$)/u, ''],
  [/sulph/u, 'sulf'],
  [/^grey/u, 'gray'],
  [/^ageing$/u, 'aging'],
  [/^artefact/u, 'artifact'],
  [/(?<=^alumin)i(?=um$)/u, ''],
  [/(?<=(?:anal|catal|homol)og)ue$/u, ''],
];

/** A word in lower case as it is spelled in America, where that is told by its letters. */
export const respelled = (word: string): string =>
  word.length < 4 ? word : parts.reduce((text, [british, american]) => text.replace(british, american), word);
