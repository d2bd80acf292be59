import type { Reading } from '../../types/document.ts';
import { readMembers, refuseNested } from '../archives/members.ts';
import { membersOfZip } from '../archives/zip.ts';
import type { TextInput } from '../text.ts';

/** A ZIP archive: each member is a file of its own format. */
export async function* readZip(input: TextInput): AsyncGenerator<Reading, void> {
  refuseNested(input, true);
  yield* readMembers(input, await membersOfZip(input));
}
