// SPDX-License-Identifier: BSD-3-Clause
/**
 * The events of a run, as they stand in events.ndjson (one JSON object a line). The dispatcher is their only writer;
 * every report is a function of them. Times are milliseconds since the run began, from a monotonic clock.
 */
import type { Cell, ImagePlan } from './cell.ts';
import type { AssertionFailure, ExpectedVerdict, Outcome, StackFrame, Verdict } from './verdict.ts';

/** Raised when a reader of version N could misread the events. */
export const EVENTS_VERSION = 1;

interface At {
  readonly atMs: number;
}

/** Git commits at which the sources were; null: in no working tree. What was edited and not committed does not show. */
export interface Revisions {
  readonly kernel: string | null;
  readonly suites: string | null;
}

export interface RunStarted extends At {
  readonly type: 'run-started';
  readonly version: number;
  readonly runId: string;
  /** Wall clock, ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly argv: readonly string[];
  /** Absent for a whole run. `name` as in 2/4, `plan` the id of the plan. */
  readonly shard?: { readonly name: string; readonly index: number; readonly plan: string };
  readonly host: { readonly cpuCount: number; readonly qemu: string; readonly node: string; readonly os: string };
  /** Absent where nothing is built from source. */
  readonly revisions?: Revisions;
  readonly cells: readonly Cell[];
  readonly images: readonly ImagePlan[];
}

export interface BuildStarted extends At {
  readonly type: 'build-started';
  readonly image: string;
}

export interface BuildEnded extends At {
  readonly type: 'build-ended';
  readonly image: string;
  readonly result:
    | {
        readonly kind: 'built' | 'cached';
        /** Content hash that names the image in the store. */
        readonly hash: string;
        /** Kernel file handed to the monitor, the one with debug information, and the object tree with .gcno files. */
        readonly file: string;
        readonly debugFile: string;
        readonly objectDir: string;
        readonly sourceRoots: readonly string[];
        readonly toolchainPrefix: string;
      }
    | { readonly kind: 'failed'; readonly message: string; readonly file: string | null; readonly line: number | null };
  readonly durationMs: number;
}

/** The cases that a cell will run, as its image listed them, after selection. Absent when the build failed. */
export interface CellPlanned extends At {
  readonly type: 'cell-planned';
  readonly cell: string;
  readonly cases: readonly PlannedCase[];
}

export interface PlannedCase {
  readonly suite: string;
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
}

/** Stands for the list of its cases, where a kernel could not tell it. */
export const LIST_CASE: PlannedCase = { suite: 'kernel', name: '(list)', file: null, line: null };

export interface BootStarted extends At {
  readonly type: 'boot-started';
  readonly cell: string;
  /** 0, 1, ... within the cell. */
  readonly boot: number;
  /** Whole command line of the monitor, ready for a shell. */
  readonly command: readonly string[];
  /** Path of the transcript, relative to the run folder. */
  readonly transcript: string;
}

export interface CaseStarted extends At {
  readonly type: 'case-started';
  readonly cell: string;
  readonly boot: number;
  readonly suite: string;
  readonly name: string;
}

/** The dispatcher's judgement of one attempt at a case. */
export interface CaseEnded extends At {
  readonly type: 'case-ended';
  readonly cell: string;
  /** Boot that settled it, even where the case itself never ran in it; null if no boot did. */
  readonly boot: number | null;
  readonly suite: string;
  readonly name: string;
  readonly attempt: number;
  readonly verdict: Verdict;
  /** For skip the reason; for crash, timeout, unresolved the cause; else null. */
  readonly cause: string | null;
  readonly assertions: { readonly passed: number; readonly failed: number };
  readonly failures: readonly AssertionFailure[];
  readonly backtrace: readonly StackFrame[];
  readonly durationMs: number;
  /** Byte range of this case in the boot's transcript, half open; null if it never ran. */
  readonly transcriptRange: readonly [start: number, end: number] | null;
  readonly expectation: { readonly verdict: ExpectedVerdict; readonly reason: string | null };
  readonly outcome: Outcome;
}

export interface BootEnded extends At {
  readonly type: 'boot-ended';
  readonly cell: string;
  readonly boot: number;
  readonly durationMs: number;
  readonly exit: BootExit;
  readonly end: 'complete' | 'crash' | 'hang' | 'truncated';
  /** What the three witnesses said, in words, where they disagree; null when they agree. */
  readonly disagreement: string | null;
  /** Folder with this boot's .gcda files (relative to the run folder), null without coverage. */
  readonly coverageDir: string | null;
  /** When the harness pressed its power button, from the begin of the guest's report on; absent: it did not. */
  readonly pressedAfterMs?: number;
}

export type BootExit =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'killed'; readonly reason: string }
  | { readonly kind: 'not-started'; readonly reason: string };

/**
 * A boot of a kernel that nobody lists the cases of is over, and what it shows is not told yet: a later one, with fewer suites, may show that
 * the case that stopped it did not. The boot's end and its verdicts follow behind the last of these.
 */
export interface RoundEnded extends At {
  readonly type: 'round-ended';
  readonly cell: string;
  readonly boot: number;
  /** As the boot itself had it. */
  readonly end: BootEnded['end'];
  /** The case that ran last where the boot did not end by itself; null: none is known. */
  readonly stopped: { readonly suite: string; readonly name: string } | null;
  /** What is still to be run without it. */
  readonly suitesLeft: number;
}

/** A case does one thing alone and another one in company, again and again. */
export interface OrderDependence extends At {
  readonly type: 'order-dependence';
  readonly cell: string;
  readonly suite: string;
  readonly name: string;
  /** Whether it does as promised when nothing runs before it; behind `after` it does the contrary. */
  readonly isKeptAlone: boolean;
  /** The cases that must run before it, as suite.case, in order. */
  readonly after: readonly string[];
  /** False: fewer might do, nobody looked any further. */
  readonly isShortest: boolean;
}

/** A memory tag's fault came to light in a case after the access was done. The same cases with faults at the access name the one. */
export interface LateFault extends At {
  readonly type: 'late-fault';
  readonly cell: string;
  /** The case in which it came to light. */
  readonly suite: string;
  readonly name: string;
  /** `suite.case` that made the access; null: none of those up to here did so again. */
  readonly culprit: string | null;
  /** The fault as the kernel reported it at the access. */
  readonly cause: string | null;
}

/** Something a person should see that decides no verdict. */
export interface Finding extends At {
  readonly type: 'finding';
  readonly cell: string | null;
  readonly boot: number | null;
  readonly text: string;
}

export interface CellEnded extends At {
  readonly type: 'cell-ended';
  readonly cell: string;
}

export interface CoverageMerged extends At {
  readonly type: 'coverage-merged';
  readonly lines: { readonly found: number; readonly hit: number };
  readonly functions: { readonly found: number; readonly hit: number };
  readonly branches: { readonly found: number; readonly hit: number };
}

export interface RunEnded extends At {
  readonly type: 'run-ended';
  readonly exitCode: number;
  readonly interrupted: boolean;
}

export type RunEvent =
  | RunStarted
  | BuildStarted
  | BuildEnded
  | CellPlanned
  | BootStarted
  | CaseStarted
  | CaseEnded
  | BootEnded
  | RoundEnded
  | OrderDependence
  | LateFault
  | Finding
  | CellEnded
  | CoverageMerged
  | RunEnded;
