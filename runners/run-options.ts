// SPDX-License-Identifier: BSD-3-Clause
/** What somebody may ask of a run besides its plan. */
import type { CaseId, Cell } from '../model/cell.ts';
import type { Suite } from '../suites/suite-file.ts';
import type { Isolation } from './batches.ts';
import type { BootLimits } from './boot.ts';
import type { Project } from './images.ts';
import type { Promises } from './promises.ts';

/** Where times were taken: they may be compared with those from the like place alone. */
export interface TimedPlace {
  readonly cell: string;
  readonly accel: string;
  readonly coverage: boolean;
}

/** In milliseconds, of passes on this machine, the latest first. */
export type PastTimes = (place: TimedPlace, id: CaseId) => Promise<readonly number[]>;

export interface RunOptions {
  readonly project: Project;
  readonly runDir: string;
  readonly isolation: Isolation;
  /** Boots at the same time; null: as many as processors and memory allow. */
  readonly jobs: number | null;
  readonly limits: BootLimits;
  /** Those of the plan, whose files may set other limits. */
  readonly suites: readonly Suite[];
  /** Null: the order of definition. */
  readonly seed: number | null;
  /** Whether the run is to run a case of a cell. */
  readonly isSelected: (cell: Cell, id: CaseId) => boolean;
  readonly promises: Promises;
  /** How long a case took in earlier runs; null: nobody asks. */
  readonly pastTimes: PastTimes | null;
  /** Whether programs must pass on Linux before they judge a kernel. */
  readonly isOracleAsked: boolean;
  /** Whether a case that broke its promise is tried alone, or in company, to see whether it listens to others. */
  readonly isOrderStudied: boolean;
  readonly signal: AbortSignal;
}
