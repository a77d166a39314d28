// SPDX-License-Identifier: BSD-3-Clause
/** Words of a program, or of a library, were taken for lines of uktest that several CPUs had torn apart, for its cases, or for the kernel's end. */
import { expect, test } from 'vitest';
import { END, NAMED, casesOf, logOf, message, read } from './uktest-samples.ts';

/** As from 0.18 on: what uktest prints has no level. */
const unlevelled = (lines: readonly string[]): string =>
  lines.map((line) => `${line.startsWith('[lib') ? 'Info: ' : ''}${line}\r\n`).join('');

test.each(['test: a->b', 'test: a->b: with words', 'test: list->next is null'])(
  'where uktest resets colours, what is logged without that is no case of its own: %s',
  (words) => {
    const reading = read(logOf([NAMED, words, message('PASSED'), ...END]));
    expect(casesOf(reading)).toEqual(['ring.fills pass 1/0']);
    expect(reading.findings).toEqual([]);
  },
);

test('a program prints what looks like a case into a log without levels and times', () => {
  const library = '[libring] <ring.c @    7> test: a->b';
  const lines = [NAMED, 'test: a->b', library, message('PASSED'), ...END];
  expect(casesOf(read(unlevelled([library, ...lines])))).toEqual(['ring.fills pass 1/0']);
});

test('in a log where all but uktest have levels, a program’s words are not the kernel’s', () => {
  const words = ['[libring] <ring.c @    7> begins', NAMED, 'main returned 3', message('PASSED')];
  expect(read(unlevelled(words))).toMatchObject({ end: 'hang' });
  expect(casesOf(read(unlevelled(words)))).toEqual(['ring.fills timeout 1/0']);
});

test.each(['opens it [ FAILED ]', 'opens it ... [ FAILED ]', 'opens it [FAILED]'])(
  'a program tells of its own failure: %s',
  (words) => {
    const log = `${logOf([NAMED])}${words}\r\n${logOf([message('PASSED'), ...END])}`;
    expect(read(log)).toMatchObject({ end: 'complete', findings: [] });
    expect(casesOf(read(log))).toEqual(['ring.fills pass 1/0']);
  },
);

test.each(['[ FAILED ]', ' [ FAILED ]', '.. [ FAILED ]', 'ILED ]'])(
  'what is left of a failed assertion is none of a program: %s',
  (rest) => {
    const log = `${logOf([NAMED])}${rest}\r\n${logOf([message('PASSED'), ...END])}`;
    expect(casesOf(read(log))).toEqual(['ring.fills unresolved 1/0']);
  },
);

test('behind half a line of a program an assertion has its own words, in a log without heads', () => {
  const lines = [NAMED, `2 of 4, ${message('FAILED')}`, '\t  in ring.c]:9]', ...END];
  expect(read(unlevelled(lines)).suites[0]?.cases[0]?.failures).toEqual([
    { text: 'expected `x` to be true', file: 'ring.c', line: 9 },
  ]);
});

test.each(['waiting... [    0.1', 'waiting... \x1b[3', 'waiting... Info: ', 'waiting... Info: [libri'])(
  'the kernel’s line that was cut begins behind half a line of a program: %j',
  (rest) => {
    const reading = read(logOf([NAMED, message('PASSED')]) + rest);
    expect(reading).toMatchObject({ end: 'truncated' });
    expect(casesOf(reading)).toEqual(['ring.fills unresolved 1/0']);
  },
);

test('a log that is cut in the words of a library, or in the name of a suite, ends no case and has no such suite', () => {
  const begun = logOf([NAMED, message('PASSED')]);
  expect(casesOf(read(`${begun}[    0.104000] Info: [libring] <ring.c @    7> test: lis`))).toEqual([
    'ring.fills unresolved 1/0',
  ]);
  const refused = `${begun}[    0.104000] ERR:  [libuktest] <test.c @  168> Could not initialize test suite: ot`;
  expect(casesOf(read(refused))).toEqual(['ring.fills pass 1/0']);
  expect(read(refused).suites).toHaveLength(1);
});

test('a log with its lines indented, those of programs that look like cases as well', () => {
  const lines = [NAMED, '\tone', `two ${'.'.repeat(73)} [ PASSED ]`, ...END].map((line) => `    Info: ${line}\r\n`);
  const said = ['    test: a->b\r\n', '    test: a->c\r\n'];
  expect(casesOf(read([...lines.slice(0, 1), ...said, ...lines.slice(1)].join('')))).toEqual(['ring.fills pass 1/0']);
});
