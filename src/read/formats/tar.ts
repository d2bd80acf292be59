import type { Reading } from '../../types/document.ts';
import { readMembers, refuseNested } from '../archives/members.ts';
import { membersOfTar } from '../archives/tar.ts';
import type { TextInput } from '../text.ts';

/** A tar archive: each member is a file of its own format. */
export async function* readTar(input: TextInput): AsyncGenerator<Reading, void> {
  refuseNested(input, true);
  yield* readMembers(input, await membersOfTar(input));
}
