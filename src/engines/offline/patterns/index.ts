import type { Pattern } from '../scene.ts';
import { aliases } from './aliases.ts';
import { apposition } from './apposition.ts';
import { copula } from './copula.ts';
import { existence } from './existence.ts';
import { listings } from './listings.ts';
import { measures } from './measures.ts';
import { members } from './members.ts';
import { relations } from './relations.ts';

/** All constructions, in the order in which they are tried. A pattern is added as one file and one line here. */
export const patterns: Pattern[] = [apposition, copula, relations, members, listings, measures, existence, aliases];
