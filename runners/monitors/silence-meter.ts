// SPDX-License-Identifier: BSD-3-Clause
/**
 * How a monitor spent its silence, from looks at it every now and then. A host may stand still, the monitor alone or the harness with it:
 * between two looks that found it so, or that are much too far apart, the guest had no time to make progress in. Pure.
 */
import type { Silence } from './silence.ts';
import type { Usage } from './usage.ts';

/** Looks are at most so far apart. */
export const LOOK_EVERY_MS = 250;
/** What is longer, the harness stood still. */
const LONGEST_INTERVAL_MS = 2 * LOOK_EVERY_MS;

const BEFORE_THE_FIRST: Usage = { cpuMs: 0, queuedMs: 0, isAsleep: false, isStopped: false };

const queuedBetween = (before: Usage, now: Usage): number | null =>
  before.queuedMs === null || now.queuedMs === null ? null : Math.max(0, now.queuedMs - before.queuedMs);

export class SilenceMeter {
  #atProgress = BEFORE_THE_FIRST;
  #last = BEFORE_THE_FIRST;
  #lastMs: number;
  #wallMs = 0;
  #awakeMs = 0;
  #asleepMs = 0;

  constructor(nowMs: number) {
    this.#lastMs = nowMs;
  }

  /** Null: nobody has read its usage lately; it may be older than the news, never newer. */
  progress(nowMs: number, usage: Usage | null): void {
    this.#lastMs = nowMs;
    this.#wallMs = this.#awakeMs = this.#asleepMs = 0;
    if (usage !== null) this.#atProgress = this.#last = usage;
  }

  look(nowMs: number, usage: Usage): Silence {
    const before = this.#last;
    const counted = Math.min(nowMs - this.#lastMs, LONGEST_INTERVAL_MS);
    this.#wallMs += counted;
    if (!before.isStopped && !usage.isStopped) {
      this.#awakeMs += counted;
      const usedMs = usage.cpuMs - before.cpuMs + (queuedBetween(before, usage) ?? 0);
      if (before.isAsleep && usage.isAsleep) this.#asleepMs += Math.max(0, counted - usedMs);
    }
    this.#last = usage;
    this.#lastMs = nowMs;
    return {
      wallMs: this.#wallMs,
      awakeMs: this.#awakeMs,
      asleepMs: this.#asleepMs,
      cpuMs: usage.cpuMs - this.#atProgress.cpuMs,
      queuedMs: queuedBetween(this.#atProgress, usage),
      isStopped: usage.isStopped,
    };
  }
}
