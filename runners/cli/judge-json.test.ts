// SPDX-License-Identifier: BSD-3-Clause
/** The object that `judge --json` prints, of more cases than fit into one piece of it. */
import { expect, test } from 'vitest';
import { describeNothing } from '../protocols/first-lines.ts';
import type { CaseReading, Reading } from '../protocols/reading.ts';
import { jsonOf } from './judge-json.ts';

const caseOf = (name: string): CaseReading => ({
  name,
  verdict: 'fail',
  assertions: { passed: 1, failed: 1 },
  failures: [{ text: 'says "a\nb"', file: null, line: null }],
});
const ended = { end: 'complete', cause: null, findings: [] } as const;

test.each<[string, Reading]>([
  ['nothing', { suites: [], ...ended }],
  ['a suite that did not start', { ...ended, suites: [{ name: 'a"b', cases: [] }], end: 'crash', cause: 'x' }],
  [
    'several suites',
    {
      ...ended,
      suites: ['a', 'b', 'c'].map((name) => ({ name, cases: [caseOf('x'), caseOf('y')] })),
      findings: ['one', 'two'],
    },
  ],
  [
    'many cases',
    { ...ended, suites: [{ name: 'a', cases: Array.from({ length: 9000 }, (_, at) => caseOf(`${at}`)) }] },
  ],
])('the pieces are one object: %s', (_name, reading) => {
  const pieces = [...jsonOf(reading)];
  const { suites, end, cause, findings } = reading;
  expect(pieces.join('')).toBe(`${JSON.stringify({ suites, end, cause, findings }, null, 2)}\n`);
  const longest = Math.max(...pieces.map((piece) => piece.length));
  expect(longest).toBeLessThan(1.1 * 2 ** 20);
});

test('a log that is compressed: how to read it', () => {
  expect(describeNothing('uktest', '\x1f\x8b\b\b')).toBe(
    'the log is compressed: read it as zcat FILE | ukmatrix judge -',
  );
});
