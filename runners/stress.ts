// SPDX-License-Identifier: BSD-3-Clause
/** One case again and again, each time alone in a fresh boot: how often does it fail? Keeps the transcript of its first failure only. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { caseKey, type CaseId, type Cell } from '../model/cell.ts';
import type { Verdict } from '../model/verdict.ts';
import { selectionWords } from './batches.ts';
import { runBoot, type BootLimits } from './boot.ts';
import { judgeBoot } from './judge.ts';
import { pressOf } from './power-button.ts';
import { programWords, type KernelPrograms } from './programs/kernel-programs.ts';
import { bootLimitsOf } from './programs/terms.ts';

export type StressLimit =
  { readonly kind: 'times'; readonly count: number } | { readonly kind: 'for'; readonly durationMs: number };

/** A case in a cell. */
export interface StressTarget {
  readonly cell: Cell;
  readonly accel: 'tcg' | 'kvm';
  readonly image: string;
  /** All cases of the image. */
  readonly listed: readonly CaseId[];
  readonly id: CaseId;
  /** Where the kernel gets the case from, if it is a program. */
  readonly programs?: KernelPrograms;
}

export interface FirstFailure {
  readonly attempt: number;
  readonly verdict: Verdict;
  readonly headline: string;
  /** Of the assertion, as it was compiled; null where none failed. */
  readonly place: { readonly file: string; readonly line: number | null } | null;
  /** Relative to the run's folder. */
  readonly transcript: string;
  readonly command: readonly string[];
}

export interface StressCount {
  readonly target: StressTarget;
  /** Attempts begun; those that have ended are counted by verdict. */
  begun: number;
  readonly verdicts: Map<Verdict, number>;
  firstFailure: FirstFailure | null;
}

export interface StressOptions {
  readonly runDir: string;
  readonly limit: StressLimit;
  /** Boots at the same time. */
  readonly jobs: number;
  readonly limits: BootLimits;
  readonly signal: AbortSignal;
}

const isFailure = (verdict: Verdict): boolean => verdict === 'fail' || verdict === 'crash' || verdict === 'timeout';

export const countOf = ({ verdicts }: StressCount, wanted: (verdict: Verdict) => boolean): number =>
  [...verdicts].reduce((sum, [verdict, count]) => sum + (wanted(verdict) ? count : 0), 0);

/** Attempts that tell something: the case ran, and the harness could tell how it went. */
export const attemptsIn = (count: StressCount): number =>
  countOf(count, (verdict) => verdict === 'pass' || isFailure(verdict));

export const failuresIn = (count: StressCount): number => countOf(count, isFailure);

const wordsOf = (programs: KernelPrograms | undefined): string[] => [
  'uktest.format=tap',
  ...(programs === undefined ? ['ukgcov.out=none'] : programWords(programs)),
];

async function attempt(count: StressCount, options: StressOptions): Promise<void> {
  const { cell, accel, image, listed, id, programs } = count.target;
  const number = count.begun++;
  const transcript = join('transcripts', cell.id, `${caseKey(id).replaceAll(/[^\w.-]/g, '_')}-${number}.log`);
  const { runDir, limits, signal } = options;
  let command: readonly string[] = [];
  const raw = await runBoot({
    axes: cell.axes,
    accel,
    image,
    words: [...wordsOf(programs), ...selectionWords(listed, [id])],
    press: pressOf(cell.axes.end, cell.id, 0, null),
    programsDir: programs?.dir,
    asked: [id],
    limits: programs === undefined ? limits : bootLimitsOf(programs.suite, id.name, limits),
    transcript: join(runDir, transcript),
    shareDir: cell.axes.arch === 'arm64' ? join(runDir, 'shares', cell.id, `${number}`) : null,
    signal,
    onStart: (line) => {
      command = line;
    },
    onCaseStarted: () => undefined,
  });
  const [verdict] = judgeBoot({ ...raw, backtrace: [] }).verdicts;
  if (verdict !== undefined && raw.killed !== 'interrupt') {
    count.verdicts.set(verdict.verdict, (count.verdicts.get(verdict.verdict) ?? 0) + 1);
    if (isFailure(verdict.verdict) && count.firstFailure === null) {
      const failure = verdict.failures.at(-1);
      const headline = failure?.text ?? verdict.cause ?? verdict.verdict;
      const place = failure === undefined || failure.file === null ? null : { file: failure.file, line: failure.line };
      count.firstFailure = { attempt: number, verdict: verdict.verdict, headline, place, transcript, command };
      return;
    }
  }
  rmSync(join(runDir, transcript), { force: true });
}

/** Attempts of all targets in turn, until the limit or the signal. */
export async function stress(
  targets: readonly StressTarget[],
  options: StressOptions,
): Promise<readonly StressCount[]> {
  const { limit, jobs, signal } = options;
  const counts = targets.map((target): StressCount => ({ target, begun: 0, verdicts: new Map(), firstFailure: null }));
  const startedMs = performance.now();
  const next = (): StressCount | null => {
    const [least] = [...counts].sort((one, other) => one.begun - other.begun);
    if (least === undefined || signal.aborted) return null;
    const isOver =
      limit.kind === 'times' ? least.begun >= limit.count : performance.now() - startedMs >= limit.durationMs;
    return isOver ? null : least;
  };
  const work = async (): Promise<void> => {
    for (let count = next(); count !== null; count = next()) await attempt(count, options);
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return counts;
}
