// SPDX-License-Identifier: BSD-3-Clause
/**
 * What a protocol reads from a console. A reader is pure and incremental: the same bytes give the same events however they are cut
 * into chunks, and no bytes make it throw. `at` is the byte offset in the transcript where the line that says so begins.
 */
import type { AssertionFailure } from '../../model/verdict.ts';

interface At {
  readonly at: number;
}

export interface CaseCounts {
  readonly passed: number;
  readonly failed: number;
}

/** A place in a source, the path as the compiler was given it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export type CaseResult =
  { readonly verdict: 'pass' } | { readonly verdict: 'fail' } | { readonly verdict: 'skip'; readonly reason: string };

export type ProtocolEvent = At &
  (
    | { readonly type: 'suite-started'; readonly suite: string }
    /** The suite's init function failed: none of its cases runs. */
    | { readonly type: 'suite-refused'; readonly suite: string; readonly cause: string }
    | { readonly type: 'case-started'; readonly suite: string; readonly name: string }
    | {
        readonly type: 'case-ended';
        readonly suite: string;
        readonly name: string;
        readonly result: CaseResult;
        readonly assertions: CaseCounts;
        readonly failures: readonly AssertionFailure[];
        /** As the guest's clock has it; null where it said nothing usable. */
        readonly durationUs: number | null;
        /** Offset behind the case's last line. */
        readonly endAt: number;
      }
    /** The console ended inside this case; what it had asserted by then. */
    | {
        readonly type: 'open-case';
        readonly suite: string;
        readonly name: string;
        readonly assertions: CaseCounts;
        readonly failures: readonly AssertionFailure[];
        /** Where its last assertion stands, if a crashing kernel said so. */
        readonly after: Place | null;
        /** Lines that are mixed up came behind its last one: it may have ended there. */
        readonly isEndTorn?: boolean;
      }
    /** Assertions of a case that count as nothing, for they are known to fail. Before the case's end. */
    | {
        readonly type: 'omitted';
        readonly suite: string;
        readonly name: string;
        readonly assertions: readonly AssertionFailure[];
      }
    | { readonly type: 'suite-ended'; readonly suite: string; readonly isOk: boolean }
    | {
        readonly type: 'listed';
        readonly suite: string;
        readonly name: string;
        readonly file: string | null;
        readonly line: number | null;
      }
    /** The explicit end line with its totals. */
    | { readonly type: 'end'; readonly totals: EndTotals }
    /** The list of cases is complete. */
    | { readonly type: 'list-end'; readonly cases: number }
    /** The kernel says that it cannot go on. */
    | { readonly type: 'crash'; readonly headline: string }
    /** What looked like a crash was not: another case started after it. */
    | { readonly type: 'survived' }
    /** Which source said that the kernel cannot go on: of an assertion, where it stands. After its `crash`. */
    | { readonly type: 'crash-place'; readonly library: string; readonly file: string; readonly line: number }
    /** One frame of the kernel's own backtrace, innermost first. */
    | { readonly type: 'frame'; readonly address: string }
    /** The link register of what faulted: where its caller goes on, or it itself behind a call. */
    | { readonly type: 'link'; readonly address: string }
    /** The kernel says that it is done; `status` is main's value where the text has it. */
    | { readonly type: 'halted'; readonly status: number | null }
    /** The console contradicts itself: two plans, a number twice, a count that is off. */
    | { readonly type: 'malformed'; readonly text: string }
    /** Several CPUs printed at once: whatever the running case said may be lost. */
    | { readonly type: 'garbled'; readonly text: string }
    /** The line that names a case is lost, as far as one can see; an assertion of a case that no line names. */
    | { readonly type: 'case-lost' }
    | { readonly type: 'stray-assertion'; readonly isFailed: boolean }
    /** The console ended inside a line; `isInLog` tells a line of the kernel's log from what a program prints. */
    | { readonly type: 'cut'; readonly isInLog: boolean }
    /** The boot went on to `main`, in a log that shows nothing of the level at which the kernel tells that it is done. */
    | { readonly type: 'end-hidden' }
    /** Not one line was of a kernel's log. */
    | { readonly type: 'no-log' }
    /** The monitor's own message that something ended it. */
    | { readonly type: 'killed'; readonly text: string }
    /** The machine began to boot again. */
    | { readonly type: 'restarted' }
    /** Totals that a kernel prints for people; never trusted over the lines. */
    | {
        readonly type: 'totals';
        readonly what: 'suites' | 'cases' | 'assertions';
        readonly failed: number;
        readonly total: number;
      }
  );

/** Addresses of the kernel's own backtrace, innermost first. */
export const frameAddresses = (events: readonly ProtocolEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'frame' ? [event.address] : []));

export interface EndTotals {
  readonly suites: number;
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface ProtocolReader {
  push(chunk: Uint8Array): ProtocolEvent[];
  /** After the last byte; what only the end can tell. A line without its newline is no line. */
  finish(): ProtocolEvent[];
}

/** The headline of the crash that a console ends with, if it does. */
export function crashHeadline(events: readonly ProtocolEvent[]): string | null {
  const last = events.findLast(({ type }) => type === 'crash' || type === 'survived');
  return last?.type === 'crash' ? last.headline : null;
}
