// SPDX-License-Identifier: BSD-3-Clause
/**
 * Owns the truth of a run: which cases each cell has, what became of each, what runs next, and the exit code. The only writer of events.
 * Everything here is synchronous; processes and files are the executor's.
 */
import { performance } from 'node:perf_hooks';
import { caseKey, type CaseId } from '../model/cell.ts';
import type { PlannedCase, RunEvent } from '../model/events.ts';
import type { Outcome, Verdict } from '../model/verdict.ts';
import type { BootEvidence } from './evidence.ts';
import { judgeBoot, type CaseVerdict } from './judge.ts';

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'atMs'> : never;

export type Emit = (event: RunEvent) => void;

/** Exit codes of DESIGN section 4. */
export const EXIT = { expected: 0, unexpected: 1, usage: 2, unresolved: 3, interrupted: 130 } as const;

interface CellState {
  /** By key; a case without a verdict yet is in no other place. */
  readonly open: Map<string, PlannedCase>;
  bootCount: number;
}

export interface BootPlace {
  readonly cell: string;
  readonly boot: number;
}

export interface DispatcherOptions {
  readonly isFailFast: boolean;
  readonly emit: Emit;
}

/** Every case is promised to pass; a case that says why it cannot run here is as promised. */
const outcomeOf = (verdict: Verdict): Outcome => (verdict === 'pass' || verdict === 'skip' ? 'expected' : 'unexpected');

export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #startedMs = performance.now();
  readonly #cells = new Map<string, CellState>();
  #unexpectedCount = 0;
  #unresolvedCount = 0;
  #ranCount = 0;
  #isInterrupted = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  emit(event: WithoutTime<RunEvent>): void {
    this.#options.emit({ ...event, atMs: performance.now() - this.#startedMs });
  }

  planCell(cell: string, cases: readonly PlannedCase[]): void {
    this.#cells.set(cell, { open: new Map(cases.map((one) => [caseKey(one), one])), bootCount: 0 });
    this.emit({ type: 'cell-planned', cell, cases });
  }

  /** A cell whose image cannot be had: nothing is known of its cases, so the run cannot be green. */
  abandonCell(cell: string, reason: string): void {
    this.#unresolvedCount++;
    this.finding({ cell, boot: null }, reason);
    this.emit({ type: 'cell-ended', cell });
  }

  /** True when no further boot may start. */
  isOver(): boolean {
    return this.#isInterrupted || (this.#options.isFailFast && this.#unexpectedCount > 0);
  }

  nextBoot(cell: string): BootPlace {
    return { cell, boot: this.#state(cell).bootCount++ };
  }

  startBoot(place: BootPlace, command: readonly string[], transcript: string): void {
    this.emit({ type: 'boot-started', ...place, command, transcript });
  }

  startCase(place: BootPlace, { suite, name }: CaseId): void {
    if (this.#state(place.cell).open.has(caseKey({ suite, name })))
      this.emit({ type: 'case-started', ...place, suite, name });
  }

  finding({ cell, boot }: { cell: string | null; boot: number | null }, text: string): void {
    this.emit({ type: 'finding', cell, boot, text });
  }

  /** Judges a boot and says which of its cases go into another one. An interrupted boot settles nothing. */
  endBoot(place: BootPlace, evidence: BootEvidence, coverageDir: string | null): readonly CaseId[] {
    const judgement = judgeBoot(evidence);
    const isInterrupted = evidence.killed === 'interrupt';
    if (!isInterrupted) for (const verdict of judgement.verdicts) this.#settle(place.cell, place.boot, verdict);
    this.emit({
      type: 'boot-ended',
      ...place,
      durationMs: evidence.durationMs,
      exit: evidence.exit,
      end: isInterrupted ? 'truncated' : judgement.end,
      disagreement: judgement.disagreement,
      coverageDir,
    });
    for (const text of judgement.findings) this.finding(place, text);
    return isInterrupted ? [] : judgement.remaining;
  }

  /** After the last boot of a cell: what never got a verdict gets the reason why. */
  endCell(cell: string): void {
    const { open } = this.#state(cell);
    if (!this.#isInterrupted) {
      const cause = this.isOver()
        ? 'not run: another case failed and --fail-fast was given'
        : 'it never ran, for no known reason';
      for (const { suite, name } of [...open.values()]) this.#settle(cell, null, neverRan(suite, name, cause));
    }
    this.emit({ type: 'cell-ended', cell });
  }

  interrupt(): void {
    this.#isInterrupted = true;
  }

  endRun(): number {
    const exitCode = this.#exitCode();
    this.emit({ type: 'run-ended', exitCode, interrupted: this.#isInterrupted });
    return exitCode;
  }

  #exitCode(): number {
    if (this.#isInterrupted) return EXIT.interrupted;
    if (this.#unexpectedCount > 0) return EXIT.unexpected;
    // Nothing that ran proves nothing: all skipped, or no case at all.
    return this.#unresolvedCount > 0 || this.#ranCount === 0 ? EXIT.unresolved : EXIT.expected;
  }

  #settle(cell: string, boot: number | null, verdict: CaseVerdict): void {
    const { open } = this.#state(cell);
    if (!open.delete(caseKey(verdict))) return;
    const outcome = outcomeOf(verdict.verdict);
    if (verdict.verdict === 'unresolved') this.#unresolvedCount++;
    else if (outcome === 'unexpected') this.#unexpectedCount++;
    if (verdict.verdict !== 'skip' && verdict.verdict !== 'unresolved') this.#ranCount++;
    const { range, ...rest } = verdict;
    this.emit({
      type: 'case-ended',
      cell,
      boot,
      attempt: 0,
      ...rest,
      transcriptRange: range,
      expectation: { verdict: 'pass', reason: null },
      outcome,
    });
  }

  #state(cell: string): CellState {
    const state = this.#cells.get(cell);
    if (state === undefined) throw new Error(`cell ${cell} was never planned`);
    return state;
  }
}

const neverRan = (suite: string, name: string, cause: string): CaseVerdict => ({
  suite,
  name,
  verdict: 'unresolved',
  cause,
  assertions: { passed: 0, failed: 0 },
  failures: [],
  backtrace: [],
  durationMs: 0,
  range: null,
});
