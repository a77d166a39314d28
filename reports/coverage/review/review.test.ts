// SPDX-License-Identifier: BSD-3-Clause
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LineEntry, SourceDocument } from '../document.ts';
import { lineMark } from '../facts.ts';
import { alignment } from './alignment.ts';
import { changedCoverage } from './changed-lines.ts';
import { coverageDifference } from './difference.ts';
import { ranges, reviewMarkdown, reviewText } from './review-text.ts';
import { storedCoverage, type StoredCoverage } from './stored.ts';

const ratio = (found: number, hit: number): { found: number; hit: number } => ({ found, hit });

/** `text`: a line each, with its count behind a bar, as `x++; | 3`; without a bar it has no code. */
function source(path: string, text: string, functions: SourceDocument['functions'] = []): SourceDocument {
  const rows = text.split('\n').map((row) => row.split('|'));
  const lines = rows.flatMap(([words = '', count], at): LineEntry[] =>
    count === undefined ? [] : [[at + 1, Number(count), 0, lineMark(words), 0]],
  );
  const totals = { lines: ratio(lines.length, lines.filter(([, count]) => count > 0).length), functions: ratio(0, 0), branches: ratio(0, 0) };
  return { path, mark: lineMark(rows.map(([words]) => words).join('\n')), totals, cellSet: 0, lines, functions, axes: {} };
}

const coverage = (cell: string, ...sources: SourceDocument[]): StoredCoverage => ({
  version: 2,
  cells: [{ id: cell }],
  sets: [[0]],
  totals: { lines: ratio(4, 2), functions: ratio(2, 1), branches: ratio(0, 0) },
  sources,
});

const plain = { bold: (text: string) => text, dim: (text: string) => text, verdict: (_: unknown, text: string) => text };

test('an alignment is ascending and pairs what is alike, as much as there is', () => {
  const words = fc.array(fc.nat(3), { maxLength: 12 });
  fc.assert(
    fc.property(words, words, (one, other) => {
      const pairs = alignment(one, other);
      for (const [left, right] of pairs) expect(one[left]).toBe(other[right]);
      expect(pairs).toEqual(pairs.toSorted(([one_], [other_]) => one_ - other_));
      expect(new Set(pairs.map(([, right]) => right)).size).toBe(pairs.length);
    }),
  );
  expect(alignment([1, 2, 3, 4], [9, 1, 3, 4])).toEqual([[0, 1], [2, 2], [3, 3]]);
});

test('lines lost and won, in a source that did not change and in one whose lines moved', () => {
  const base = coverage('c', source('same.c', 'a; | 1\nb; | 0\nc; | 2'), source('moved.c', 'a; | 1\nb; | 0\nc; | 2\nd; | 1'));
  const now = coverage('c', source('same.c', 'a; | 0\nb; | 3\nc; | 2'), source('moved.c', 'new;\nnewer; | 0\na; | 0\nb; | 1\nd; | 1\nlast; | 4'));
  const { sources, gone } = coverageDifference(base, now);
  expect(sources).toMatchObject([
    { path: 'same.c', lostLines: [1], wonLines: [2], newRun: [], newNotRun: [] },
    { path: 'moved.c', movedFrom: null, lostLines: [3], wonLines: [4], newRun: [6], newNotRun: [2] },
  ]);
  expect(gone).toEqual([]);
});

test('functions lost and won, sources that are new, gone, and under another name', () => {
  const text = 'f() | 1\ng() | 0';
  const base = coverage('c', source('old/a.c', text, [['f', 1, 1, 1, 0], ['g', 2, 2, 0, 0]]), source('gone.c', 'x | 1\ny | 0'));
  const now = coverage('c', source('new/a.c', text.replace('1', '0').replace('() | 0\ng() | 0', '() | 0\ng() | 7'), [['f', 1, 1, 0, 0], ['g', 2, 2, 7, 0]]), source('fresh.c', 'z | 0'));
  const { sources, gone } = coverageDifference(base, now);
  expect(sources).toMatchObject([
    { path: 'new/a.c', movedFrom: 'old/a.c', lostLines: [1], wonLines: [2], lostFunctions: [{ name: 'f', line: 1 }], wonFunctions: [{ name: 'g', line: 2 }] },
    { path: 'fresh.c', newNotRun: [1] },
  ]);
  expect(gone).toEqual([{ path: 'gone.c', lines: { found: 2, hit: 1 } }]);
  expect(coverageDifference(base, coverage('other', ...base.sources))).toMatchObject({ cellsBeforeOnly: ['c'], cellsNowOnly: ['other'], sources: [] });
});

test('changed lines: those with code count, those that never ran are named with their function', () => {
  const one = source('a.c', 'int f(void)\n{ | 1\nx; | 0\ny; | 2\n} | 1', [['f', 2, 5, 1, 0]]);
  const two = source('b.c', 'z; | 1');
  const changed = new Map([['a.c', new Set([1, 2, 3, 4])], ['b.c', new Set([1])], ['new.c', new Set([1])], ['README.md', new Set([9])]]);
  const found = changedCoverage(coverage('c', { ...one, axes: { 4: ['only arm64'] } }, two), changed, new Map([['a.c', one.mark], ['b.c', 77]]));
  expect(found).toEqual({
    lines: ratio(3, 2),
    sources: [{ path: 'a.c', lines: ratio(3, 2), notRun: [{ line: 3, function: 'f' }], axes: [{ line: 4, words: ['only arm64'] }] }],
    changedSince: ['b.c'],
    notCounted: ['new.c'],
  });
  const review = { difference: null, changed: found };
  expect(reviewText(review, plain)).toContain('changed lines that no boot ran\n  a.c:3 in f\n\nchanged lines that ran in some cells only\n  a.c:4: only arm64');
  expect(reviewMarkdown(review)).toContain('### coverage of the change\n\n- `2 of 3 changed lines with code ran (66.6 %)`');
});

test('ranges', () => {
  expect(ranges([1, 2, 3, 7, 9, 10])).toBe('1-3, 7, 9-10');
  expect(ranges([])).toBe('');
});

test.each([
  ['absent', null, /has no coverage/],
  ['cut short', '{"version":2,"cells":[', /damaged/],
  ['of an older version', '{"version":1,"cells":[],"totals":{},"sources":[]}', /another version/],
])('coverage.json %s', async (_, text, words) => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-stored-'));
  mkdirSync(join(dir, 'coverage'));
  if (text !== null) writeFileSync(join(dir, 'coverage', 'coverage.json'), text);
  await expect(storedCoverage(dir)).rejects.toThrow(words);
  rmSync(dir, { recursive: true });
});
