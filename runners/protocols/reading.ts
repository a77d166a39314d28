// SPDX-License-Identifier: BSD-3-Clause
/**
 * One console log read to its end by itself, without the plan that a run has: which cases there were, what is known of each, and how
 * the log ends. This is what `ukmatrix judge` prints.
 */
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
import { crashHeadline, type CaseCounts, type ProtocolEvent } from './protocol-event.ts';

export interface CaseReading {
  readonly name: string;
  readonly verdict: Verdict;
  readonly assertions: CaseCounts;
  readonly failures: readonly AssertionFailure[];
}

export interface SuiteReading {
  readonly name: string;
  readonly cases: readonly CaseReading[];
}

export interface Reading {
  readonly suites: readonly SuiteReading[];
  readonly end: 'complete' | 'crash' | 'hang' | 'truncated';
  /** Why the log ends as it does; null for a complete one. */
  readonly cause: string | null;
  readonly findings: readonly string[];
}

interface Ending {
  readonly end: Reading['end'];
  readonly cause: string | null;
}

type Found<Type extends ProtocolEvent['type']> = Extract<ProtocolEvent, { type: Type }>;

const find = <Type extends ProtocolEvent['type']>(
  events: readonly ProtocolEvent[],
  type: Type,
): Found<Type> | undefined => events.find((event): event is Found<Type> => event.type === type);

const filter = <Type extends ProtocolEvent['type']>(events: readonly ProtocolEvent[], type: Type): Found<Type>[] =>
  events.filter((event): event is Found<Type> => event.type === type);

/** `isCutMidLine`: the last byte of the log is no line end. `exitStatus` is the monitor's, null where nobody knows it. */
function endingOf(events: readonly ProtocolEvent[], exitStatus: number | null, isCutMidLine: boolean): Ending {
  const headline = crashHeadline(events);
  if (headline !== null) return { end: 'crash', cause: headline };
  const refused = find(events, 'suite-refused');
  const isOver = find(events, 'halted') !== undefined || find(events, 'end') !== undefined;
  if (isOver)
    return { end: 'complete', cause: refused === undefined ? null : `suite ${refused.suite}: ${refused.cause}` };
  if (exitStatus !== null)
    return { end: 'crash', cause: `the monitor exited with status ${exitStatus} and the log has no end` };
  if (isCutMidLine) return { end: 'truncated', cause: 'the log stops in the middle of a line' };
  return { end: 'hang', cause: 'the log stops without an end' };
}

const OPEN_VERDICT: Readonly<Record<Reading['end'], Verdict>> = {
  crash: 'crash',
  hang: 'timeout',
  truncated: 'unresolved',
  complete: 'unresolved',
};

export function readLog(events: readonly ProtocolEvent[], exitStatus: number | null, isCutMidLine: boolean): Reading {
  const ending = endingOf(events, exitStatus, isCutMidLine);
  const suites = new Map<string, CaseReading[]>();
  const ended = filter(events, 'case-ended');
  const open = find(events, 'open-case');
  for (const started of filter(events, 'case-started')) {
    const end = ended.find((candidate) => candidate.suite === started.suite && candidate.name === started.name);
    const cases = suites.get(started.suite) ?? [];
    suites.set(started.suite, cases);
    cases.push(end === undefined ? openReading(started.name, ending, open) : endedReading(end));
  }
  for (const { suite } of filter(events, 'suite-refused')) if (!suites.has(suite)) suites.set(suite, []);
  return {
    suites: [...suites].map(([name, cases]) => ({ name, cases })),
    ...ending,
    findings: findingsOf(events, suites),
  };
}

const endedReading = ({ name, result, assertions, failures }: Found<'case-ended'>): CaseReading => ({
  name,
  verdict: result.verdict,
  assertions,
  failures,
});

/** A kernel that stops at the first failed assertion has told the verdict: the case failed, the kernel was asked to stop. */
function openReading(name: string, ending: Ending, open: Found<'open-case'> | undefined): CaseReading {
  const assertions = open?.assertions ?? { passed: 0, failed: 0 };
  const isStopOnFailure = ending.cause === 'Crashing on first failure!' && assertions.failed > 0;
  const verdict = isStopOnFailure ? 'fail' : OPEN_VERDICT[ending.end];
  return { name, verdict, assertions, failures: open?.failures ?? [] };
}

function findingsOf(events: readonly ProtocolEvent[], suites: ReadonlyMap<string, readonly CaseReading[]>): string[] {
  const caseCount = [...suites.values()].reduce((sum, cases) => sum + cases.length, 0);
  const seen = { suites: suites.size, cases: caseCount };
  const totals = filter(events, 'totals').flatMap(({ what, total }) =>
    what === 'assertions' || seen[what] === total
      ? []
      : [`the log's own totals say ${total} ${what}; ${seen[what]} were seen`],
  );
  const refused = filter(events, 'suite-refused').map(({ suite, cause }) => `suite ${suite} did not start: ${cause}`);
  return [...totals, ...refused, ...filter(events, 'malformed').map(({ text }) => text)];
}
