// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { chooseProtocol } from './choose.ts';
import { finishReading } from './exit-code.ts';
import type { Reading } from './reading.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-expected-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

function fileOf(text: string): string {
  const file = join(dir, 'modules.out');
  writeFileSync(file, text);
  return file;
}

const EXPECTED = '\nmodules: 2\n\n  1: a at 0x1000\n  2: b at 0x2000\n';

interface Ended {
  readonly status: number | null;
  readonly isReset?: boolean;
  readonly isKilled?: boolean;
}

function read(printed: string, { status, isReset = false, isKilled = false }: Ended, expected = EXPECTED): Reading {
  const reader = chooseProtocol({ protocol: fileOf(expected), suite: 'modules' })('');
  // Byte by byte: where a chunk ends says nothing.
  for (const byte of Buffer.from(printed)) reader.push(Buffer.from([byte]));
  return reader.finish(status, isReset, isKilled);
}

const OFF: Ended = { status: 0 };
const WHOLE = 'modules: 2\n\n1: a at 0x1000\n2: b at 0x2000\n';

test.each<[string, string, Ended, string, Reading['end'], string | null]>([
  ['the same', WHOLE, OFF, 'pass', 'complete', null],
  ['the same of a lab', WHOLE, { status: null }, 'pass', 'complete', null],
  [
    'CR, colours and empty lines',
    `\r\n\n\x1b[1m${WHOLE.replaceAll('\n', '\x1b[0m\r\n')}\n\n`,
    OFF,
    'pass',
    'complete',
    null,
  ],
  ['LF CR, as some firmware writes', WHOLE.replaceAll('\n', '\n\r'), OFF, 'pass', 'complete', null],
  ['a kernel with a clock', WHOLE.replace(/^(?=.)/gm, '[    1.000000] '), OFF, 'pass', 'complete', null],
  ['all of it, and then nothing', WHOLE, { status: 124, isKilled: true }, 'pass', 'complete', null],
  ['another line', WHOLE.replace('0x2000', '0x3000'), OFF, 'fail', 'complete', '"2: b at 0x3000"'],
  ['another line, of a lab', WHOLE.replace('a at', 'c at'), { status: null }, 'fail', 'complete', '"1: c at 0x1000"'],
  ['another line, then nothing', 'modules: 3\n', { status: 124, isKilled: true }, 'fail', 'hang', '"modules: 3"'],
  ['a line more', `${WHOLE}oops\n`, OFF, 'fail', 'complete', 'nothing was to follow, and the console says "oops"'],
  ['a line before', `oops\n${WHOLE}`, OFF, 'fail', 'complete', '"oops"'],
  ['an empty line more', WHOLE.replace('\n2', '\n\n2'), OFF, 'fail', 'complete', 'the console says ""'],
  ['ended early', 'modules: 2\n', OFF, 'fail', 'complete', 'the console says nothing more'],
  ['said nothing', '', OFF, 'fail', 'complete', 'the console says nothing more'],
  ['cut', 'modules: 2\n', { status: null }, 'unresolved', 'truncated', null],
  ['hung', 'modules: 2\n', { status: 124, isKilled: true }, 'timeout', 'hang', null],
  ['reset', 'modules: 2\n', { status: null, isReset: true }, 'crash', 'crash', null],
  ['left with a status', 'modules: 2\n', { status: 3 }, 'crash', 'crash', null],
  ['panicked', 'Kernel panic - not syncing: x\n', OFF, 'crash', 'crash', null],
])('%s', (_, printed, ended, verdict, end, text) => {
  const reading = read(printed, ended);
  expect(reading.suites).toMatchObject([{ name: 'modules', cases: [{ name: 'output', verdict }] }]);
  expect(reading.end).toBe(end);
  if (text !== null) expect(reading.suites[0]?.cases[0]?.failures[0]?.text).toContain(text);
});

const DEBUG_EXIT = '1=pass,3=fail,0=crash';
const KILLED: Ended = { status: 124, isKilled: true };
const RESET: Ended = { status: null, isReset: true };

test.each<[string, string, string, Ended, string, Reading['end']]>([
  ['all lines and a good status', DEBUG_EXIT, WHOLE, { status: 1 }, 'pass', 'complete'],
  ['a hang behind all lines', DEBUG_EXIT, WHOLE, KILLED, 'timeout', 'hang'],
  ['a triple fault behind all lines', DEBUG_EXIT, WHOLE, RESET, 'crash', 'crash'],
  ['a reset on purpose', 'reset=pass', WHOLE, RESET, 'pass', 'complete'],
  ['a reset on purpose, too early', 'reset=pass', 'modules: 2\n', RESET, 'fail', 'complete'],
  ['another line and the status of a failure', DEBUG_EXIT, 'modules: 3\n', { status: 3 }, 'fail', 'complete'],
  ['too few lines and the status of a failure', DEBUG_EXIT, 'modules: 2\n', { status: 3 }, 'fail', 'complete'],
  ['too few lines and a good status', DEBUG_EXIT, 'modules: 2\n', { status: 1 }, 'fail', 'complete'],
])('where statuses mean something: %s', (_, statusMap, printed, { status, ...how }, verdict, end) => {
  const choice = { protocol: fileOf(EXPECTED), suite: 'modules', statusMap };
  const reader = chooseProtocol(choice)('');
  reader.push(Buffer.from(printed));
  expect(reader.hasSaidAll()).toBe(false);
  const reading = finishReading(reader, { exitStatus: status, isReset: false, isKilled: false, ...how }, choice);
  expect(reading).toMatchObject({ end, suites: [{ cases: [{ verdict }] }] });
});

test('a status that means a failure does not go with all lines', () => {
  const choice = { protocol: fileOf(EXPECTED), suite: 'modules', statusMap: DEBUG_EXIT };
  const reader = chooseProtocol(choice)('');
  reader.push(Buffer.from(WHOLE));
  const { cause } = finishReading(reader, { exitStatus: 3, isReset: false, isKilled: false }, choice);
  expect(cause).toBe('exit status 3 (fail) after results that are all good');
});

test('the first difference is told with its place in the file', () => {
  const { suites } = read(WHOLE.replace('2: b', '2: c'), OFF);
  expect(suites[0]?.cases[0]?.failures).toEqual([
    {
      text: 'expected "2: b at 0x2000", the console says "2: c at 0x2000"',
      file: join(dir, 'modules.out'),
      line: 5,
    },
  ]);
});

test('what each line begins with is no name of who collected them', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `guest | ${index}\n`).join('');
  expect(read(lines, OFF, lines).suites[0]?.cases[0]?.verdict).toBe('pass');
});

test('nothing to expect, and a file that is not there, are refused', () => {
  expect(() => read('', OFF, '\n \n')).toThrow('to print nothing is no pass');
  expect(() => chooseProtocol({ protocol: join(dir, 'none.out'), suite: 'x' })).toThrow(
    'cannot read the expected output',
  );
  expect(() => chooseProtocol({ protocol: 'none', suite: 'x' })).toThrow('unknown protocol "none"');
});
