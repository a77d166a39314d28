// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readUnmarked } from './unmarked.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-unmarked-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});

const ends = (file: string): string[] =>
  readUnmarked(file).flatMap((event) =>
    event.type === 'case-ended' ? [`${event.suite}.${event.name} ${event.result.verdict}`] : [],
  );

const LINES = ['TAP version 14', '1..1', '# Subtest: s', '    1..2', '    # Case: a', '    ok 1 - a', '    # Case: b'];
const LAST = ['    not ok 2 - b', 'not ok 1 - s', '# End: suites=1 cases=2 passed=1 failed=1 skipped=0', ''];

test.each([
  ['without a nonce', ''],
  ['with one of its own', '@strange '],
])('a report %s is read, whatever the log says in between', (_, marker) => {
  const file = join(dir, 'transcript');
  const log = '[    0.063335] Info: \texpected `8` to be 8\n  \r42` and was 8';
  const told = [...LINES, ...LAST].map((line) => (line === '' ? '' : marker + line));
  writeFileSync(file, [...told.slice(0, 5), log, ...told.slice(5)].join('\r\n'));
  expect(ends(file)).toEqual(['s.a pass', 's.b fail']);
});

test('a transcript that is gone, or without a report, names nobody', () => {
  expect(readUnmarked(join(dir, 'absent'))).toEqual([]);
  writeFileSync(join(dir, 'log'), 'Powered by\r\n');
  expect(readUnmarked(join(dir, 'log'))).toEqual([]);
});
