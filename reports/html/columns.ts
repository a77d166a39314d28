// SPDX-License-Identifier: BSD-3-Clause
/** Facts of many cases in the form in which they travel to the page: words once in a list, numbers for them, and numbers as their steps. */
import { VERDICTS, type Outcome } from '../../model/verdict.ts';
import { shownAttempt, type CaseResult, type CellResult } from '../results.ts';
import type { BootOfPage } from './boots-of-page.ts';

export const OUTCOMES: readonly Outcome[] = ['expected', 'unexpected', 'flaky'];

/** Pairs of a value and how often it follows itself. */
export type RunLengths = readonly number[];

/** The same of differences, each to the value before; the first one's to 0. What counts up is one pair, however long. */
export type Steps = RunLengths;

/** One entry for each case, in the order of cells, suites, cases. */
export interface Columns {
  /** Indices into `cells`, `suites`, `files` (-1: unknown), `boots` (-1: none), `names`. */
  readonly cell: RunLengths;
  readonly suite: RunLengths;
  readonly file: RunLengths;
  readonly boot: RunLengths;
  readonly name: Steps;
  /** One digit each: indices into `verdicts` and `outcomes`. */
  readonly verdict: string;
  readonly outcome: string;
  /** Where it is defined; 0: unknown. */
  readonly line: readonly number[];
  /** In tenths of a millisecond. */
  readonly duration: readonly number[];
  /** Bytes between the end of the case before and its own start in the boot's transcript. */
  readonly gap: RunLengths;
  /** Bytes of the boot's transcript; -1: it never ran. */
  readonly length: readonly number[];
}

/** Gives each text a number, the same text the same one. */
export class Words {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.list.length);
    return this.list.push(word) - 1;
  }
}

export function runLengths(values: readonly number[]): RunLengths {
  const pairs: number[] = [];
  let last: number | null = null;
  for (const value of values) {
    if (value === last) pairs[pairs.length - 1] = (pairs.at(-1) ?? 0) + 1;
    else pairs.push(value, 1);
    last = value;
  }
  return pairs;
}

export const steps = (values: readonly number[]): Steps =>
  runLengths(values.map((value, index) => value - (values[index - 1] ?? 0)));

/** Where each case's part of a transcript begins, seen from the end of the one before. */
function gaps(ranges: readonly (readonly [number, number] | null)[]): RunLengths {
  let end = 0;
  return runLengths(
    ranges.map((range) => {
      const gap = range === null ? 0 : range[0] - end;
      end = range?.[1] ?? end;
      return gap;
    }),
  );
}

interface ColumnsOfPage {
  readonly suites: readonly string[];
  readonly names: readonly string[];
  readonly files: readonly string[];
  readonly columns: Columns;
}

export function columnsOf(
  results: readonly CaseResult[],
  boots: readonly BootOfPage[],
  cells: readonly CellResult[],
): ColumnsOfPage {
  const [suites, names, files] = [new Words(), new Words(), new Words()];
  const cellNumbers = new Map(cells.map(({ cell }, index) => [cell.id, index]));
  const bootNumbers = new Map(boots.map(({ cell, boot }, index) => [`${boot} ${cell}`, index]));
  const shown = results.map(shownAttempt);
  const bootOf = (cell: string, boot: number | null): number =>
    boot === null ? -1 : (bootNumbers.get(`${boot} ${cell}`) ?? -1);
  return {
    suites: suites.list,
    names: names.list,
    files: files.list,
    columns: {
      cell: runLengths(results.map(({ cell }) => cellNumbers.get(cell.id) ?? -1)),
      suite: runLengths(results.map(({ last }) => suites.number(last.suite))),
      file: runLengths(results.map(({ planned }) => (planned?.file ? files.number(planned.file) : -1))),
      boot: runLengths(shown.map(({ cell, boot }) => bootOf(cell, boot))),
      name: steps(results.map(({ last }) => names.number(last.name))),
      verdict: results.map(({ last }) => VERDICTS.indexOf(last.verdict)).join(''),
      outcome: results.map(({ last }) => OUTCOMES.indexOf(last.outcome)).join(''),
      line: results.map(({ planned }) => planned?.line ?? 0),
      duration: results.map(({ last }) => Math.round(last.durationMs * 10)),
      gap: gaps(shown.map(({ transcriptRange }) => transcriptRange)),
      length: shown.map(({ transcriptRange: range }) => (range === null ? -1 : range[1] - range[0])),
    },
  };
}
