// SPDX-License-Identifier: BSD-3-Clause
/** What is known of how to see a case's result once more: the attempt to be shown and the boot that showed it. */
import { createHash } from 'node:crypto';
import type { CaseEnded } from '../../model/events.ts';
import { shownAttempt, type CaseResult } from '../results.ts';
import type { BootRecord, RunRecord } from '../run-record.ts';
import { optionValue } from './boot-line.ts';

export interface Repro {
  readonly runId: string;
  readonly qemuVersion: string;
  readonly result: CaseResult;
  /** The attempt that the repro is of. */
  readonly shown: CaseEnded;
  readonly boot: BootRecord;
  readonly command: readonly string[];
  readonly kernel: string;
  /** The one that the image's last build made; null: nothing was built. */
  readonly lastKernel: string | null;
  /** The kernel's parameters; none where it was given none. */
  readonly append: string;
  /** The image with debug information; null where the build left no record. */
  readonly debugFile: string | null;
}

/** File name of the kept kernel. Boots of one cell may be of several kernels, of which the last one built has the image's plain name. */
export function keptKernel({ result, kernel, lastKernel }: Pick<Repro, 'result' | 'kernel' | 'lastKernel'>): string {
  const plain = `kernel-${result.cell.image}`;
  if (lastKernel === null || lastKernel === kernel) return plain;
  return `${plain}-${createHash('sha256').update(kernel).digest('hex').slice(0, 8)}`;
}

/** Null where no boot got as far as this case, so that there is nothing to be started again. */
export function reproOf(record: RunRecord, result: CaseResult): Repro | null {
  const { cell } = result;
  const shown = shownAttempt(result);
  const boot = shown.boot === null ? undefined : record.cells.get(cell.id)?.boots.get(shown.boot);
  if (boot === undefined) return null;
  const { command } = boot.start;
  const kernel = optionValue(command, '-kernel');
  if (kernel === null) return null;
  const build = record.images.get(cell.image)?.build?.result;
  return {
    runId: record.start?.runId ?? 'unknown',
    qemuVersion: record.start?.host.qemu ?? 'QEMU of unknown version',
    result,
    shown,
    boot,
    command,
    kernel,
    lastKernel: build === undefined || build.kind === 'failed' ? null : build.file,
    append: optionValue(command, '-append') ?? '',
    debugFile: build === undefined || build.kind === 'failed' ? null : build.debugFile,
  };
}
