// SPDX-License-Identifier: BSD-3-Clause
/** How long the cases of a plan are expected to take: as they usually did in that cell, else in another one, else all the same. Pure. */
import { caseKey, type CaseId, type Cell } from '../../model/cell.ts';
import { median } from '../../model/median.ts';
import type { CaseWork, CellWork, SuiteWork } from './cut.ts';

/** A case as it usually goes. */
export interface UsualCase extends CaseId {
  readonly cell: string;
  readonly durationMs: number;
}

export interface KnownWork {
  readonly usual: readonly UsualCase[];
  /** suite.case as the sources name them, by suite. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  readonly isSelected: (cell: Cell, id: CaseId) => boolean;
  /** Whether cases can be picked when a kernel boots; that of another project runs what it runs. */
  readonly isDivisible: boolean;
}

/** Where nothing at all is known. */
const UNKNOWN_CASE_MS = 10;

const placeKey = (cell: string, suite: string): string => `${cell} ${suite}`;

const idOf = (suite: string, key: string): CaseId => ({ suite, name: key.slice(suite.length + 1) });

export function workOf(
  cells: readonly Cell[],
  { usual, written, isSelected, isDivisible }: KnownWork,
): { readonly work: CellWork[]; readonly basis: 'history' | 'case-counts' } {
  const byPlace = Map.groupBy(usual, ({ cell, suite }) => placeKey(cell, suite));
  const bySuite = Map.groupBy(usual, ({ suite }) => suite);
  const typicalMs = usual.length === 0 ? UNKNOWN_CASE_MS : median(usual.map(({ durationMs }) => durationMs));
  const casesOf = (cell: string, suite: string): readonly CaseWork[] => {
    const here = byPlace.get(placeKey(cell, suite));
    if (here !== undefined) return here.map((one) => ({ key: caseKey(one), ms: one.durationMs }));
    const elsewhere = bySuite.get(suite);
    if (elsewhere === undefined) return (written.get(suite) ?? []).map((key) => ({ key, ms: typicalMs }));
    const groups = Map.groupBy(elsewhere, caseKey);
    return [...groups].map(([key, all]) => ({ key, ms: median(all.map(({ durationMs }) => durationMs)) }));
  };
  const suiteWork = (cell: Cell, suite: string): SuiteWork => {
    const cases = casesOf(cell.id, suite);
    const selected = cases.filter(({ key }) => isSelected(cell, idOf(suite, key)));
    return { suite, cases: sorted(selected), restMs: cases.length === 0 ? typicalMs : 0 };
  };
  const work = cells.map((cell) => ({
    cell: cell.id,
    suites: cell.suites.map((suite) => suiteWork(cell, suite)),
    isDivisible,
  }));
  return { work, basis: usual.length > 0 ? 'history' : 'case-counts' };
}

/** The database promises no order, and a plan must not depend on it. */
const sorted = (cases: readonly CaseWork[]): CaseWork[] =>
  [...cases].sort((one, other) => (one.key < other.key ? -1 : 1));
