// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { chooseProtocol } from './choose.ts';
import type { Reading } from './reading.ts';

function read(bytes: Buffer, protocol = 'ktap', status: number | null = null): Reading {
  const reader = chooseProtocol({ protocol, suite: 'log' })(bytes.toString('latin1'));
  reader.push(bytes);
  return reader.finish(status);
}

const verdicts = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) => cases.map((one) => `${name}.${one.name} ${one.verdict}`));

const LINES = ['KTAP version 1', '1..1', '    # Subtest: s', '    1..2', '    ok 1 a', '    not ok 2 b', 'not ok 1 s'];
const withPrefix = (prefix: string): string => LINES.map((line) => `${prefix}${line}\n`).join('');

test.each<[string, string]>([
  ['a byte order mark', `\ufeff${withPrefix('2026-05-01T10:00:00.1234567Z ')}`],
  ['a command before it', `+ qemu-system-x86_64 -kernel x\n${withPrefix('[10:00:01.123] ')}`],
  ['ts(1)', withPrefix('Nov 21 23:00:00 ')],
  ['a clock in brackets', withPrefix('[2026-05-01 10:00:00.123] ')],
  ['the number of a stream', withPrefix('2026-05-01T10:00:00.123456Z 00O ')],
  ['an indentation of all', withPrefix('   ')],
])('what a collector did: %s', (_, text) => {
  const reading = read(Buffer.from(text));
  expect(verdicts(reading)).toEqual(['s.a pass', 's.b fail']);
  expect(reading.end).toBe('complete');
});

test('what was learnt of numbers takes no time with others', () => {
  const numbers = '1 '.repeat(30);
  const text = `${numbers}KTAP version 1\n${numbers}1..1\n${`${'1'.repeat(62)}x\n`.repeat(300)}ok 1 a\n`;
  expect(verdicts(read(Buffer.from(text)))).toEqual(['log.a pass']);
});

test('UTF-16, as some shells redirect', () => {
  const reading = read(Buffer.from(`\ufeff${withPrefix('')}`, 'utf16le'));
  expect(verdicts(reading)).toEqual(['s.a pass', 's.b fail']);
});

const DONE = 'TAP version 13\n1..1\nok 1 a\n';
const OOPS = 'BUG: unable to handle page fault\n';
const PANIC = 'Kernel panic - not syncing: Fatal exception\n';

test.each<[string, string, Reading['end'], string | null]>([
  ['a panic behind the last result', `${DONE}${OOPS}${PANIC}`, 'crash', OOPS.trim()],
  ['what a kernel survives', `${DONE}${OOPS}`, 'complete', null],
  [
    'an init that has ended',
    `${DONE}Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000000\n`,
    'complete',
    null,
  ],
  [
    'an init that died',
    `${DONE}Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b\n`,
    'crash',
    null,
  ],
  ['a bug that a test provoked, then a cut', `TAP version 13\n1..2\n${OOPS}ok 1 a\n`, 'truncated', null],
])('%s', (_, text, end, cause) => {
  const reading = read(Buffer.from(text));
  expect(reading.end).toBe(end);
  if (cause !== null) expect(reading.cause).toBe(cause);
});

test.each(['ktap', 'prefix-lines', 'exit-code'])(
  "%s: the monitor's last words say that somebody ended it",
  (protocol) => {
    const text = 'PASS: a\nTAP version 13\n1..2\nok 1 a\nqemu-system-x86_64: terminating on signal 15 from pid 9\n';
    expect(read(Buffer.from(text), protocol)).toMatchObject({
      end: 'hang',
      cause: expect.stringContaining('signal 15') as string,
    });
  },
);

test('the kernel goes on behind text without an end', () => {
  const text =
    '[    1.000000] TAP version 13\n[    1.000000] 1..2\nloading...[    1.000000] ok 1 a\nstill[    2.000000] ok 2 b\n';
  expect(verdicts(read(Buffer.from(text)))).toEqual(['log.a pass', 'log.b pass']);
  const crash = 'PASS: a\nloading...Unhandled exception 6 #UD at ip 0000000000400123\n';
  expect(read(Buffer.from(crash), 'prefix-lines')).toMatchObject({ end: 'crash', cause: crash.slice(18).trim() });
});

test.each([
  ['behind its own line', '', '!!!! X64 Exception Type - 06(#UD - Invalid Opcode)  CPU Apic ID - 00000000 !!!!'],
  ['behind what was not finished', 'loading ', '!!!! X64 Exception Type - 0D(#GP)  CPU Apic ID - 00000000 !!!!'],
  ['on arm64', '', 'Synchronous Exception at 0x0000000047A9C0B8'],
])('an exception that firmware reports is a crash, %s', (_, before, words) => {
  const text = `TAP version 13\n1..3\nok 1 - a\n${before}${words}\nRIP  - 00000000065FA072\n`;
  expect(read(Buffer.from(text))).toMatchObject({ end: 'crash', cause: words });
  expect(read(Buffer.from(`PASS: a\n${before}${words}\n`), 'prefix-lines')).toMatchObject({ end: 'crash' });
});

