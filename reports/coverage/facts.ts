// SPDX-License-Identifier: BSD-3-Clause
/** Merged coverage as its reports need it: lines in order, and for each the cells that have code on it and those that ran it. */
import { readFileSync, statSync } from 'node:fs';
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

/** Lists of cells by number: most lines share theirs with many others. Equal lists of facts are one and the same list. */
export class CellSets {
  readonly sets: CellIndices[] = [];
  readonly #numbers = new Map<CellIndices, number>();

  numberOf(set: CellIndices): number {
    const known = this.#numbers.get(set);
    if (known !== undefined) {
      return known;
    }
    this.#numbers.set(set, this.sets.length);
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
function readText({ path, mark }: SourceCoverage, countedAtMs: number): ShownText {
  try {
    const text = textLines(readFileSync(path, 'utf8'));
    const isCounted = mark === null ? statSync(path).mtimeMs <= countedAtMs : mark === textMark(text);
    return isCounted ? { text, missing: null } : { text: null, missing: 'changed' };
  } catch {
    return { text: null, missing: 'gone' }; // Generated and removed, or moved since the build: its pages say so.
  }
}

/** By cell, in their order; undefined for one that has nothing of a source. */
type ByCell<Known> = readonly (Known | undefined)[];

class FactsFinder {
  readonly #cells: readonly Cell[];
  readonly #words: AxisWords;
  /** One list for all that are equal, by its indices as text. */
  readonly #lists = new Map<string, CellIndices>();

  constructor(cells: readonly Cell[]) {
    this.#cells = cells;
    this.#words = new AxisWords(cells);
  }

  #byCell<Known>(known: ReadonlyMap<string, Known>): ByCell<Known> {
    return this.#cells.map(({ id }) => known.get(id));
  }

  /** Indices of the cells for which `has` holds. */
  #which<Known>(byCell: ByCell<Known>, has: (known: Known) => boolean): CellIndices {
    let key = '';
    for (const [index, known] of byCell.entries()) {
      if (known !== undefined && has(known)) {
        key += `${index},`;
      }
    }
    const list = this.#lists.get(key) ?? key.split(',').slice(0, -1).map(Number);
    this.#lists.set(key, list);
    return list;
  }

  lines(source: SourceCoverage): LineFacts[] {
    const [codeIn, hitBy] = [this.#byCell(source.codeIn), this.#byCell(source.hitBy)];
    return sortedLines(source).map(([number, line]) => {
      const code = this.#which(codeIn, (lines) => lines.has(number));
      const ran = this.#which(hitBy, (lines) => lines.has(number));
      const counts = ran.map((index) => hitBy[index]?.get(number) ?? 0);
      return { number, line, code, ran, counts, words: this.#words.tell(ran, code) };
    });
  }

  functions(source: SourceCoverage): FunctionFacts[] {
    const calledBy = this.#byCell(source.calledBy);
    return sortedFunctions(source).map((one) => {
      const key = functionKey(one);
      return { one, ran: this.#which(calledBy, (called) => called.has(key)) };
    });
  }

  cells({ codeIn }: SourceCoverage): CellIndices {
    return this.#which(this.#byCell(codeIn), () => true);
  }
}

/** Reads the sources; one that is not there as it was counted has no text. `countedAtMs`: see readText. */
export function factsOf(
  sources: readonly SourceCoverage[],
  cells: readonly Cell[],
  nameOf: (path: string) => string,
  countedAtMs: number,
): SourceFacts[] {
  const finder = new FactsFinder(cells);
  return sources.map((source) => ({
    source,
    name: nameOf(source.path),
    cells: finder.cells(source),
    lines: finder.lines(source),
    functions: finder.functions(source),
    ...readText(source, countedAtMs),
  }));
}
