// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import type { Reading } from '../protocols/reading.ts';
import { exitCodeOf, readConsole } from './judge.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const DIR = mkdtempSync(join(tmpdir(), 'ukmatrix-judge-'));
afterAll(() => {
  rmSync(DIR, { recursive: true, force: true });
});

const PASS = 'Info: test: a->b\nInfo: \tone is one ......... [ PASSED ]\n';
const FAIL = 'Info: test: a->c\nInfo: \tone is two ......... [ FAILED ]\nInfo: \t  in a.c]:7]\n';
const END = 'Info: main returned 0\nInfo: Unikraft halted\n';

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  for (const line of text.split(/(?<=\n)/)) yield await Promise.resolve(Buffer.from(line));
}

const read = (text: string, status: number | null = null): Promise<Reading> =>
  readConsole(bytesOf(text), { protocol: 'uktest', statusMap: 'plain', suite: 'log' }, status);

test.each([
  ['all passed and the kernel halted in order', PASS + END, null, 0],
  ['one failed', PASS + FAIL + END, null, 1],
  ['the last one hangs', PASS, null, 1],
  ['the kernel crashed outside of any case', `${PASS}${END}`, 85, 1],
  ['main says that something is wrong', `${PASS}Info: main returned 7\nInfo: Unikraft halted\n`, null, 1],
  ['a suite did not start', `ERR:  Could not initialize test suite: b\n${PASS}${END}`, null, 1],
  ['the log is cut', PASS.slice(0, -20), null, 3],
  ['no case ran', END, null, 3],
  ['the monitor was stopped after the kernel had halted', PASS + END, 124, 0],
  ['the monitor died after the kernel had halted', PASS + END, 139, 1],
  ['there is nothing', '', null, 3],
])('exit code when %s', async (_, text, status, code) => {
  expect(exitCodeOf(await read(text, status))).toBe(code);
});

test('nothing but skips proves nothing', async () => {
  const text = 'TAP version 14\n1..1\nok 1 - a # SKIP not here\n';
  const reading = await readConsole(bytesOf(text), { protocol: 'tap', statusMap: 'plain', suite: 'log' }, null);
  expect(exitCodeOf(reading)).toBe(3);
});

test.each([
  [33, 0],
  [35, 1],
])('status %d, of which somebody said what it means, goes for TAP too', async (status, code) => {
  const choice = { protocol: 'tap', statusMap: '33=pass,35=fail', suite: 'log' };
  expect(exitCodeOf(await readConsole(bytesOf('TAP version 14\n1..1\nok 1 - a\n'), choice, status))).toBe(code);
});

test('a log without a line of the protocol is shown by its first lines', async () => {
  const { end, findings } = await read('BIOS 1.0\n\nnothing to boot\n');
  expect(end).toBe('truncated');
  expect(findings).toEqual([expect.stringContaining('begins: "BIOS 1.0" "nothing to boot"')]);
});

test.each([
  ['[    1.000000] KTAP version 1\n[    1.000000] 1..1\n', 'tap'],
  ['PASS: a\n', 'prefix-lines'],
  ['hello\n', null],
])('a log of another protocol is told as that: %j', async (text, other) => {
  const { findings } = await read(text);
  expect(findings).toEqual([
    (other === null
      ? expect.not.stringContaining('has lines')
      : expect.stringContaining(`protocol ${other};`)) as string,
  ]);
});

test('our own TAP says itself which nonce it has', async () => {
  const lines = ['TAP version 14', '1..1', '# Subtest: a', '    1..1', '    # Case: b', '    ok 1 - b', 'ok 1 - a'];
  const end = '# End: suites=1 cases=1 passed=1 failed=0 skipped=0';
  const text = ['boot', ...lines.map((line) => `@beef ${line}`), 'TAP version 13', `@beef ${end}`, ''].join('\n');
  const reading = await readConsole(bytesOf(text), { protocol: 'tap', statusMap: 'plain', suite: 'log' }, null);
  expect(reading).toMatchObject({ end: 'complete', suites: [{ name: 'a', cases: [{ name: 'b', verdict: 'pass' }] }] });
});

test('standard input, and one object with the fields that are promised', async () => {
  const { exitCode, stdout } = await execa(process.execPath, [MAIN, 'judge', '-', '--json'], {
    input: PASS + FAIL + END,
    reject: false,
  });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    suites: [
      {
        name: 'a',
        cases: [
          { name: 'b', verdict: 'pass', assertions: { passed: 1, failed: 0 }, failures: [] },
          {
            name: 'c',
            verdict: 'fail',
            assertions: { passed: 0, failed: 1 },
            failures: [{ text: 'one is two', file: 'a.c', line: 7 }],
          },
        ],
      },
    ],
    end: 'complete',
    cause: null,
    findings: [],
  });
});

test("a guest's bytes do not move the cursor of a terminal", async () => {
  const file = join(DIR, 'rude.log');
  writeFileSync(file, `Info: test: a->b\nInfo: \tone\x07 \x1bPq#1\x07 ......... [ FAILED ]\n${END}`);
  const { stdout } = await execa(process.execPath, [MAIN, 'judge', file], { reject: false });
  expect(stdout).toContain(String.raw`one\x07 \x1bPq#1\x07`);
  expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
});
