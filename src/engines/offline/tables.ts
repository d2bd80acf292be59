import type { Draft, DraftAttribute, DraftEntity } from '../../types/draft.ts';
import type { Passage } from '../../types/passage.ts';
import { confidenceOf } from './confidence.ts';
import { typeOfName } from './kinds.ts';
import { quantityAt } from './quantities.ts';
import { tokenize } from './tokens.ts';

type Row = { cells: string[]; sentence: number };
/** A column: what is measured in it, and in what unit; `sentence` is that of the head row, or null where it is not in the passage. */
type Head = { columns: { name: string; unit: string | null }[]; sentence: number | null };

const longestName = 80;

/** The cells of a row as it stands in the text of a document; marks of Markdown at its ends are no cells. */
const cellsOf = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .replaceAll(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );

const hasNumber = (cell: string): boolean => /\d/.test(cell);
const isName = (cell: string): boolean => /\p{L}/u.test(cell) && cell.length <= longestName;

/**
 * The facts of a table: of each row the thing that its first cell names, with what stands in its other cells under the names of their
 * columns. A row with one cell alone is a condition of those below it.
 */
export function draftOfTable({ sentences, setting }: Passage): Draft {
  const rows = sentences.map(({ text }, at): Row => ({ cells: cellsOf(text), sentence: at + 1 }));
  const { head, body } = headOf(rows, setting?.before ?? '');
  const entities = new Map<string, DraftEntity>();
  let group: Row | null = null;
  for (const row of body) {
    const filled = row.cells.filter((cell) => cell !== '');
    if (filled.length === 1 && isName(filled[0] ?? '') && !hasNumber(filled[0] ?? '')) group = row;
    const name = nameOf(row, head);
    if (filled.length < 2 || name === null) continue;
    const known = entities.get(name);
    const entity = known ?? { id: `e${entities.size + 1}`, name, type: typeOfName(name), aliases: [], attributes: [] };
    entities.set(name, entity);
    for (const attribute of attributesOf(row, head, group)) addOnce(entity, attribute);
  }
  return { summary: null, entities: [...entities.values()].filter((one) => one.attributes.length > 0), relations: [] };
}

/** The first row names the columns; a table that goes on in a further passage has it before the passage. */
function headOf(rows: readonly Row[], before: string): { head: Head; body: readonly Row[] } {
  const [first, ...rest] = rows;
  if (first === undefined) return { head: { columns: [], sentence: null }, body: [] };
  if (before.includes('|')) {
    // Its caption stands before the first of its cells.
    const cells = cellsOf(before).slice(-first.cells.length);
    return { head: { columns: cells.map(columnOf), sentence: null }, body: rows };
  }
  return { head: { columns: first.cells.map(columnOf), sentence: first.sentence }, body: rest };
}

/** "Time (ms)" is the time, in ms. */
function columnOf(cell: string): Head['columns'][number] {
  const [, name = cell, unit] =
    /^(.*\S)\s*[([]([^()[\]]{1,12})[)\]]$/u.exec(cell) ?? /^(.*\S),\s+([^\s,]{1,8})$/u.exec(cell) ?? [];
  if (unit === undefined || quantityIn('1', unit)?.unit == null) return { name: cell, unit: null };
  return { name, unit };
}

/** A row that a number names is told by what its column is called. */
function nameOf({ cells }: Row, { columns }: Head): string | null {
  const [label = ''] = cells;
  if (isName(label)) return label;
  const column = columns[0]?.name ?? '';
  return label !== '' && isName(column) ? `${column} ${label}` : null;
}

function* attributesOf(row: Row, head: Head, group: Row | null): Generator<DraftAttribute> {
  const condition = group?.cells.find((cell) => cell !== '');
  const evidence = [head.sentence, condition === undefined ? null : group?.sentence, row.sentence];
  for (const [at, cell] of row.cells.entries()) {
    const { name, unit } = head.columns[at] ?? { name: '', unit: null };
    if (at === 0 || !isName(name) || !/[\p{L}\p{N}]/u.test(cell) || cell.length > longestName) continue;
    const quantity = quantityIn(cell, unit);
    yield {
      name,
      value:
        quantity !== null && unit !== null && quantity.unit !== null && !cell.includes(unit) ? `${cell} ${unit}` : cell,
      quantity,
      conditions: condition === undefined ? [] : [condition],
      polarity: 'affirmed',
      certainty: 'stated',
      evidence: evidence.filter((number) => number !== null && number !== undefined),
      confidence: confidenceOf(['pattern table']),
    };
  }
}

/** The quantity that a cell is as a whole; null where it is more, or none. */
function quantityIn(cell: string, unit: string | null): DraftAttribute['quantity'] {
  const texts = unit === null ? [cell] : [`${cell} ${unit}`, cell];
  for (const text of texts) {
    const tokens = tokenize(text);
    const span = quantityAt(tokens, 0);
    if (span !== null && span.to === tokens.length) return span.quantity;
  }
  return null;
}

function addOnce({ attributes }: DraftEntity, attribute: DraftAttribute): void {
  const same = attributes.find(({ name, value }) => name === attribute.name && value === attribute.value);
  if (same === undefined) attributes.push(attribute);
  else same.evidence = [...new Set([...same.evidence, ...attribute.evidence])].sort((one, other) => one - other);
}
