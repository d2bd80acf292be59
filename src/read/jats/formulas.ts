import { elementsNamed, rawText, type XmlElement } from '../xml.ts';

/**
 * A formula as text: TeX between dollar signs where the publisher gives it, else MathML on one line, else the text as it is;
 * empty where there is only a picture.
 */
export function formulaText(formula: XmlElement): string {
  const [tex] = elementsNamed(formula, 'tex-math');
  if (tex !== undefined) return texOf(rawText(tex));
  const math = elementsNamed(formula, 'mml:math')[0] ?? elementsNamed(formula, 'math')[0];
  return math === undefined ? '' : mathOnOneLine(math).replaceAll(/\s+/g, ' ').trim();
}

/** Publishers wrap each formula into a whole TeX document. */
function texOf(source: string): string {
  const body = /\\begin\{document\}([\s\S]*?)\\end\{document\}/.exec(source)?.[1] ?? source;
  const bare = body.trim().replace(/^(?:\${1,2}|\\\[|\\\()\s*|\s*(?:\${1,2}|\\\]|\\\))$/g, '');
  return bare === '' ? '' : `$${bare.replaceAll(/\s+/g, ' ')}$`;
}

/** MathML read along: powers, indices, fractions and roots keep their meaning, all else is its text. */
export function mathOnOneLine(node: XmlElement): string {
  const parts = node.children.filter((child): child is XmlElement => typeof child !== 'string').map(mathOnOneLine);
  const [first = '', second = '', third = ''] = parts;
  switch (node.name.replace(/^mml:/, '')) {
    case 'msup':
      return `${first}^${braced(second)}`;
    case 'msub':
      return `${first}_${braced(second)}`;
    case 'msubsup':
      return `${first}_${braced(second)}^${braced(third)}`;
    case 'mfrac':
      return `${bracketed(first)}/${bracketed(second)}`;
    case 'msqrt':
      return `√(${parts.join('')})`;
    case 'annotation':
    case 'annotation-xml':
      return '';
    default:
      return parts.length > 0 ? parts.join('') : rawText(node).trim();
  }
}

const braced = (text: string): string => (text.length > 1 && !/^-?\d+$/.test(text) ? `{${text}}` : text);
const bracketed = (text: string): string => (/^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`);
