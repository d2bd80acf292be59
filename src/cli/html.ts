const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands in HTML and XML, also between quotation marks. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? '');

/** So many characters of a name stay together, at most. */
const longestPiece = 24;

/** A name that may be broken where its parts end, and within a part only where that is very long. */
const breakable = (name: string): string =>
  name
    .split(/(?<=[/\\_:-])|(?<=\.)(?!\d)/)
    .flatMap((part) => part.match(new RegExp(`.{1,${longestPiece}}`, 'gsu')) ?? [])
    .map(escaped)
    .join('<wbr />');

/** An interval goes to a line of its own where there is no room beside its figure, and is not broken. */
const withInterval = (cell: string): string =>
  escaped(cell).replaceAll(/\([-+]?[\d.]+ to [-+]?[\d.]+\)/g, (interval) => interval.replaceAll(' ', '\u{a0}'));

/**
 * A table with a head row, the first cell of each row its heading. On a narrow screen the cells of a row stand below each other, each behind the
 * name of its column; roles are said, as a table that is laid out otherwise has none. Where it is too wide all the same it is scrolled, also by keys.
 */
export function table(caption: string, head: readonly string[], rows: readonly string[][]): string {
  const headings = head.map((cell) => `<th scope="col" role="columnheader">${escaped(cell)}</th>`).join('');
  const body = rows.map(([first = '', ...cells]) => {
    const others = cells.map(
      (cell, at) => `<td role="cell" data-of="${escaped(head[at + 1] ?? '')}"><span>${withInterval(cell)}</span></td>`,
    );
    return `<tr role="row"><th scope="row" role="rowheader">${breakable(first)}</th>${others.join('')}</tr>`;
  });
  const layout = head.length > 2 ? 'wide many' : 'wide';
  return `<div class="${layout}" role="group" tabindex="0" aria-label="${escaped(caption)}"><table role="table"><caption>${escaped(caption)}</caption><thead role="rowgroup"><tr role="row">${headings}</tr></thead><tbody role="rowgroup">${body.join('\n')}</tbody></table></div>`;
}

/** What systems prefer, light or dark; both have the contrasts of WCAG. Paper is light, and keeps together what belongs together. */
const style = `:root{color-scheme:light dark;--ink:#1a1a1a;--soft:#4a4a4a;--page:#fff;--rule:#767676;--ground:#e6e6e6;--bar:#2f6fad}
@media screen and (prefers-color-scheme:dark){:root{--ink:#ededed;--soft:#bdbdbd;--page:#161616;--rule:#8a8a8a;--ground:#3a3a3a;--bar:#5b9bd5}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page);overflow-wrap:break-word}
h1{margin-bottom:.5rem;line-height:1.2}h2{margin-top:2.5rem}.lead{font-size:1.2rem;max-width:46rem}p,dl,ul,figcaption{max-width:46rem}
.wide{position:relative;overflow-x:auto;margin:1.5rem 0}table{border-collapse:collapse}caption{text-align:left;font-weight:600;padding-bottom:.25rem}
th,td{padding:.25rem .45rem;border-bottom:1px solid var(--rule);text-align:right;vertical-align:baseline}
thead th{vertical-align:bottom}tbody th{font-weight:400}th:first-child{text-align:left;padding-left:0;max-width:20rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:1rem 0}dt{font-weight:600}dd{margin:0}
figure{margin:1.5rem 0;max-width:32rem}svg{width:100%;height:auto;font-size:15px}figcaption{color:var(--soft)}
svg text{fill:var(--ink)}svg .scale{fill:var(--soft);font-size:12px}.ground{fill:var(--ground)}.bar{fill:var(--bar)}
.tick{stroke:var(--rule)}.halo{stroke:var(--page);stroke-width:5;fill:none}.line{stroke:var(--ink);stroke-width:2;fill:none}
@media screen and (max-width:44rem){body{margin:1rem auto}ul{padding-left:1.2rem}
.many table,.many tbody,.many tr,.many tbody th,.many caption{display:block}
.many thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.many tr{padding:.5rem 0;border-bottom:1px solid var(--rule)}.many tbody th{font-weight:600;padding:0;border:0;max-width:none}
.many td{display:flex;justify-content:space-between;gap:1rem;padding:.1rem 0;border:0}
.many td::before{content:attr(data-of);content:attr(data-of) / "";color:var(--soft);text-align:left}}
@media print{:root{color-scheme:light}body{font-size:9pt;margin:0;padding:0;max-width:none}.wide{overflow:visible}th,td{padding:.15rem .3rem}
figure,tr,dl,li{break-inside:avoid}h1,h2,caption{break-after:avoid}thead{display:table-header-group}}`;

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
