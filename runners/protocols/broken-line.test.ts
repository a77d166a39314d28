// SPDX-License-Identifier: BSD-3-Clause
/** Another CPU prints a whole line of the log into one of uktest's: both say what they were meant to say, wherever the line was broken. */
import { expect, test } from 'vitest';
import { RESET, casesOf, read } from './uktest-samples.ts';

const message = (verdict: string): string =>
  `\texpected \`r\` to be 1${'.'.padStart(2)}${'.'.repeat(59)} [ ${verdict} ]`;
const LINES = [
  '[libukboot] <boot.c @  393> Init Table @ 0x136008 - 0x136058',
  `test:${RESET} ring->fills`,
  message('PASSED'),
  `test:${RESET} ring->drains: at once`,
  message('FAILED'),
  '\t  in ring.c]:9]',
  `test:${RESET} ring->wraps`,
  '[libukboot] <boot.c @  524> main returned 0',
  '[libkvmplat] <shutdown.c @   59> Unikraft halted',
];
const headed = (words: string, index: number): string => `[    0.10${1000 + index}] Info: ${words}\r\n`;
const coloured = (words: string, index: number): string =>
  `${RESET}${RESET}\x1b[32m[    0.10${1000 + index}] ${RESET}\x1b[1m\x1b[32mInfo:${RESET} ${RESET}${words}\r\n`;

const WHOLE = ['ring.fills pass 1/0', 'ring.drains fail 0/1', 'ring.wraps pass 0/0'];

test.each([
  ['without colours', headed],
  ['with colours', coloured],
])('the reading is that of the whole lines, %s', (_, shown) => {
  const log = LINES.map(shown).join('');
  const other = shown('[appsmp] <main.c @   19> hello from CPU idx=2', 500);
  const from = log.indexOf('\n');
  const places = Array.from({ length: log.length - from }, (__, offset) => from + offset + 1);
  const readings = places.map((at) => read(log.slice(0, at) + other + log.slice(at)));
  const wrong = readings.filter((reading) => reading.end !== 'complete' || casesOf(reading).join() !== WHOLE.join());
  expect(casesOf(read(log))).toEqual(WHOLE);
  expect(wrong.map(casesOf)).toEqual([]);
});

test('behind half a line of a program a case is broken', () => {
  const broken = `waiting...[    0.103000] Info: test:${RESET} ring->f[    0.103100] Info: [appsmp] <main.c @   19> hello\r\nills\r\n`;
  expect(
    casesOf(read(headed(LINES[0] ?? '', 0) + broken + headed(message('PASSED'), 7) + headed(LINES[7] ?? '', 8))),
  ).toEqual(['ring.fills pass 1/0']);
});

test('the line of the other is broken as well: nothing is put together, and nothing passes', () => {
  const torn = `[    0.103000] Info: \texpected \`r\` to [    0.103100] Info: [appsmp] <main.c @   19> hel${message('FAILED').slice(15)}\r\nlo\r\n`;
  const log = headed(LINES[1] ?? '', 1) + torn + headed(LINES[7] ?? '', 8);
  expect(casesOf(read(log)).map((one) => one.split(' ')[1])).not.toContain('pass');
});

const started = headed(LINES[1] ?? '', 1);
const halted = headed(LINES[7] ?? '', 8);
const half = '[    0.103000] Info: \texpected `r` t';

test.each([
  ['PASSED', 'ring.fills pass 1/0'],
  ['FAILED', 'ring.fills fail 0/1'],
])('the verdict of a broken assertion stands at the end of the line that broke it: %s', (verdict, told) => {
  const torn = `${half}[    0.103100] Info: [appsmp] <main.c @   19> hel${message(verdict).slice(14)}\r\nlo\r\n`;
  const reading = read(started + torn + halted);
  expect(casesOf(reading)).toEqual([told]);
  expect(reading.findings).toEqual([]);
});

test.each([
  ['PASSED', 'ring.fills pass 1/0'],
  ['FAILED', 'ring.fills fail 0/1'],
])('a program on another CPU prints a line into an assertion: %s', (verdict, told) => {
  const reading = read(`${started}${half}tick 3\r\n${message(verdict).slice(14)}\r\n${halted}`);
  expect(casesOf(reading)).toEqual([told]);
  expect(reading.suites[0]?.cases[0]?.failures.map(({ text }) => text)).toEqual(
    verdict === 'FAILED' ? ['expected `r` to be 1'] : [],
  );
});

test('what a program pads by itself is not the rest of an assertion that another CPU broke', () => {
  const log = `${started}${half}tick 3\r\nopens ${'.'.repeat(20)} [ PASSED ]\r\n${halted}`;
  expect(casesOf(read(log))).toEqual(['ring.fills unresolved 0/0']);
});

test('another CPU prints its level into a name: no case has that', () => {
  const torn = `Info: test:${RESET} ring->draInfo:2: test:  [ax\r\n`;
  expect(casesOf(read(`Info: test:${RESET} ring->fills\r\n${torn}`))).toHaveLength(1);
});

test.each([
  ['PASSED', 'ring.fills pass 1/0'],
  ['FAILED', 'ring.fills fail 0/1'],
])('a program on another CPU prints a line into a head, at any place: %s', (verdict, told) => {
  const line = `[    0.103000] Info: ${message(verdict)}\r\n`;
  const places = Array.from({ length: '[    0.103000] Info:'.length - 3 }, (_, offset) => offset + 3);
  const readings = places.map((at) => read(`${started}${line.slice(0, at)}tick 3\r\n${line.slice(at)}${halted}`));
  expect(readings.map(casesOf)).toEqual(places.map(() => [told]));
  expect(readings.flatMap(({ findings }) => findings)).toEqual([]);
});

test('a program prints brackets with a number: its next line is no rest of a head', () => {
  const log = `${started}[  5] local port\r\n[  5]   0.00 sec\r\n${headed(message('PASSED'), 4)}${halted}`;
  expect(read(log)).toMatchObject({ end: 'complete', findings: [] });
  expect(casesOf(read(log))).toEqual(['ring.fills pass 1/0']);
});

test('a program on another CPU prints a line between the dots of a message', () => {
  const line = `[    0.103000] Info: \tcustom words ${'.'.repeat(68)} [ PASSED ]\r\n`;
  const broken = `${line.slice(0, 60)}tick 3\r\n${line.slice(60)}`;
  expect(casesOf(read(started + broken + halted))).toEqual(['ring.fills pass 1/0']);
});

test('what is broken off and never goes on leaves its case in doubt', () => {
  const other = '[    0.103100] Info: [appsmp] <main.c @   19> hello\r\n';
  const log = `${started}[    0.103000] Info: [libring] <ring.c @    7> wo${other}${headed(message('PASSED'), 4)}`;
  expect(read(log).findings).toEqual(['several CPUs printed at once in ring.fills: wo']);
  const torn = `${started}[    0.103000] Info: [libring] <ring.c @    7> wo${other}rdsInfo: h{r:0x1\r\n${halted}`;
  expect(casesOf(read(torn))).toEqual(['ring.fills unresolved 0/0']);
});
