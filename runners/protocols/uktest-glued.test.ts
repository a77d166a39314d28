// SPDX-License-Identifier: BSD-3-Clause
/** A library or a program left its line unfinished: uktest's next line went on in it, had no head, and was taken for that of others. */
import { expect, test } from 'vitest';
import { END, NAMED, RESET, casesOf, logOf, message, read } from './uktest-samples.ts';

const HALF = '[libring] <ring.c @    7> takes a while ';

test('behind a library’s words an assertion counts, and fails its case', () => {
  const lines = [NAMED, `${HALF}${message('PASSED')}`, `${HALF}${message('FAILED')}`, '\t  in ring.c]:9]', ...END];
  const reading = read(logOf(lines));
  expect(casesOf(reading)).toEqual(['ring.fills fail 1/1']);
  expect(reading.suites[0]?.cases[0]?.failures).toEqual([{ text: 'expected `x` to be true', file: 'ring.c', line: 9 }]);
  expect(reading.findings).toEqual([]);
});

test('behind a library’s words a case begins', () => {
  const lines = [NAMED, `${HALF}test:${RESET} ring->drains: a -> b`, message('PASSED'), ...END];
  expect(casesOf(read(logOf(lines)))).toEqual(['ring.fills pass 0/0', 'ring.drains pass 1/0']);
});

test('a program ended the line that a library began: what follows has no head', () => {
  const log = logOf([NAMED]) + `[    0.103000] Info: ${HALF}words\r\n`;
  const drains = `test:${RESET} ring->drains\r\n`;
  expect(casesOf(read(`${log}${drains}${logOf([message('PASSED'), ...END])}`))).toEqual([
    'ring.fills pass 0/0',
    'ring.drains pass 1/0',
  ]);
  expect(casesOf(read(`${log}${message('FAILED')}\r\n${logOf(['\t  in ring.c]:9]', ...END])}`))).toEqual([
    'ring.fills fail 0/1',
  ]);
});

test.each([
  `${HALF}test: ring->drains`,
  `[libring] <ring.c @    7> test: ring->drains`,
  `${HALF}\tsays ..... [ FAILED ]`,
])('what a library says in its own line is no case and no assertion of uktest: %s', (line) => {
  expect(casesOf(read(logOf([NAMED, line, message('PASSED'), ...END]))).map((one) => one.split(' ')[0])).toEqual([
    'ring.fills',
  ]);
});

test('what main() prints names no case, where the log had none before it', () => {
  const log = logOf([
    '[libukboot] <boot.c @  480> Pre-init table at 0x1 - 0x1',
    '[libukboot] <boot.c @  514> Calling main(1)',
  ]);
  expect(read(`${log}test: ring->fills\r\n${logOf(END)}`)).toMatchObject({ suites: [], end: 'complete' });
});

const bare = (lines: readonly string[]): string => lines.map((line) => `Info: ${line}\r\n`).join('');
const BOOTED = '[libukboot] <boot.c @  393> Init Table @ 0x1 - 0x2';

test.each([
  ['of its colour', logOf([BOOTED, NAMED, message('PASSED')]) + `${RESET}\x1b[32m`],
  ['of its level', `${bare([BOOTED, NAMED, message('PASSED')])}Inf`],
  ['of its end', logOf([BOOTED, NAMED, message('PASSED')]).slice(0, -1)],
  [
    'of what a collector puts before it',
    `${logOf([BOOTED, NAMED, message('PASSED'), message('PASSED')]).replaceAll(/^(?=\[)/gm, 'vm-1  | ')}vm-`,
  ],
])('the log stops where no more of a line came than a part %s: it was cut', (_part, log) => {
  const reading = read(log);
  expect(reading.end).toBe('truncated');
  expect(reading.suites[0]?.cases[0]?.verdict).toBe('unresolved');
});
