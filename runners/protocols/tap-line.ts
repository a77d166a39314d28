// SPDX-License-Identifier: BSD-3-Clause
/** What uktest's comments in TAP say, each by itself. */
import type { AssertionFailure } from '../../model/verdict.ts';
import type { EndTotals, Place } from './protocol-event.ts';

const PLACE = /^(?<file>.+?):(?<line>\d+)(?:: (?<text>.*))?$/;

/** `FILE:LINE: TEXT`, or text alone. */
export function readFailure(rest: string): AssertionFailure {
  const { file, line, text } = PLACE.exec(rest)?.groups ?? {};
  if (file === undefined || line === undefined) return { text: rest, file: null, line: null };
  return { text: text ?? '', file, line: Number(line) };
}

export function readPlace(text: string): Place | null {
  const { file, line } = PLACE.exec(text)?.groups ?? {};
  return file === undefined || line === undefined ? null : { file, line: Number(line) };
}

/** NaN unless it is said once, in digits. */
function readTotal(rest: string, name: string): number {
  const said = rest.split(/\s+/).filter((word) => word.startsWith(`${name}=`));
  const value = said[0]?.slice(name.length + 1) ?? '';
  return said.length === 1 && /^\d{1,9}$/.test(value) ? Number(value) : NaN;
}

/** `suites=N cases=N passed=N failed=N skipped=N`; NaN for what is missing. */
export const readTotals = (rest: string): EndTotals => ({
  suites: readTotal(rest, 'suites'),
  cases: readTotal(rest, 'cases'),
  passed: readTotal(rest, 'passed'),
  failed: readTotal(rest, 'failed'),
  skipped: readTotal(rest, 'skipped'),
});

export const hasAllTotals = (totals: EndTotals): boolean => !Object.values(totals).some(Number.isNaN);
