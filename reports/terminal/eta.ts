// SPDX-License-Identifier: BSD-3-Clause
/**
 * How long a run still takes: what its cells usually take, set against how quickly this run gets through it. Says nothing before a part of it
 * is done, nor where no cell has run before. Pure.
 */
import type { CellRecord } from '../run-record.ts';

/** By cell id, what its cases together usually take. Only how they compare with each other counts. */
export type UsualCells = ReadonlyMap<string, number>;

/** Before so much is done any guess would jump about. */
const LEAST_SHARE = 0.05;

const shareDone = ({ hasEnded, planned, attempts }: CellRecord): number => {
  if (hasEnded) return 1;
  return planned === null || planned.length === 0 ? 0 : Math.min(1, attempts.size / planned.length);
};

/** Milliseconds; null where nobody can tell yet. `workingMs`: since the first boot began. */
export function remainingMs(cells: Iterable<CellRecord>, usual: UsualCells, workingMs: number): number | null {
  if (usual.size === 0) return null;
  const known = [...usual.values()];
  const typical = known.reduce((sum, ms) => sum + ms, 0) / known.length;
  let total = 0;
  let done = 0;
  for (const record of cells) {
    const ms = usual.get(record.cell.id) ?? typical;
    total += ms;
    done += ms * shareDone(record);
  }
  if (total === 0 || done < LEAST_SHARE * total) return null;
  return (workingMs * (total - done)) / done;
}
