// SPDX-License-Identifier: BSD-3-Clause
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { CaseEnded, RunEvent } from '../../model/events.ts';
import { allCases, resultsOf } from '../results.ts';
import { bootEnded, bootStarted, cell, ended, failed, planned, recordOf, started } from '../synthetic-run.ts';
import { appendAlone } from './boot-line.ts';
import { reproOf } from './repro.ts';
import { reproScript } from './script.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-repro-test-'));
const HERE = cell('arm64', 4);
const CASE = planned('smp', 'four');
/** Prints each of its arguments on a line of its own; what stands first is the monitor's name. */
const MONITOR = join(dir, 'monitor');
const PRINTER = '#!/bin/sh\nprintf "%s\\n" "$@"\n';
writeFileSync(MONITOR, PRINTER, { mode: 0o755 });

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function scriptFor(changes: Partial<CaseEnded>, append: string, pressedAfterMs?: number): string {
  const command = [
    ...[MONITOR, '-M', 'virt', '-fsdev', 'local,id=share,path=/run/a,,b/0,security_model=mapped-xattr,fmode=0600'],
    ...['-kernel', '/store/kernel', '-append', append],
  ];
  const boot = { ...bootStarted(HERE), command } as RunEvent;
  const pressed = pressedAfterMs === undefined ? {} : { pressedAfterMs };
  const record = recordOf([
    ...[started([HERE]), boot, ended(HERE, CASE, { ...failed('x is 3'), ...changes })],
    { ...bootEnded(HERE), ...pressed },
  ]);
  const [result] = allCases(resultsOf(record));
  const repro = result === undefined ? null : reproOf(record, result);
  return repro === null ? '' : reproScript(repro, 'kernel-a');
}

function argumentsOf(script: string, ...options: string[]): string[] {
  const file = join(dir, 'case.sh');
  writeFileSync(file, script);
  return execFileSync('sh', [file, ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
}

it('starts the recorded line with a kernel beside it and a share of its own', () => {
  const words = argumentsOf(scriptFor({}, 'uktest.nonce=1 uktest.skip=smp.one'));
  expect(words.slice(0, 3)).toEqual(['-M', 'virt', '-fsdev']);
  expect(words[3]).toMatch(/^local,id=share,path=\/[^,]+,security_model=mapped-file,fmode=0600$/);
  expect(words.slice(4)).toEqual(['-kernel', `${dir}/kernel-a`, '-append', 'uktest.nonce=1 uktest.skip=smp.one', '']);
});

it('takes options for the monitor, and runs the case alone if asked', () => {
  const words = argumentsOf(scriptFor({}, 'uktest.nonce=1 uktest.skip=smp.one'), '--alone', '-S');
  expect(words.slice(-3)).toEqual(['uktest.nonce=1 uktest.select=smp.four', '-S', '']);
});

it('does not offer a case alone where the kernel cannot pick any', () => {
  const script = scriptFor({}, 'console=ttyS0');
  expect(script).not.toContain('--alone');
  expect(argumentsOf(script, '-S').slice(-3)).toEqual(['console=ttyS0', '-S', '']);
});

it('keeps the seed when it selects one case', () => {
  expect(appendAlone('a uktest.select=x,y uktest.seed=7', CASE)).toBe('a uktest.seed=7 uktest.select=smp.four');
});

it('presses the power button as it was pressed then, and the guest waits for that', () => {
  const guest = 'while [ "$1" != -chardev ]; do [ "$1" != -append ] || echo "@1 TAP version 14 $2"; shift; done';
  const path = String.raw`m=${'${2##*path=}'}; read -r said <"$m.in"; echo "heard $said"; exit 35`;
  writeFileSync(MONITOR, `#!/bin/sh\n${guest}\n${path}\n`);
  const file = join(dir, 'pressed.sh');
  writeFileSync(file, scriptFor({}, 'uktest.nonce=1', 20));
  const { stdout, status } = spawnSync('sh', [file], { encoding: 'utf8' });
  writeFileSync(MONITOR, PRINTER);
  expect(stdout).toBe('@1 TAP version 14 uktest.nonce=1 app.end=button\nheard system_powerdown\n');
  expect(status).toBe(35);
});

it('leaves nothing that a guest printed to the shell', () => {
  const touched = join(dir, 'touched');
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('\n', '\r', '\u2028', "'", '$(', '`'), (text, character) => {
      const cause = `${text}${character}\ntouch ${touched}${character}$(touch ${touched})`;
      const words = argumentsOf(scriptFor({ verdict: 'crash', failures: [], cause }, `uktest.nonce=${text}'$(id)`));
      expect(words[0]).toBe('-M');
      expect(execFileSync('ls', [dir], { encoding: 'utf8' })).not.toContain('touched');
    }),
    { numRuns: 20 },
  );
});

it('has none for a case that no boot settled', () => {
  expect(scriptFor({ boot: null, verdict: 'unresolved' }, '')).toBe('');
});

it('gives each script its own name, whatever a guest calls its cases', () => {
  const cells = [cell('x86_64', 1), cell('arm64', 4)];
  const names = ['four', '../../four', 'a b', 'a_b', 'x'.repeat(500)];
  const record = recordOf([
    started(cells),
    ...cells.map((of) => bootStarted(of)),
    ...cells.flatMap((of) => names.map((name) => ended(of, planned('smp', name), failed('no')))),
  ]);
  const scripts = allCases(resultsOf(record)).map(({ script }) => script ?? '');
  expect(scripts.slice(0, 2)).toEqual(['repro/smp.four.sh', 'repro/smp..._.._four.sh']);
  expect(scripts[5]).toBe('repro/smp.four.arm64-nolibc-smp4.sh');
  expect(new Set(scripts).size).toBe(10);
  for (const script of scripts) expect(script).toMatch(/^repro\/[\w.-]{1,240}\.sh$/);
});
