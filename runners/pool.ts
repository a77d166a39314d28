// SPDX-License-Identifier: BSD-3-Clause
/** How many guests there may be at the same time, and how many boots are got ready beyond that. Pure. */
import type { Cell } from '../model/cell.ts';
import type { Dispatcher } from './dispatcher.ts';

/** QEMU itself besides the guest's memory. */
const MONITOR_MIB = 80;

/** One boot for each processor, fewer where the guests would not fit into memory. */
export function poolSize(cells: readonly Cell[], processors: number, freeMiB: number): number {
  const largestMiB = Math.max(...cells.map(({ axes }) => axes.memoryMiB)) + MONITOR_MIB;
  return Math.max(1, Math.min(processors, Math.floor(freeMiB / largestMiB)));
}

/**
 * Boots under way for so many guests at the same time. Behind each guest another boot waits for its turn, which comes the moment the guest
 * is gone: no processor idles while the one before is judged. Where a failure ends the run none may be started before that.
 */
export const tasksFor = (size: number, { isFailFast }: Pick<Dispatcher, 'isFailFast'>): number =>
  isFailFast ? size : 2 * size;
