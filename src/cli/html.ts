const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands in HTML and XML, also between quotation marks. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? '');

/** A table with a head row, the first cell of each row its heading. Where it is too wide it is scrolled, also by keys. */
export function table(caption: string, head: readonly string[], rows: readonly string[][]): string {
  const headings = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  const body = rows.map(([first = '', ...cells]) => {
    const others = cells.map((cell) => `<td>${escaped(cell)}</td>`).join('');
    return `<tr><th scope="row">${escaped(first)}</th>${others}</tr>`;
  });
  return `<div class="wide" role="group" tabindex="0" aria-label="${escaped(caption)}"><table><caption>${escaped(caption)}</caption><thead><tr>${headings}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
}

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
.wide{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse}caption{text-align:left;font-weight:600}
th,td{padding:.25rem .6rem;border-bottom:1px solid #767676;text-align:right}td{white-space:nowrap}
th:first-child{text-align:left;min-width:5rem}td:nth-child(2):last-child{white-space:normal}
figure{margin:1rem 0;max-width:32rem}svg{width:100%;height:auto;font-size:15px}figcaption{color:#4a4a4a}`;

/** A page that opens from disk: no script, nothing from elsewhere, which browsers are told to hold it to. Also well-formed XML. */
export const pageOf = (title: string, body: string): string => `<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
<title>${escaped(title)}</title><style>${style}</style></head>
<body><main>
<h1>${escaped(title)}</h1>
${body}
</main></body></html>
`;
