// SPDX-License-Identifier: BSD-3-Clause
/** When the bytes of a console came: what a kernel's own text does not tell is how long a case took. */
import { caseKey, type CaseId } from '../model/cell.ts';

/** Where a case stands in a console's bytes. */
export interface CaseSpan extends CaseId {
  readonly from: number;
  /** Null: the console ends in it. */
  readonly to: number | null;
}

export class Arrivals {
  readonly #offsets: number[] = [];
  readonly #ms: number[] = [];

  /** A chunk that begins at `offset`. */
  add(offset: number, ms: number): void {
    this.#offsets.push(offset);
    this.#ms.push(ms);
  }

  #msAt(offset: number): number {
    let [low, high] = [0, this.#offsets.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#ms[Math.max(0, low - 1)] ?? 0;
  }

  /** By caseKey(); a case that ran more than once took all of its runs. */
  durations(spans: readonly CaseSpan[], endMs: number): ReadonlyMap<string, number> {
    const took = new Map<string, number>();
    for (const { from, to, ...id } of spans) {
      const ms = (to === null ? endMs : this.#msAt(to)) - this.#msAt(from);
      took.set(caseKey(id), (took.get(caseKey(id)) ?? 0) + Math.max(0, ms));
    }
    return took;
  }
}
