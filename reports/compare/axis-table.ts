// SPDX-License-Identifier: BSD-3-Clause
/**
 * Cells of one run side by side along an axis: each case with its verdict in every column. A case that a column never tried, because
 * nothing there claims it, says nothing and differs from nothing. Pure.
 */
import { caseKey, type Axes, type Cell } from '../../model/cell.ts';
import type { Verdict } from '../../model/verdict.ts';
import { headlineOf, type CaseResult, type CellResult } from '../results.ts';

/** Axes that a column's name may need, in the order in which it tells them. */
const NAMED = [
  'kernel',
  'libc',
  'arch',
  'machine',
  'smp',
  'cpu',
  'topology',
  'timer',
  'end',
  'mte',
  'memoryMiB',
  'accel',
] as const;
/** What a process of the host has no choice of: all but the first three. */
const OF_MACHINES: ReadonlySet<keyof Axes> = new Set(NAMED.slice(3));

export type ComparedAxis = 'kernel' | 'libc' | 'arch' | 'smp';

export interface Column {
  readonly cell: Cell;
  /** What tells it from the others: `musl x86_64`. */
  readonly name: string;
}

export interface Entry {
  /** `unclaimed`: never tried there; `absent`: the column does not have the case. */
  readonly verdict: Verdict | 'unclaimed' | 'absent';
  /** Where it did not pass: how it ended. */
  readonly words: string | null;
}

export interface Row {
  /** `suite.case` */
  readonly key: string;
  readonly entries: readonly Entry[];
  readonly differs: boolean;
}

export interface AxisTable {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Of the cases that more than one column tried: how many all of those agree on. */
  readonly compared: number;
  readonly agreed: number;
}

const isOf = (axis: ComparedAxis, values: readonly string[], { axes }: Cell): boolean =>
  values.includes(String(axes[axis]));

/** Null where the run has no cell of one of the values; that value. */
export function missingValue(
  cells: readonly CellResult[],
  axis: ComparedAxis,
  values: readonly string[],
): string | null {
  return values.find((value) => !cells.some(({ cell }) => isOf(axis, [value], cell))) ?? null;
}

function columnsOf(cells: readonly Cell[], axis: ComparedAxis): Column[] {
  const varying = NAMED.filter((name) => {
    const concerned = cells.filter(({ axes }) => axes.kernel !== 'host' || !OF_MACHINES.has(name));
    return name === axis || new Set(concerned.map(({ axes }) => axes[name])).size > 1;
  });
  return cells.map((cell) => {
    const told = varying.filter((name) => cell.axes.kernel !== 'host' || !OF_MACHINES.has(name));
    return { cell, name: told.map((name) => valueName(name, cell.axes)).join(' ') };
  });
}

const valueName = (name: (typeof NAMED)[number], axes: Axes): string =>
  name === 'smp' ? `smp${axes.smp}` : name === 'memoryMiB' ? `${axes.memoryMiB}MiB` : axes[name];

function entryOf(result: CaseResult | undefined): Entry {
  if (result === undefined) return { verdict: 'absent', words: null };
  const { verdict, boot, cause } = result.last;
  if (verdict === 'skip' && boot === null) return { verdict: 'unclaimed', words: cause };
  return { verdict, words: verdict === 'pass' ? null : headlineOf(result) };
}

const hasTried = ({ verdict }: Entry): boolean => verdict !== 'unclaimed' && verdict !== 'absent';

/** Columns in the order of `values`, rows in the order of the first column that has them. */
export function axisTable(results: readonly CellResult[], axis: ComparedAxis, values: readonly string[]): AxisTable {
  const chosen = values.flatMap((value) => results.filter(({ cell }) => isOf(axis, [value], cell)));
  const byCell = chosen.map(
    ({ suites }) =>
      new Map(suites.flatMap(({ cases }) => cases.map((result) => [caseKey(result.last), result] as const))),
  );
  const keys = [...new Set(byCell.flatMap((cases) => [...cases.keys()]))];
  const rows = keys.map((key): Row => {
    const entries = byCell.map((cases) => entryOf(cases.get(key)));
    return { key, entries, differs: new Set(entries.filter(hasTried).map(({ verdict }) => verdict)).size > 1 };
  });
  const compared = rows.filter(({ entries }) => entries.filter(hasTried).length > 1);
  const columns = columnsOf(
    chosen.map(({ cell }) => cell),
    axis,
  );
  return { columns, rows, compared: compared.length, agreed: compared.filter(({ differs }) => !differs).length };
}
