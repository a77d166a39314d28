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

/**
 * The order in which cells begin, by id. CPUs of one guest wait for each other, and burn time where they have to share the host's with those
 * of another such guest: so the cells with the most CPUs and those with the fewest begin in turn. Those of one image stay together, as
 * what they ran can be counted once all of them have ended.
 */
export function startOrder(cells: readonly Cell[]): ReadonlyMap<string, number> {
  const left = cells.toSorted((one, other) => other.axes.smp - one.axes.smp);
  const order = new Map<string, number>();
  for (let isWide = true; left.length > 0; isWide = !isWide) {
    const fewest = left.at(-1)?.axes.smp;
    const [next] = left.splice(isWide ? 0 : left.findIndex(({ axes }) => axes.smp === fewest), 1);
    if (next !== undefined) order.set(next.id, order.size);
  }
  return order;
}
