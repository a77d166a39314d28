// SPDX-License-Identifier: BSD-3-Clause
/** Merged coverage as its reports need it: lines in order, and for each the cells that have code on it and those that ran it. */
import { readFile, stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Cell } from '../../model/cell.ts';
import { AxisWords } from './axes.ts';
import {
  functionKey,
  sortedFunctions,
  sortedLines,
  type FunctionCoverage,
  type LineCoverage,
  type SourceCoverage,
} from './sources.ts';

/** Indices into the cells of the coverage, ascending. */
export type CellIndices = readonly number[];

export interface LineFacts {
  readonly number: number;
  readonly line: LineCoverage;
  /** Cells whose image has code on the line, and those of them that ran it, each so often. */
  readonly code: CellIndices;
  readonly ran: CellIndices;
  readonly counts: readonly number[];
  /** What tells the latter from the former: "only arm64". */
  readonly words: readonly string[];
}

export interface FunctionFacts {
  readonly one: FunctionCoverage;
  readonly ran: CellIndices;
}

export interface SourceFacts {
  readonly source: SourceCoverage;
  /** For people: relative where the source is below the project. */
  readonly name: string;
  /** Cells whose image holds the source. */
  readonly cells: CellIndices;
  readonly lines: readonly LineFacts[];
  readonly functions: readonly FunctionFacts[];
  /** What was counted; null where it cannot be shown. */
  readonly text: readonly string[] | null;
  /** Why not: it is not there (any more), or not what was counted. */
  readonly missing: 'gone' | 'changed' | null;
}

/** Lists of cells by number: most lines share theirs with many others. */
export class CellSets {
  readonly sets: CellIndices[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(set: CellIndices): number {
    const key = set.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    this.#numbers.set(key, this.sets.length);
    return this.sets.push(set) - 1;
  }
}

/** Tells a line from others wherever it moves: the CRC-32 of its text without the white space around it. */
export const lineMark = (text: string): number => crc32(text.trim());

/** Without the empty one behind the last end of a line. */
export function textLines(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Of all lines, to see that a file is the one that was counted. */
export const textMark = (text: readonly string[]): number => crc32(text.join('\n'));

type ShownText = Pick<SourceFacts, 'text' | 'missing'>;

/** `countedAtMs`: a text that is known by no mark must not be younger than that (milliseconds since 1970). */
async function readText({ path, mark }: SourceCoverage, countedAtMs: number): Promise<ShownText> {
  try {
    const [whole, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const text = textLines(whole);
    const isCounted = mark === null ? mtimeMs <= countedAtMs : mark === textMark(text);
    return isCounted ? { text, missing: null } : { text: null, missing: 'changed' };
  } catch {
    return { text: null, missing: 'gone' }; // Generated and removed, or moved since the build: its pages say so.
  }
}

class FactsFinder {
  readonly #cells: readonly Cell[];
  readonly #words: AxisWords;
  /** One list for all that are equal. */
  readonly #lists = new CellSets();

  constructor(cells: readonly Cell[]) {
    this.#cells = cells;
    this.#words = new AxisWords(cells);
  }

  /** Indices of the cells for which `has` holds. */
  #which(has: (cell: string) => boolean): CellIndices {
    const found = this.#cells.flatMap(({ id }, index) => (has(id) ? [index] : []));
    return this.#lists.sets[this.#lists.numberOf(found)] ?? found;
  }

  lines(source: SourceCoverage): LineFacts[] {
    return sortedLines(source).map(([number, line]) => {
      const code = this.#which((cell) => source.codeIn.get(cell)?.has(number) === true);
      const ran = this.#which((cell) => source.hitBy.get(cell)?.has(number) === true);
      const counts = ran.map((index) => source.hitBy.get(this.#cells[index]?.id ?? '')?.get(number) ?? 0);
      return { number, line, code, ran, counts, words: this.#words.tell(ran, code) };
    });
  }

  functions(source: SourceCoverage): FunctionFacts[] {
    return sortedFunctions(source).map((one) => {
      const key = functionKey(one);
      return { one, ran: this.#which((cell) => source.calledBy.get(cell)?.has(key) === true) };
    });
  }

  cells(source: SourceCoverage): CellIndices {
    return this.#which((cell) => source.codeIn.has(cell));
  }
}

/** Reads the sources; one that is not there as it was counted has no text. `countedAtMs`: see readText. */
export async function factsOf(
  sources: readonly SourceCoverage[],
  cells: readonly Cell[],
  nameOf: (path: string) => string,
  countedAtMs: number,
): Promise<SourceFacts[]> {
  const finder = new FactsFinder(cells);
  const texts = await Promise.all(sources.map((source) => readText(source, countedAtMs)));
  return sources.map((source, index) => ({
    source,
    name: nameOf(source.path),
    cells: finder.cells(source),
    lines: finder.lines(source),
    functions: finder.functions(source),
    ...(texts[index] ?? { text: null, missing: 'gone' }),
  }));
}
