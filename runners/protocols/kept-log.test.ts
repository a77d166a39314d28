// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { KeptLog } from './kept-log.ts';

const padded = (text: string): string => `${text} ${'.'.repeat(80 - text.length)}`;
const LOG = [
  '[    0.100000] Info: [libukboot] <boot.c @  393> Init Table @ 0x136008 - 0x136058',
  '[    0.100100] Info: test:\x1b[0m ring->fills: a name and what it does, too long for one row',
  `[    0.100200] Info:    ${padded('expected `zero == 0` to be true')} [ PASSED ]`,
  `[    0.100300] Info:    ${padded('expected `x` to be 1 but was 0')} [ FAILED ]`,
  '[    0.100400] Info:      in ring.c]:7]',
  'Привет',
  '[    0.100500] Info: [libkvmplat] <shutdown.c @   59> Unikraft halted',
  '',
].join('\n');

function restored(kept: string, cut = kept.length): string {
  const bytes = Buffer.from(kept);
  const log = new KeptLog(bytes);
  const parts = [log.push(bytes.subarray(0, cut)), log.push(bytes.subarray(cut)), log.finish()];
  return Buffer.concat(parts).toString();
}

const lines = LOG.trimEnd().split('\n');
const entries = (make: (line: string) => object, head = ''): string =>
  lines.map((line) => `${head}${JSON.stringify(make(line))}\n`).join('');

test.each([
  ['Docker', entries((line) => ({ log: `${line}\n`, stream: 'stdout' }))],
  ['LAVA', entries((line) => ({ dt: '2024-05-06T07:08:09', lvl: 'target', msg: line }), '- ')],
  [
    'LAVA, which says things, too',
    entries((line) => ({ lvl: 'target', msg: line }), '- ').replace(/^/, '- {"lvl": "info", "msg": "boot"}\n'),
  ],
  ['journald', entries((line) => ({ MESSAGE: line.includes('\x1b') ? [...Buffer.from(line)] : line }))],
])('lines kept as JSON: %s', (_, kept) => {
  expect(restored(kept)).toBe(LOG);
  expect(restored(kept, 77)).toBe(LOG);
});

const rows = (width: number): string =>
  LOG.replaceAll('\x1b[0m', '').replaceAll(new RegExp(`.{${width}}(?=.)`, 'gu'), '$&\r\n');

test.each([[80], [100]])('rows of a terminal, %d wide', (width) => {
  expect(rows(width)).not.toBe(LOG);
  expect(restored(rows(width))).toBe(LOG.replaceAll('\x1b[0m', ''));
});

const OTHER_CPU = `[    0.100200] Info:    ${padded('expected `zero == 0` to be true').slice(0, 70)}[    0.100201] Info: [appx] <main.c @   19> hello\n`;

test('lines that end in CR alone', () => {
  expect(restored(LOG.replaceAll('\n', '\r'), 77)).toBe(LOG);
});

test.each([
  ['a log that nobody touched', LOG],
  ['a log whose lines are written over', LOG.replaceAll('\n', '\r\n').replace('Привет', '1 %\r2 %\r3 %\r4 %\r5 %')],
  [
    'a log into whose longest line another CPU printed',
    `${OTHER_CPU}${padded('expected `zero == 0` to be true').slice(70)} [ PASSED ]\n`,
  ],
  [
    'a log whose longest line is just before an assertion',
    LOG.replace(
      'Привет',
      `[    0.100450] Info: [libx] ${'x'.repeat(76)}\n[    0.100460] Info: \t${padded('y')} [ PASSED ]`,
    ),
  ],
  ['a log of JSON that is none of these', '{"a": 1}\n{"a": 2}\n'],
  ['a log that ends inside of a line', LOG.slice(0, -9)],
  ['one object among other lines', `{"log": "x"}\n${LOG}`],
  ['nothing', ''],
])('%s stays as it is', (_, log) => {
  expect(restored(log)).toBe(log);
});
