import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/types/unit.ts';
import { jsonLines } from '../support/cli.ts';
import { playEndpoint } from '../support/endpoint.ts';
import { draftAbout } from '../support/targets.ts';

/** The built command in a process of its own, as users run it. `npm test` builds it first. */
const bin = fileURLToPath(new URL('../../bin/ku.js', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

const bash = (script: string) =>
  spawnSync('bash', ['--norc', '-c', script], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, KU: `${process.execPath} ${bin}` },
  });

describe('ku in a shell', () => {
  it('ends quietly when the reader of its pipe has enough', () => {
    const run = bash('$KU extract seeds seeds/* --engine offline --quiet | head -n 1 | wc -l; echo "$PIPESTATUS"');
    expect(run.stderr).toBe('');
    expect(run.stdout.split('\n').map((line) => line.trim())).toEqual(['1', '0', '']);
  });

  it('says where its output is lost', () => {
    for (const command of [
      'extract seeds --engine offline --quiet',
      'schema unit',
      'cache info --cache "$(mktemp -d)"',
    ]) {
      const { status, stderr } = bash(`$KU ${command} > /dev/full`);
      expect({ command, status }).toEqual({ command, status: 2 });
      expect(stderr).toMatch(/^ku: standard output could not be written: ENOSPC/);
    }
    expect(bash('$KU extract seeds --engine offline --verbose 2> /dev/full > /dev/null').status).toBe(0);
  });

  it('ends quietly with every command that writes data', () => {
    for (const command of [
      'prompt seeds --json --quiet',
      'prompt seeds --quiet',
      'prompt seeds --text --quiet',
      'schema unit',
      'validate package.json --json --quiet',
    ]) {
      expect(bash(`$KU ${command} | head -c 10 > /dev/null`).stderr, command).toBe('');
    }
  });

  it.runIf(process.platform === 'linux')('says that a full disk takes no more, and is no bug for that', () => {
    const commands = [
      'extract seeds --engine offline --quiet',
      'prompt seeds --quiet',
      'schema unit',
      'validate -q --json x',
    ];
    writeFileSync(join(tmpdir(), 'ku-full-disk.json'), '{}');
    for (const command of commands.map((each) => each.replace(/x$/, join(tmpdir(), 'ku-full-disk.json')))) {
      const { stderr, stdout } = bash(`$KU ${command} > /dev/full; echo $? >&2`);
      expect(stdout).toBe('');
      expect(stderr, command).toMatch(
        /^ku: standard output could not be written: ENOSPC: [^\n]*\n {4}free some space[^\n]*\n2\n$/,
      );
    }
    expect(bash('$KU extract nowhere.txt 2> /dev/full; echo $?').stdout.trim()).toBe('2');
    rmSync(join(tmpdir(), 'ku-full-disk.json'));
  });

  it('ends quietly when nobody reads the help', () => {
    const run = bash('$KU extract --help | true; echo "$PIPESTATUS"');
    expect([run.stderr, run.stdout.trim()]).toEqual(['', '0']);
  });

  it('passes units through pipes whole', () => {
    const run = bash('$KU extract seeds --engine offline --quiet | $KU validate -; echo $?');
    expect(run.stdout.trim()).toBe('0');
    expect(run.stderr).toContain('10 units in 1 file: all valid');
  });

  it('has the statuses of the contract', () => {
    expect(bash('$KU --help > /dev/null').status).toBe(0);
    expect(bash('$KU extract nowhere.txt').status).toBe(2);
    expect(bash('printf "" | $KU extract - --engine offline').status).toBe(1);
    expect(bash('echo "{}" | $KU validate -').status).toBe(1);
    expect(bash('$KU --version').stdout.trim()).toBe(
      JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    );
  });

  it('ends after Ctrl-C though more could come through its pipe', async () => {
    const child = spawn(process.execPath, [bin, 'extract', '-', '--engine', 'offline', '--input-format', 'jsonl']);
    // Nothing is read before the first 64 kB are there.
    child.stdin.write('{"id": "a", "text": "Kelp is blue."}\n'.repeat(2500));
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    child.stdout.once('data', () => child.kill('SIGINT'));
    const status = await new Promise((done) => child.on('close', done));
    expect(status).toBe(130);
    expect(said).toContain('next: the same command again');
  });

  it('keeps what is done after Ctrl-C, twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ku-signal-'));
    const lines = Array.from({ length: 8 }, (_, index) =>
      JSON.stringify({ id: `d${index}`, text: `Kelp ${index} is blue.` }),
    );
    writeFileSync(join(folder, 'in.jsonl'), lines.join('\n'));
    const endpoint = await playEndpoint((_, index) => ({
      content: JSON.stringify(draftAbout('kelp')),
      delayMs: index < 3 ? 0 : 60_000,
    }));
    const flags = [
      '--base-url',
      endpoint.baseUrl,
      '--model',
      'played',
      '--concurrency',
      '1',
      '--passes',
      '1',
      '--out',
      'units.jsonl',
    ];
    const child = spawn(process.execPath, [bin, 'extract', 'in.jsonl', ...flags], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    while (endpoint.asked.length < 4) await new Promise((done) => setTimeout(done, 20));
    child.stderr.once('data', () => child.kill('SIGINT'));
    child.kill('SIGINT');
    const status = await new Promise((done) => child.on('close', done));
    await endpoint.close();
    const kept = jsonLines<Unit>(readFileSync(join(folder, 'units.jsonl'), 'utf8'));
    rmSync(folder, { recursive: true });
    expect(status).toBe(130);
    expect(kept.map((unit) => unit.document.id)).toEqual(['d0', 'd1', 'd2']);
  });
});
