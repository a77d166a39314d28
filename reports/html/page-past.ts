// SPDX-License-Identifier: BSD-3-Clause
/** What the page tells of earlier runs. Plain types: the history fills them, the page shows them. */
import type { Revisions } from '../../model/events.ts';
import type { Verdict } from '../../model/verdict.ts';

/** A point of the trends. */
export interface PastRun {
  readonly runId: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly caseCount: number;
  readonly passCount: number;
  readonly skipCount: number;
  readonly unexpectedCount: number;
  readonly flakyCount: number;
  readonly lines: { readonly found: number; readonly hit: number } | null;
  /** Its page, relative to this one; null where there is none. */
  readonly href: string | null;
}

export interface PlacedCase {
  readonly cell: string;
  readonly suite: string;
  readonly name: string;
}

/** A case that is not as promised now, seen against its own past. */
export interface BrokenPast extends PlacedCase {
  /** What it did in the baseline or, if that lacks it, when it last ran; null: never seen before. */
  readonly before: Verdict | null;
  readonly isNew: boolean;
  /** Start of the first run of the unbroken line of runs that had it broken; null: this one. */
  readonly since: string | null;
  /** The last run that had it as promised. */
  readonly lastGood: string | null;
  /** The first letters of its verdicts in the earlier runs that had it, oldest first. */
  readonly strip: string;
}

/** What differs between the sources of the run that is compared with and those of this one. */
export interface SourceChanges {
  /** Abbreviated hash and title, newest first; a few of them. */
  readonly commits: readonly string[];
  readonly commitCount: number;
  /** With the first line that differs, those of the kernel first; a few of them. */
  readonly files: readonly { readonly path: string; readonly line: number | null }[];
  readonly fileCount: number;
}

export interface PagePast {
  readonly base: {
    readonly runId: string;
    readonly startedAt: string;
    readonly isAccepted: boolean;
    readonly lines: PastRun['lines'];
    readonly revisions: Revisions;
  } | null;
  /** Null where nobody asked, as nothing is newly broken, or git cannot tell. */
  readonly changes: SourceChanges | null;
  /** Earlier runs over the same cells, oldest first. */
  readonly runs: readonly PastRun[];
  readonly broken: readonly BrokenPast[];
  readonly fixed: readonly (PlacedCase & { readonly before: Verdict })[];
  readonly flaky: readonly (PlacedCase & {
    readonly failures: number;
    readonly runCount: number;
    readonly interval95: readonly [low: number, high: number];
  })[];
  readonly slower: readonly (PlacedCase & {
    readonly durationMs: number;
    readonly usualMs: number;
    readonly runCount: number;
  })[];
  readonly addedCount: number;
  readonly vanished: readonly (PlacedCase & { readonly before: Verdict })[];
  readonly vanishedCount: number;
}
