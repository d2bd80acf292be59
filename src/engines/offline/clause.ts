import type { Phrase } from './phrases.ts';
import type { VerbGroup } from './verbs.ts';
import type { Word } from './words.ts';

/** How a clause hangs in its sentence. */
export type Role = 'main' | 'relative' | 'participle' | 'purpose' | 'means' | 'caused' | 'ability';

/** What a preposition adds to a verb. `gerund` is set for "by changing X". */
export type Complement = {
  preposition: string;
  phrases: Phrase[];
  gerund: VerbGroup | null;
  /** "(with a rate) higher than the limit": an adjective behind the phrase, with what it asks for. */
  tail?: Complement;
  /** "(plants) responsive to light": the preposition holds an adjective that tells which of them. */
  restricts?: true;
};

export type Clause = {
  verb: VerbGroup;
  role: Role;
  subjects: Phrase[];
  /** Prepositional phrases between subject and verb. */
  subjectComplements: Complement[];
  /** "introducing tokens results in": a clause in the place of the subject. */
  gerundSubject: { verb: VerbGroup; objects: Phrase[]; complements: Complement[] } | null;
  objects: Phrase[];
  /** "enables training models": the verb in the place of the object. */
  gerundObject: VerbGroup | null;
  adjective: Word[] | null;
  complements: Complement[];
  /** A reporting clause ("we find that") that this one stands under. */
  reports: Clause[];
  /** The main clause before this one. */
  host: Clause | null;
  /** Position of the verb among the items. */
  at: number;
  isReport: boolean;
};
