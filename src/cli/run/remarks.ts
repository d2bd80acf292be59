import type { Unit } from '../../types/unit.ts';
import { printable } from '../../validate/problems.ts';
import type { Terminal } from '../terminal.ts';

/** Under --verbose: what the checks still say of the facts of a unit, and what they dropped, a line each. The unit itself holds both. */
export function sayRemarks({ verbose, quiet, line, colors }: Terminal, { document, passage, audit }: Unit): void {
  if (!verbose || quiet) return;
  const where = passage.of === 1 ? document.id : `${document.id}, passage ${passage.index + 1} of ${passage.of}`;
  for (const { check, severity, pointer, reason } of audit.findings) {
    const word = severity === 'warn' ? colors.yellow('warns') : colors.red('fails');
    line(`${word}   ${check}: ${printable(`${where}: ${pointer}: ${reason}`)}`);
  }
  for (const { what, check, reason } of audit.dropped) {
    line(`${colors.yellow('drops')}   ${check}: ${printable(`${where}: ${what}: ${reason}`)}`);
  }
}
