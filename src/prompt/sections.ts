import { KuError } from '../errors.ts';
import { templateNames } from './kinds.ts';

/** A part of a prompt file: what follows a heading `# name` or `# name: title`, without blank ends. */
export type Section = { name: string; title: string; text: string };

const sectionNames = ['system', 'example', ...templateNames] as const;

const heading = /^# ([a-z]+)(?:: (.+))?$/;
const fence = /^```/;

/**
 * Splits the body of a prompt file at its headings of the first level; those inside a fence are text.
 * @throws KuError `config` at a heading that names no section, text before the first heading, or a fence left open
 */
export function sectionsOf(body: string, file: string): Section[] {
  const hint = `the sections are ${sectionNames.map((name) => `"# ${name}"`).join(', ')}; inside them use ## and deeper`;
  const sections: { name: string; title: string; lines: string[] }[] = [];
  let inFence = false;
  for (const line of body.split('\n')) {
    if (fence.test(line)) inFence = !inFence;
    if (!inFence && line.startsWith('# ')) {
      const [, name = '', title = ''] = heading.exec(line) ?? [];
      if (!sectionNames.some((known) => known === name)) {
        throw new KuError('config', `${file}: the heading "${line}" names no section`, hint);
      }
      sections.push({ name, title, lines: [] });
    } else if (sections.length > 0) {
      sections.at(-1)?.lines.push(line);
    } else if (line.trim() !== '') {
      throw new KuError('config', `${file}: "${line.slice(0, 40)}" stands before the first section`, hint);
    }
  }
  if (inFence) throw new KuError('config', `${file}: a fence \`\`\` is not closed`, 'end it with a line of ```');
  return sections.map(({ name, title, lines }) => ({ name, title, text: lines.join('\n').trim() }));
}

/** The text of the section of that name, null where there is none. There may be one, and it may not be empty. */
export function onlySection(sections: Section[], name: string, file: string): string | null {
  const [found, second] = sections.filter((section) => section.name === name);
  if (second !== undefined) {
    throw new KuError('config', `${file}: the section "# ${name}" stands there twice`, 'keep one of them');
  }
  if (found?.text === '') {
    throw new KuError('config', `${file}: the section "# ${name}" is empty`, 'write it, or take it out');
  }
  return found?.text ?? null;
}

/**
 * The text of the one fence of a language in a section, without the fence lines.
 * @throws KuError `config` where there is none, or more than one
 */
export function fencedText(section: Section, language: string, file: string): string {
  const [, inside, ...more] = `\n${section.text}\n`.split(`\n\`\`\`${language}\n`);
  const end = inside?.indexOf('\n```\n') ?? -1;
  if (inside === undefined || end < 0 || more.length > 0) {
    throw new KuError(
      'config',
      `${file}: example "${section.title}" has not exactly one fence of ${language}`,
      'an example is a ```text fence with what the model is shown, and a ```json fence with what it answers',
    );
  }
  return inside.slice(0, end);
}
