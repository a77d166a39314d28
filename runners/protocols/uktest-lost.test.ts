// SPDX-License-Identifier: BSD-3-Clause
/** Logs of uktest that lack lines, or hold some that were torn apart: nothing of them may look better than it was. */
import { expect, test } from 'vitest';
import { readLog, type Reading } from './reading.ts';
import { UktestReader } from './uktest.ts';

const assertion = (verdict: string, expression = 'x'): string =>
  `\t${`expected \`${expression}\` to be true`.padEnd(80, '.').replace(/e\.\./, 'e .')}. [ ${verdict} ]`;
const END = ['main returned 0', 'Halting system (0)', 'Unikraft halted'];

/** In the form of releases up to 0.17. */
const logOf = (lines: readonly string[]): string =>
  lines.map((line, index) => `[    0.10${1000 + index}] Info: ${line}\r\n`).join('');

function read(log: string): Reading {
  const reader = new UktestReader(log);
  return readLog([...reader.push(Buffer.from(log, 'latin1')), ...reader.finish()], null);
}

const verdictsOf = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) => cases.map((one) => `${name}.${one.name} ${one.verdict}`));

test.each([
  ['PASSED', "1 assertions are nobody's, 0 of them failed"],
  ['FAILED', "1 assertions are nobody's, 1 of them failed"],
])('a log that begins inside of a case is not all green: %s', (verdict, words) => {
  const place = verdict === 'FAILED' ? ['\t  in ring.c]:7]'] : [];
  const reading = read(logOf([assertion(verdict), ...place, 'test: ring->drains', assertion('PASSED'), ...END]));
  expect(verdictsOf(reading)).toEqual(['ring.drains pass']);
  expect(reading).toMatchObject({ end: 'complete', cause: `the line that names a case is lost: ${words}` });
});

test('another CPU prints into the name of a case: what follows is not that of the case before', () => {
  const torn = '[    0.200000] Info: t[    es0.20t: ri0001] ng->fIiInlls\r\nnfo: [appx] <main.c @ 9> hello\r\n';
  const log = `${logOf(['test: ring->drains', assertion('PASSED')])}${torn}${logOf([assertion('FAILED'), '\t  in ring.c]:7]', ...END])}`;
  const reading = read(log);
  expect(verdictsOf(reading)).toEqual(['ring.drains unresolved']);
  expect(reading.cause).toContain('1 of them failed');
});

test.each([
  ['CRIT: [libring] <ring.c @    4> Assertion failure: r', { end: 'crash', cause: 'Assertion failure: r' }],
  ['Info: [libukboot] <boot.c @  524> main returned 3', { end: 'complete', cause: 'main returned 3' }],
])('another CPU prints between the time of a line and what it says: %s', (words, expected) => {
  const torn = `[    0.103000] [    0.200190] Info: [appx] <main.c @   19> hello\r\n${words}\r\n`;
  const halt = '[    0.104000] Info: [libkvmplat] <shutdown.c @   59> Unikraft halted\r\n';
  expect(read(logOf(['test: ring->fills', assertion('PASSED')]) + torn + halt)).toMatchObject(expected);
});

test('dots of an assertion without its verdict: it may have failed', () => {
  const torn = '\tcustom words 10 .........[   . 0.2....00] hello .[ F';
  expect(verdictsOf(read(logOf(['test: ring->fills', torn, 'test: ring->drains', ...END])))).toEqual([
    'ring.fills unresolved',
    'ring.drains pass',
  ]);
  const said = '\tcustom words, and so on...';
  expect(verdictsOf(read(logOf(['test: ring->fills', said, ...END])))).toEqual(['ring.fills pass']);
});

test('letters between the dots of an assertion without its verdict: it may have failed', () => {
  const torn = '\tcustom words .n.d[e . .f.r.o.m. .C.P.U.x';
  expect(verdictsOf(read(logOf(['test: ring->fills', torn, assertion('PASSED'), ...END])))).toEqual([
    'ring.fills unresolved',
  ]);
});

test('half a colour between the lines of a case shows that another CPU printed there', () => {
  const log = logOf(['test: ring->fills', assertion('PASSED'), 'test: ring->drains', ...END]);
  const torn = log.replace('test: ring->drains', 'he[0mllo\r\n[    0.103000] Info: test: ring->drains');
  expect(verdictsOf(read(torn))).toEqual(['ring.fills unresolved', 'ring.drains pass']);
});

test('what else a program does with a terminal is whole', () => {
  for (const said of ['\x1b]0;a title\x07$ ls', '\x1b]8;;http://x\x1b\\link', '\x1bD', '\x1b#8 \x1b%G']) {
    const log = logOf(['test: ring->fills', assertion('PASSED')]) + `${said}\r\n` + logOf(END);
    expect(read(log)).toMatchObject({ end: 'complete', cause: null, findings: [] });
  }
});

test('the screen that a firmware sets up is no part of its words', () => {
  const firmware = '\x1b[2J\x1b[01;01H\x1b[=3h\x1b[2JBdsDxe: loading Boot0001\r\n';
  const reading = read(firmware + logOf(['test: ring->fills', assertion('PASSED'), ...END]));
  expect(reading).toMatchObject({ end: 'complete', cause: null, findings: [] });
});

test('uktest prints at any level since 0.18: the time alone is before its lines, zero bytes around all words', () => {
  const line = (level: string, text: string, index: number): string =>
    `[    0.10${1000 + index}] ${level}\0${text}\r\n\0`;
  const lines = ['test: ring->fills', assertion('PASSED'), assertion('FAILED', 'y'), '\t  in ring.c]:7]'];
  const log = [
    ...lines.map((text, index) => line('', text, index)),
    ...END.map((text, index) => line('Info: [libukboot] <boot.c @  524> ', text, 10 + index)),
  ].join('');
  expect(read(log)).toMatchObject({
    suites: [
      {
        cases: [
          {
            verdict: 'fail',
            assertions: { passed: 1, failed: 1 },
            failures: [{ text: 'expected `y` to be true', file: 'ring.c', line: 7 }],
          },
        ],
      },
    ],
    end: 'complete',
    findings: [],
  });
});

test('what a program that kept the log says behind its end is no output of the kernel', () => {
  const log = logOf(['test: ring->fills', assertion('PASSED'), ...END]);
  expect(read(`${log}Script done on 2026-05-01 10:00:20+00:00 [COMMAND_EXIT_CODE="0"]\n`).findings).toEqual([]);
  expect(read(`${log}[    0.900000] Info: [libx] still here\r\n`).findings).toHaveLength(1);
});

test('a case that runs again and again and fails costs no more each time', () => {
  const again = logOf(['test: ring->fills', assertion('FAILED'), '\t  in ring.c]:7]']);
  const reading = read(again.repeat(30_000));
  expect(reading.suites[0]?.cases[0]?.failures).toHaveLength(30_000);
  expect(reading.suites[0]?.cases[0]).toMatchObject({ assertions: { passed: 0, failed: 30_000 } });
});

test('a log kept as UTF-16 reads like any other', () => {
  const second = `line two ${'.'.repeat(80 - 'line one\nline two'.length)} [ PASSED ]`;
  const log = logOf(['test: ring->fills', '\tline one']) + `[    0.101500] Info: ${second}\r\n` + logOf(END);
  expect(read(log)).toMatchObject({ end: 'complete', cause: null, findings: [] });
  expect(read(Buffer.from(log, 'utf16le').toString('latin1'))).toEqual(read(log));
});

const SECOND = '[    0.200190] Info: [appx] <main.c @   19> hello\r\n';
const before = logOf(['test: ring->fills', assertion('PASSED')]);
const CRASH = '[    0.300000] CRIT: [libring] <ring.c @    4> Assertion failure: r\r\n';
const failed = logOf([assertion('FAILED'), '\t  in ring.c]:7]']);

test.each([
  ['behind its head', '[    0.110000] Info: ', 'test: ring->drains'],
  ['in its first word', '[    0.110000] Info: te', 'st: ring->drains'],
  ['in its name', '[    0.110000] Info: test: ring->dr', 'ains'],
])('another CPU prints a line into the one that names a case, %s', (_, begun, rest) => {
  const log = `${before}${begun}${SECOND}${rest}\r\n${failed}${logOf(END)}`;
  expect(verdictsOf(read(log))).toEqual(['ring.fills pass', 'ring.drains fail']);
});

test('a name that is broken again and again without an end is none', () => {
  const log = `${before}[    0.110000] Info: test: ring->${`${SECOND}drains`.repeat(200)}\r\n${failed}${logOf(END)}`;
  const reading = read(log);
  expect(verdictsOf(reading)).toEqual(['ring.fills unresolved']);
  expect(reading.cause).toContain('the line that names a case is lost');
});

/** Letters of the one between those of the other. */
const mixed = (one: string, other: string): string =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, at) => one.charAt(at) + other.charAt(at)).join('');

test.each([
  ['fails', failed],
  ['crashes', CRASH],
  ['hangs', ''],
])('a case whose name is torn to letters %s: it is not the one before', (_, end) => {
  const torn = mixed('[    0.110000] Info: test: ring->drains\r\n', SECOND);
  expect(verdictsOf(read(before + torn + end))).toEqual(['ring.fills unresolved']);
});

test('a case that had failed before lines were mixed up has failed', () => {
  const torn = mixed('[    0.110000] Info: test: ring->drains\r\n', SECOND);
  expect(verdictsOf(read(before + failed + torn + CRASH))).toEqual(['ring.fills fail']);
});

test.each([
  ['CRIT: [libring] <ring.c @    4> Assertion failure: r\r\n', ''],
  ['Info: [libukboot] <boot.c @  410> Call init function: 0x1000(0x0)...\r\n', CRASH],
])(
  'what was said behind the last line of a case is torn: whether it crashed or hung nobody knows: %s',
  (words, end) => {
    const torn = mixed(`[    0.110000] ${words}`, SECOND);
    expect(verdictsOf(read(before + torn + end))).toEqual(['ring.fills unresolved']);
    const goesOn = logOf([assertion('PASSED')]);
    expect(verdictsOf(read(before + torn + goesOn + CRASH))).toEqual(['ring.fills crash']);
  },
);

test('the line with what main returned is torn: the log is not all good', () => {
  const torn = mixed('[    0.110000] Info: [libukboot] <boot.c @  524> main returned 3\r\n', SECOND);
  const reading = read(
    `${before}${logOf(['[libukboot] <boot.c @  520> Calling main(1)'])}${torn}${logOf(['Unikraft halted'])}`,
  );
  expect(verdictsOf(reading)).toEqual(['ring.fills pass']);
  expect(reading).toMatchObject({
    end: 'complete',
    cause: 'lines at the end are mixed up: what main returned is lost',
  });
});

test.each([
  ['a program tells of a test', 'test: mine->own\r\n'],
  ['a program has a clock and a level of its own', '[12:30:01.123456] Info: the test of a: it->next\r\n'],
  ['a driver tells of a test', '[    0.110000] ERR:  [libvfscore] <main.c @   12> no such file: test: a->b\r\n'],
])('%s: no line is torn', (_, said) => {
  const log = `${before}${said}${logOf([assertion('PASSED'), ...END])}`;
  expect(read(log)).toMatchObject({ end: 'complete', cause: null, findings: [] });
  expect(verdictsOf(read(log))).toEqual(['ring.fills pass']);
});

test('each boot of a log has an end of its own: a crash in one is not that of the case in which the next one hangs', () => {
  const boot = '[    0.000000] Info: [libukboot] <boot.c @  283> Unikraft constructor table at 0x1 - 0x2\r\n';
  const halt = '[    0.400000] Info: [libkvmplat] <shutdown.c @   59> Unikraft halted\r\n';
  const next = logOf(['test: ring->drains', assertion('PASSED')]);
  const reading = read(boot + before + CRASH + halt + boot + next);
  expect(verdictsOf(reading)).toEqual(['ring.fills crash', 'ring.drains timeout']);
  expect(reading).toMatchObject({ end: 'crash', cause: 'Assertion failure: r' });
  const returned = logOf(['main returned 3', 'Halting system (0)', 'Unikraft halted']);
  expect(read(boot + before + returned + boot + next + logOf(END)).cause).toBe('main returned 3');
});
