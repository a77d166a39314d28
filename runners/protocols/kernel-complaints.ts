// SPDX-License-Identifier: BSD-3-Clause
/**
 * Reports of Linux about itself that end no test: what its sanitizers, its lock checker, its watchdogs and WARN() say. Tests may provoke them,
 * so they decide nothing; but nobody would call such a log clean.
 */

const COMPLAINT =
  /^(?:WARNING: (?:CPU: \d|\S{1,80} at \S|(?:possible|suspicious|inconsistent|bad unlock|held lock|lock held|nested lock|HARDIRQ|SOFTIRQ)\b)|UBSAN: \S|BUG \S{1,60} \(|watchdog: BUG: |BUG: workqueue lockup |rcu: INFO: \S{1,40} (?:self-)?detected |INFO: (?:task \S{1,40} blocked for more than |possible |trying to register non-static key|rcu\S{0,20} )|refcount_t: |list_(?:add|del) corruption|kmemleak: \d{1,9} new suspected |Out of memory: Killed process |watchdog: Watchdog detected hard LOCKUP)/;
/** Nothing else begins so. */
const FIRST_LETTERS = 'WUBwrIlkO';

export class KernelComplaints {
  #first: string | null = null;
  #count = 0;

  /** One line, without what stands before the kernel's words. */
  take(line: string): void {
    if (!FIRST_LETTERS.includes(line.charAt(0)) || !COMPLAINT.test(line)) return;
    this.#first ??= line.trimEnd().slice(0, 300);
    this.#count++;
  }

  /** The first, and how many there were; null: none. */
  get words(): string | null {
    if (this.#first === null) return null;
    return `the kernel complains: ${this.#first}${this.#count === 1 ? '' : ` (and ${this.#count - 1} more)`}`;
  }
}
