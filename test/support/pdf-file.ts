import { deflateSync } from 'node:zlib';

/** Widths of Helvetica's characters from the space to the tilde, in thousandths of the size (Adobe's metrics of the standard fonts). */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

const fonts = { plain: 'Helvetica', bold: 'Helvetica-Bold', italic: 'Helvetica-Oblique' };

/** A run of text at its place, in points from the upper left corner of a page of 600 by 800; `y` is the baseline. */
export type Run = { text: string; x: number; y: number; size?: number; font?: keyof typeof fonts };

export const textWidth = (text: string, size: number): number =>
  ([...text].reduce((sum, letter) => sum + (widths[letter.charCodeAt(0) - 32] ?? 556), 0) * size) / 1000;

/** Lines of a paragraph broken to a width, at `x` and from `y` on, without parting words. */
export function setLines(text: string, x: number, y: number, width: number, size = 10): Run[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size) > width && line !== '') {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.map((piece, index) => ({ text: piece, x, y: y + index * size * 1.2, size }));
}

const escaped = (text: string): string => text.replace(/[\\()]/g, (mark) => `\\${mark}`);

function contentOf(runs: Run[]): string {
  const names = Object.keys(fonts);
  return runs
    .map(({ text, x, y, size = 10, font = 'plain' }) => {
      return `BT /F${names.indexOf(font)} ${size} Tf 1 0 0 1 ${x} ${800 - y} Tm (${escaped(text)}) Tj ET`;
    })
    .join('\n');
}

/** A PDF file of these pages. `trailer` is put into its trailer, `compress` deflates what the pages say. */
export function pdfFile(
  pages: Run[][],
  options: { info?: string; trailer?: string; compress?: boolean } = {},
): Uint8Array {
  const count = Object.keys(fonts).length;
  const firstPage = 3 + count;
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ')}] >>`,
    ),
    ...Object.values(fonts).map((name) =>
      Buffer.from(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`),
    ),
  ];
  const resources = Object.keys(fonts).map((_, index) => `/F${index} ${3 + index} 0 R`);
  for (const [index, runs] of pages.entries()) {
    const plain = Buffer.from(contentOf(runs), 'latin1');
    const content = options.compress === true ? deflateSync(plain) : plain;
    const filter = options.compress === true ? '/Filter /FlateDecode ' : '';
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${firstPage + index * 2 + 1} 0 R ` +
          `/Resources << /Font << ${resources.join(' ')} >> >> >>`,
      ),
      Buffer.concat([
        Buffer.from(`<< ${filter}/Length ${content.length} >>\nstream\n`),
        content,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  objects.push(Buffer.from(`<< ${options.info ?? ''} >>`, 'latin1'));
  return joined(objects, options.trailer ?? '');
}

function joined(objects: Buffer[], trailer: string): Uint8Array {
  const parts = [Buffer.from('%PDF-1.4\n')];
  let length = 9;
  const offsets = objects.map((object, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    const offset = length;
    parts.push(part);
    length += part.length;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n` +
        `<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}
