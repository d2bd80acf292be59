/** What the abstract of a paper is called, as a heading in lower case. */
export const abstractHeading = /^(?:abstract|summary|highlights|synopsis)\b/;

/** Whether a path of headings, the outermost first, leads into the abstract; "Methods" within it is the abstract's. */
export const isInAbstract = (section: readonly string[]): boolean =>
  abstractHeading.test((section[0] ?? '').toLowerCase());
