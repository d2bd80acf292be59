/** Nouns for what any paper has: a name made of one says what the paper does, and is nothing that could be made up. */
const roles = new Set(
  `result results finding findings study studies experiment experiments trial trials analysis approach method model work
  paper article author authors researchers example counterexample theorem statement claim proof argument conclusion
  hypothesis observation evaluation comparison investigation research survey review data dataset sample system framework
  technique procedure process effect team group measurement simulation test tests report project`.split(/\s+/),
);

/** Words that only point at the paper itself, or rank what it has. */
const pointers = new Set(
  'present current main new own proposed secondary primary further other key overall'.split(' '),
);

export const isRole = (word: string): boolean => roles.has(word);

export const isRoleOrPointer = (word: string): boolean => roles.has(word) || pointers.has(word);
