// SPDX-License-Identifier: BSD-3-Clause
/** A reading as JSON, in pieces: of a log with millions of cases it is longer than any string may be. */
import type { CaseReading, Reading } from '../protocols/reading.ts';

/** Of text that goes into a pipe at once. */
const PIECE_LENGTH = 1 << 20;

const indented = (value: unknown, depth: number): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`);

function* listOf<Item>(
  items: readonly Item[],
  depth: number,
  show: (item: Item) => Iterable<string>,
): Generator<string> {
  const margin = '  '.repeat(depth);
  if (items.length === 0) {
    yield '[]';
    return;
  }
  yield '[';
  for (const [index, item] of items.entries()) {
    yield `${index === 0 ? '' : ','}\n${margin}  `;
    yield* show(item);
  }
  yield `\n${margin}]`;
}

const showCase = (one: CaseReading): string[] => [indented(one, 4)];

function* partsOf({ suites, end, cause, findings }: Reading): Generator<string> {
  yield '{\n  "suites": ';
  yield* listOf(suites, 1, function* ({ name, cases }) {
    yield `{\n      "name": ${JSON.stringify(name)},\n      "cases": `;
    yield* listOf(cases, 3, showCase);
    yield '\n    }';
  });
  yield `,\n${JSON.stringify({ end, cause, findings }, null, 2).slice(2)}\n`;
}

/** The text that `JSON.stringify(reading, null, 2)` gives of fields in this order, and a line end. */
export function* jsonOf(reading: Reading): Generator<string> {
  let piece = '';
  for (const part of partsOf(reading)) {
    piece += part;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