test('a result that was cut is none, unless the log says that it was the last', () => {
  expect(verdicts(read(Buffer.from('PASS: a\nPASS: some'), 'prefix-lines'))).toEqual([
    'log.a pass',
    'log.some unresolved',
  ]);
  expect(verdicts(read(Buffer.from('FAIL: a\nFAIL: some'), 'prefix-lines'))).toEqual(['log.a fail', 'log.some fail']);
  expect(verdicts(read(Buffer.from('PASS: a\nPASS: some'), 'prefix-lines', 1))).toEqual([
    'log.a pass',
    'log.some pass',
  ]);
});

const RESULTS = ['TAP version 13', '1..3', 'ok 1 - a', 'not ok 2 - b', 'ok 3 - c # SKIP no disk'];
const seconds = (index: number): string => (9.5 + index / 3).toFixed(1);

test.each<[string, (line: string, index: number) => string]>([
  ['the step of a build and its seconds', (line, index) => `#12 ${seconds(index)} ${line}`],
  ['a container', (line) => `vm-1  | ${line}`],
  ['a mark of quotation', (line) => `> ${line}`],
  ['another clock of a program', (line, index) => `2026/05/01 10:00:0${index} ${line}`],
  ['a time of day', (line, index) => `10:00:0${index} ${line}`],
  ['a service', (line, index) => `May 01 10:00:0${index} lab qemu-system-x86_64[71]: ${line}`],
  ['a clock, and the kernel its own', (line, index) => `#9 ${seconds(index)} [    1.00000${index}] ${line}`],
  ['blanks before the clock of the kernel', (line, index) => `    [    1.00000${index}] ${line}`],
  ['each line twice', (line) => `${line}\n${line}`],
  ['CR CR LF', (line) => `${line}\r\r`],
])('what stands before each line is learnt from the log: %s', (_, collect) => {
  const reading = read(Buffer.from(RESULTS.map((line, index) => `${collect(line, index)}\n`).join('')));
  expect(verdicts(reading)).toEqual(['log.a pass', 'log.b fail', 'log.c skip']);
  expect(reading).toMatchObject({ end: 'complete', cause: null });
});

test('some lines of others stand among those with a prefix', () => {
  const log = ['# make run', ...RESULTS.map((line) => `| ${line}`), ''].join('\n');
  expect(verdicts(read(Buffer.from(log)))).toEqual(['log.a pass', 'log.b fail', 'log.c skip']);
});

test.each<[string, string]>([
  ['blanks', '    '],
  ['comments', '# '],
])('what is before each result of an excerpt may be its own: %s', (_, prefix) => {
  const reading = read(
    Buffer.from(
      RESULTS.slice(1)
        .map((line) => `${prefix}${line}\n`)
        .join(''),
    ),
  );
  expect(reading.end).toBe('truncated');
});

test('words of other lines are no prefix', () => {
  const log = 'serial: ok 1 a\nserial: ok 2 b\nTAP version 13\n1..1\nok 1 c\nbye\n';
  expect(verdicts(read(Buffer.from(log)))).toEqual(['log.c pass']);
});

test('a result twice among lines that come once is not taken as one', () => {
  const reading = read(Buffer.from('1..2\nok 1 a\nok 1 a\n# x\n# y\n# z\n'));
  expect(reading.cause).toBe('number 1 twice in log');
});

test('results as words may be indented all', () => {
  const log = ['PASS: a', 'FAIL: b', 'SUMMARY: 2 tests, 1 unexpected failures'].map((line) => `   ${line}\n`).join('');
  expect(verdicts(read(Buffer.from(log), 'prefix-lines'))).toEqual(['log.a pass', 'log.b fail']);
});

test('a cut between CR and LF is none in the line', () => {
  expect(read(Buffer.from('1..1\r\nok 1 a\r'))).toMatchObject({ end: 'complete' });
});

test('a BIOS that ends no line', () => {
  expect(verdicts(read(Buffer.from('Booting from ROM..TAP version 13\n1..1\nok 1 a\n')))).toEqual(['log.a pass']);
});

test('another CPU prints into a result of the kernel: its name is whole', () => {
  const log = `[    1.000000] 1..2\n[    1.100000] ok 1 - long_[    1.100001] random: done\nname\n[    1.200000] ok 2 - b\n`;
  expect(verdicts(read(Buffer.from(log)))).toEqual(['log.long_name pass', 'log.b pass']);
});

test.each([
  'watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [a:7]',
  'BUG: workqueue lockup - pool cpus=0 stuck for 40s!',
  'rcu: INFO: rcu_sched self-detected stall on CPU',
  'INFO: task test:12 blocked for more than 120 seconds.',
])('a kernel that says what hangs, and then nothing: %s', (words) => {
  const log = `[    1.0] 1..2\n[    1.1] ok 1 a\n[   30.0] ${words}\n`;
  const reading = read(Buffer.from(log));
  expect(verdicts(reading)).toEqual(['log.a pass', 'log.test 2 timeout']);
  expect(reading).toMatchObject({ end: 'hang', cause: `1 of 2 planned tests reported; ${words}` });
  expect(read(Buffer.from(`${log}[   31.0] ok 2 b\n`))).toMatchObject({ end: 'complete', cause: null });
});
