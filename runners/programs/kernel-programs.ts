// SPDX-License-Identifier: BSD-3-Clause
/** How a kernel is told its programs: the folder that it finds them in, and words of its command line. One suite at a time. */
import type { Program } from '../../kernels/programs/programs.ts';
import type { PlannedCase } from '../../model/events.ts';
import type { Suite } from '../../suites/suite-file.ts';
import type { BootLimits } from '../boot.ts';
import { shownPath } from '../symbols.ts';
import { shareOf } from './guest-share.ts';
import { termsOf } from './terms.ts';

export type BuiltProgram = Extract<Program, { kind: 'built' }>;

export interface KernelPrograms {
  readonly suite: Suite;
  /** Absolute. */
  readonly dir: string;
  readonly listed: readonly PlannedCase[];
}

export function kernelPrograms(
  { home, rootDir }: { readonly home: string; readonly rootDir: string },
  suite: Suite,
  programs: readonly BuiltProgram[],
  limits: BootLimits,
): KernelPrograms {
  const shared = programs.map((program) => ({ ...program, terms: termsOf(suite, program.name, limits) }));
  return { suite, dir: shareOf(home, shared), listed: plannedOf(suite, programs, rootDir) };
}

export const plannedOf = (suite: Suite, programs: readonly Program[], rootDir: string): PlannedCase[] =>
  programs.map(({ name, source }) => ({ suite: suite.name, name, file: shownPath(source, rootDir), line: null }));

/** The machines of guests have no clock of the day. */
export const programWords = ({ suite }: KernelPrograms): string[] => [
  `elfloader.suite=${suite.name}`,
  `posix_time.epoch=${Math.floor(Date.now() / 1000)}`,
];
