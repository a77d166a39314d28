// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineCutter, type Line } from './lines.ts';

const cut = (chunks: readonly Buffer[]): (Line | null)[] => {
  const cutter = new LineCutter();
  return [...chunks.flatMap((chunk) => cutter.push(chunk)), cutter.rest()];
};

test('lines, their ends and their offsets are the same however the bytes arrive, long lines too', () => {
  const run = fc.tuple(fc.constantFrom('x', '\r', '\n', 'ab\n', '@'), fc.constantFrom(1, 2, 3, 40_000, 70_000));
  const text = fc.array(run, { maxLength: 6 }).map((runs) => runs.map(([part, times]) => part.repeat(times)).join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (whole, cuts) => {
      const bytes = Buffer.from(whole);
      const edges = [0, ...cuts.map((at) => at % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
      const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
      expect(cut(chunks)).toEqual(cut([bytes]));
    }),
    { numRuns: 15 },
  );
});

test('no byte is lost and none counts twice', () => {
  const bytes = Buffer.from(`a\r\r\n\n${'x'.repeat(150_000)}\nlast`);
  let offset = 0;
  for (const line of cut([bytes])) {
    expect(line?.start).toBe(offset);
    offset = line?.end ?? NaN;
  }
  expect(offset).toBe(bytes.length);
});

test.each([10, 4000])('a line of a protocol that begins %i bytes before the cut of a long line is whole', (before) => {
  const marked = '@0123 ok';
  const lines = cut([Buffer.from(`${'x'.repeat((1 << 16) - before)}${marked}${'y'.repeat(4000)}\n`)]);
  expect(lines[1]?.text.startsWith(marked)).toBe(true);
});
