// SPDX-License-Identifier: BSD-3-Clause
/** Which cases share a boot, and how a boot is told which to run. Pure. */
import { caseKey, type CaseId } from '../model/cell.ts';
import type { PlannedCase } from '../model/events.ts';

export type Isolation = 'batch' | 'suite' | 'case';
export const ISOLATIONS: readonly Isolation[] = ['batch', 'suite', 'case'];

export const ABSENT_SUITE =
  'the image lists no case of this suite: is uk_testsuite_register() missing, or is it under another name?';

/** A suite that registers nothing must not be green because others are: one case stands for each. */
export function absentSuites(suites: readonly string[], listed: readonly CaseId[]): PlannedCase[] {
  const present = new Set(listed.map(({ suite }) => suite));
  const absent = suites.filter((suite) => !present.has(suite));
  return absent.map((suite) => ({ suite, name: '(none)', file: null, line: null }));
}

export function batchesOf<Case extends CaseId>(cases: readonly Case[], isolation: Isolation): Case[][] {
  switch (isolation) {
    case 'batch':
      return cases.length === 0 ? [] : [[...cases]];
    case 'suite':
      return [...Map.groupBy(cases, ({ suite }) => suite).values()];
    case 'case':
      return cases.map((one) => [one]);
    default:
      return isolation satisfies never;
  }
}

/** The kernel's parameters that make it run exactly `wanted` of all the cases an image has; the shorter of two ways to say it. */
export function selectionWords(all: readonly CaseId[], wanted: readonly CaseId[]): string[] {
  const keys = new Set(wanted.map(caseKey));
  const left = all.filter((id) => !keys.has(caseKey(id)));
  if (left.length === 0) return [];
  const select = `uktest.select=${patterns(all, wanted)}`;
  const skip = `uktest.skip=${patterns(all, left)}`;
  return [select.length <= skip.length ? select : skip];
}

/** A suite that is meant in full is named by itself. */
function patterns(all: readonly CaseId[], meant: readonly CaseId[]): string {
  const total = Map.groupBy(all, ({ suite }) => suite);
  const bySuite = Map.groupBy(meant, ({ suite }) => suite);
  return [...bySuite]
    .flatMap(([suite, cases]) => (cases.length === total.get(suite)?.length ? [suite] : cases.map(caseKey)))
    .join(',');
}
