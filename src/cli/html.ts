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

/** What systems prefer, light or dark; both have the contrasts of WCAG. */
const style = `:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#4a4a4a;--page:#fff;--rule:#767676;--ground:#e6e6e6;--bar:#2f6fad}
@media (prefers-color-scheme:dark){:root{--ink:#ededed;--soft:#bdbdbd;--page:#161616;--rule:#8a8a8a;--ground:#3a3a3a;--bar:#5b9bd5}}
@media print{:root{color-scheme:light}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page)}
h1{margin-bottom:.5rem}h2{margin-top:2.5rem}.lead{font-size:1.2rem;max-width:46rem}p,dl,figcaption{max-width:46rem}
.wide{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse}caption{text-align:left;font-weight:600;padding-bottom:.25rem}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--rule);text-align:right;vertical-align:baseline}td{white-space:nowrap}
thead th{white-space:nowrap}tbody th{font-weight:400}
th:first-child{text-align:left;min-width:5rem;max-width:20rem;overflow-wrap:anywhere;white-space:normal}td:nth-child(2):last-child{white-space:normal}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:1rem 0}dt{font-weight:600}dd{margin:0}
figure{margin:1rem 0;max-width:36rem}svg{width:100%;height:auto;font-size:15px}figcaption{color:var(--soft)}
svg text{fill:var(--ink)}svg .scale{fill:var(--soft);font-size:12px}.ground{fill:var(--ground)}.bar{fill:var(--bar)}
.tick{stroke:var(--rule)}.halo{stroke:var(--page);stroke-width:5;fill:none}.line{stroke:var(--ink);stroke-width:2;fill:none}`;

/** Words with what they mean. */
export const meanings = (pairs: readonly (readonly [word: string, meaning: string])[]): string =>
  `<dl>${pairs.map(([word, meaning]) => `<dt>${escaped(word)}</dt><dd>${escaped(meaning)}</dd>`).join('\n')}</dl>`;

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
