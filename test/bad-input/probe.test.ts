import { it } from 'vitest';
import { honest, honestWith, kelpWith, passage, sentences, worded, entityOf } from './kelp.ts';
import { extracting } from './playing.ts';
import { longestSharedRun, serialised, textFieldsOf, plainWords } from './source-words.ts';
import type { Draft } from '../../src/types/draft.ts';
const extract = extracting();
const words = passage.split(' ');
const pieces = (n: number) => Array.from({ length: Math.ceil(words.length / n) }, (_, i) => words.slice(i * n, i * n + n).join(' '));
const tags = (t: string) => [...t].map((c) => String.fromCodePoint(0xe0000 + (c.codePointAt(0) ?? 32))).join('');
const cases: Record<string, Draft> = {
  honest,
  summary: honestWith({ summary: passage }),
  value: kelpWith([worded(passage)]),
  values: kelpWith(sentences.map((s, i) => worded(s, { evidence: [i + 1] }))),
  names: honestWith({ entities: sentences.map((s, i) => entityOf(`e${i + 10}`, s, { attributes: [worded('x', { evidence: [i + 1] })] })) }),
  conditions: kelpWith(sentences.map((s, i) => worded('noted', { conditions: [s], evidence: [i + 1] }))),
  aliases: kelpWith([], { aliases: [...sentences] }),
  predicates: honestWith({ relations: sentences.map((s, i) => ({ subject: 'e1', predicate: s, object: { entity: null, value: 'so', quantity: null }, conditions: [], polarity: 'affirmed', certainty: 'stated', evidence: [i + 1] })) }),
  attrnames: kelpWith(sentences.map((s, i) => worded('so', { name: s, evidence: [i + 1] }))),
  unit: kelpWith(sentences.map((s, i) => worded('so', { quantity: { comparator: '=', value: 3, upper: null, unit: s, uncertainty: null }, evidence: [i + 1] }))),
  conditionPieces: kelpWith([worded('noted', { conditions: pieces(5), evidence: [1,2,3,4,5] })]),
  aliasPieces: kelpWith([], { aliases: pieces(5) }),
  aliasPieces4: kelpWith([], { aliases: pieces(4) }),
  factPieces: kelpWith(pieces(5).map((s) => worded(s, { evidence: [1,2,3,4,5] }))),
  namePieces: honestWith({ entities: pieces(5).map((s, i) => entityOf(`e${i + 10}`, s)) }),
  seven: kelpWith(pieces(7).map((s) => worded(s, { evidence: [1,2,3,4,5] }))),
  upper: kelpWith([worded(passage.toUpperCase())]),
  fullwidth: kelpWith([worded([...sentences[3]].map((c) => /[!-~]/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c).join(''), { evidence: [4] })]),
  zwsp: kelpWith([worded(sentences[3].replace(/(\w)(\w)/g, '$1\u200b$2'), { evidence: [4] })]),
  bidi: kelpWith([worded(sentences[3].replace(/(\w\w)(\w)/g, '$1\u202a$2'), { evidence: [4] })]),
  isolate: kelpWith([worded(sentences[3].replace(/(\w\w)(\w)/g, '$1\u2066$2'), { evidence: [4] })]),
  invisibleTimes: kelpWith([worded(sentences[3].replace(/(\w\w)(\w)/g, '$1\u2062$2'), { evidence: [4] })]),
  variation: kelpWith([worded(sentences[3].replace(/(\w\w)(\w)/g, '$1\ufe0f$2'), { evidence: [4] })]),
  dots: kelpWith([worded(sentences[3].replace(/ /g, '.'), { evidence: [4] })]),
  underscores: kelpWith([worded(sentences[3].replace(/ /g, '_'), { evidence: [4] })]),
  glued: kelpWith([worded(sentences[3].replace(/ (\w)/g, (_, c) => c.toUpperCase()), { evidence: [4] })]),
  spacedLetters: kelpWith([worded([...sentences[3]].join(' '), { evidence: [4] })]),
  homoglyph: kelpWith([worded(sentences[3].replaceAll('a', 'а').replaceAll('e', 'е'), { evidence: [4] })]),
  accents: kelpWith([worded(sentences[3].replaceAll('e', 'ė'), { evidence: [4] })]),
  combining: kelpWith([worded(sentences[3].replace(/(\w\w)(\w)/g, '$1\u034f$2'), { evidence: [4] })]),
  base64: kelpWith([worded(Buffer.from(sentences[3]).toString('base64'), { evidence: [4] })]),
  reversed: kelpWith([worded(sentences[3].split(' ').reverse().join(' '), { evidence: [4] })]),
  reversedLetters: kelpWith([worded([...sentences[3]].reverse().join(''), { evidence: [4] })]),
  tagName: kelpWith([], { name: `bladed kelp${tags(sentences[3])}` }),
  tagValue: kelpWith([worded(`tall${tags(sentences[3])}`)]),
  controlName: kelpWith([worded(`tall\u0085\u001b[31mred\u0007`)]),
  swapEveryThird: kelpWith([worded(sentences[3].split(' ').map((w, i) => i % 3 === 2 ? 'zzz' : w).join(' '), { evidence: [4] })]),
  swapEverySixth: kelpWith([worded(sentences[3].split(' ').map((w, i) => i % 6 === 5 ? 'zzz' : w).join(' '), { evidence: [4] })]),
  halves: kelpWith([worded(words.slice(6, 12).join(' '), { name: words.slice(0, 6).join(' ') })]),
  splitAcross: kelpWith([worded('removed about a fifth of', { name: 'although they', evidence: [4] })], {}),
  cid: { ...honest, entities: honest.entities.map((e, i) => i === 3 ? { ...e, id: passage } : e) },
  summaryReordered: honestWith({ summary: [...sentences].reverse().join(' ') }),
  summarySplit: honestWith({ summary: pieces(5).join(' zzz ') }),
};
for (const [name, draft] of Object.entries(cases)) it(name, async () => {
  const { status, units, stderr, asked } = await extract(passage, { extract: draft });
  const [unit] = units;
  if (!unit) { console.log(name, status, stderr); return; }
  console.log(JSON.stringify({ name, status, asked: asked.length, run: Math.max(...textFieldsOf(unit).map((t) => longestSharedRun(t, passage))), ser: serialised(unit).map((t) => longestSharedRun(t, passage)),
   facts: unit.entities.flatMap((e) => e.attributes).length + unit.relations.length, ents: unit.entities.length, aliases: unit.entities.flatMap((e) => e.aliases).length, sum: unit.summary?.slice(0, 40), 
   audit: { ...unit.audit, dropped: unit.audit.dropped.slice(0, 3).map((d) => `${d.what} ${d.pointer} ${d.check}: ${d.reason}`), n: unit.audit.dropped.length, findings: unit.audit.findings.slice(0, 3).map((d) => `${d.severity} ${d.pointer} ${d.check}: ${d.reason}`) } }));
});
