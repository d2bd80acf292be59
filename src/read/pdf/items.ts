/** Signs that begin an item of a list and nothing else. */
const bullet = /^[•‣▪▫●○◦■□◆◇►▸➢➤✓❖⁃∙]/u;

/** Numbers, letters and dashes, which may stand in a table as well. */
const counter = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[–—*-])$/;

/** Whether a text begins with the sign of an item. */
export const isItem = (text: string): boolean => bullet.test(text);

/** Whether the first cell of a line is the mark of an item, set apart from its text. */
export const isMark = (text: string, cells: number): boolean =>
  (text.length === 1 && bullet.test(text)) || (cells === 2 && counter.test(text));
