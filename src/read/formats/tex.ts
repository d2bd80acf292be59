import { basename } from 'node:path';
import type { Reading } from '../../types/document.ts';
import { collector } from '../collector.ts';
import { structuredReading } from '../document.ts';
import { tooLarge } from '../failures.ts';
import { partsOf } from '../latex/body.ts';
import { known } from '../latex/commands.ts';
import { creditOf } from '../latex/credit.ts';
import { expand } from '../latex/expand.ts';
import { loadFiles, resolve } from '../latex/files.ts';
import { labelsOf } from '../latex/labels.ts';
import type { Paper } from '../latex/sink.ts';
import { treeOf } from '../latex/tree.ts';
import { readBlocks } from '../lines.ts';
import type { TextInput } from '../text.ts';

/** LaTeX: a document, with the files of its folder that it puts in. */
export async function* readTex(input: TextInput): AsyncGenerator<Reading, void> {
  const { place, maxBytes, notice, files: folder } = input;
  const collected = collector(maxBytes);
  for await (const block of readBlocks(input)) {
    if (block.kind === 'lines') collected.add(block.text, true);
    else collected.add(block.start, false);
  }
  const origin = { id: input.stem, place };
  const source = collected.text();
  if (source === null) {
    yield tooLarge(origin, 'file', maxBytes);
    return;
  }
  const files = await loadFiles(source, folder, maxBytes);
  const main = folder === null ? '' : basename(folder.own);
  const tokens = expand(source, { place, main, files, resolve, known, maxBytes, notice });
  const tree = treeOf(tokens);
  const paper: Paper = { ...labelsOf(tree), cited: new Map() };
  const found = { credit: creditOf(tree, paper), language: null, parts: partsOf(tree, paper) };
  yield structuredReading(origin, 'file', found, maxBytes);
}
