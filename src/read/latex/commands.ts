/**
 * What commands take: `*` a star, `o` something in brackets, `p` in parentheses, `d` a group that is no text, `k` a group that is. Of all others the name
 * alone is left out, and the groups behind it are text.
 */
export const signatures: ReadonlyMap<string, string> = new Map([
  ...each('d', 'label index glossary pagestyle thispagestyle bibliographystyle color pagecolor rowcolor cellcolor'),
  ...each('d', 'hypertarget hyperlink phantom hphantom vphantom nocite graphicspath pagenumbering date linespread'),
  ...each(
    'd',
    'email orcid tnoteref fnref institute keywords pacs subjclass thanks acknowledgments shorttitle shortauthors',
  ),
  ...each('d', 'titlerunning authorrunning journal received accepted hypersetup setlist captionsetup geometry doi'),
  ...each('d', 'preprint IEEEauthorblockA subtitle ccsdesc copyrightyear acmYear acmISBN AtBeginDocument cline'),
  ...each('d', 'refstepcounter stepcounter theoremstyle makesavenoteenv columncolor urlstyle nolinkurl'),
  ...each('*d', 'hspace vspace'),
  ...each('od', 'author affil affiliation institution title footnote footnotetext todo usepackage RequirePackage'),
  ...each(
    'od',
    'documentclass bibliography addbibresource bibitem inst corref cortext fntext tnotetext marginpar address',
  ),
  ...each('od', 'acmConference newcounter KOMAoptions PassOptionsToPackage'),
  ...each('*od', 'caption ead'),
  ...each('opd', 'cmidrule'),
  ...each('*ood', 'includegraphics includesvg'),
  ...each('odd', 'rule'),
  ...each('dd', 'setcounter addtocounter setlength addtolength markboth setkeys numberwithin fontsize'),
  ...each('dd', 'DeclareUnicodeCharacter'),
  ...each('ddd', 'addcontentsline IfFileExists ifthenelse definecolor'),
  ...each('ddddd', 'patchcmd'),
  ...each('o', 'footnotemark printbibliography printbibheading item'),
  ...each('*dodo', 'newtheorem'),
  ...each('ok', 'hyperref'),
  ...each('odk', 'textcolor colorbox href foreignlanguage rotatebox'),
  ...each('dk', 'scalebox adjustbox'),
  ...each('*ddk', 'resizebox'),
  ...each('dook', 'raisebox'),
  ...each('kd', 'texorpdfstring'),
  ...each('ooodk', 'parbox'),
]);

function each(signature: string, commands: string): [string, string][] {
  return commands.split(' ').map((name) => [name, signature]);
}

/** The same of environments, behind `\begin{…}`. */
export const environmentSignatures: ReadonlyMap<string, string> = new Map([
  ['minipage', 'oood'],
  ['multicols', 'd'],
  ['wrapfigure', 'odod'],
  ['wraptable', 'odod'],
  ['adjustbox', 'd'],
  ['subfigure', 'od'],
  ['subtable', 'od'],
  ['tabular', 'od'],
  ['tabular*', 'dod'],
  ['tabularx', 'dod'],
  ['tabulary', 'dd'],
  ['array', 'od'],
  ['longtable', 'od'],
  ['supertabular', 'd'],
  ['spacing', 'd'],
  ['list', 'dd'],
  ['otherlanguage', 'd'],
  ['textblock', 'd'],
]);

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Level from the outermost on; papers that have chapters begin with them. */
export const headings: ReadonlyMap<string, number> = new Map([
  ['part', 0],
  ['chapter', 1],
  ['section', 2],
  ['subsection', 3],
  ['subsubsection', 4],
  ['paragraph', 5],
  ['subparagraph', 6],
]);

export const citations = names(
  'cite citep citet citealt citealp citeauthor citeyear citeyearpar Cite Citep Citet parencite textcite autocite footcite supercite smartcite fullcite onlinecite citenum Citealt Citealp Citeauthor',
);

export const references = names(
  'ref eqref cref Cref autoref pageref nameref vref Vref Autoref labelcref subref fref Fref',
);

export const mathEnvironments = names(
  'equation equation* align align* gather gather* multline multline* eqnarray eqnarray* displaymath math flalign flalign* alignat alignat* dmath dmath* split aligned gathered subequations IEEEeqnarray IEEEeqnarray*',
);

export const tables = names('tabular tabular* tabularx tabulary longtable supertabular');

/** Their captions and tables are taken out of them. */
export const floats = names(
  'figure figure* table table* wrapfigure wraptable sidewaysfigure sidewaystable sidewaystable* sidewaysfigure* subfigure subtable SCfigure algorithm algorithm* algorithm2e listing floatingfigure marginfigure margintable',
);

/** Nothing of them is read. */
export const unreadEnvironments = names(
  'tikzpicture picture pspicture overpic axis forest thebibliography references algorithmic algorithmic* acks acknowledgments acknowledgements acknowledgement keywords keyword IEEEkeywords CCSXML pgfpicture highlights graphicalabstract prooftree',
);

/** Commands and environments whose meaning is known here, and that no definition of a document changes. */
export const known: ReadonlySet<string> = new Set([
  ...[...signatures.keys(), ...environmentSignatures.keys(), ...headings.keys(), ...citations, ...references],
  ...[...mathEnvironments, ...tables, ...floats, ...unreadEnvironments],
  ...['begin', 'end', 'item', 'abstract', 'document', 'itemize', 'enumerate', 'par', 'multicolumn', 'multirow'],
  ...['textsuperscript', 'textsubscript', 'input', 'include', 'and', 'And', 'AND', 'SI', 'si', 'num', 'qty', 'unit'],
]);
