// SPDX-License-Identifier: BSD-3-Clause
/** Watches one monitor: tells a hang from a slow machine (silence.ts says how), by looks at what its process uses. */
import { performance } from 'node:perf_hooks';
import { judgeAgainstUsual, judgeSilence, SOONEST_MS, type Judgement } from './silence.ts';
import { LOOK_EVERY_MS, SilenceMeter } from './silence-meter.ts';
import type { ProgressLimits, Silence, Usual } from './silence.ts';
import { readUsage, type Usage } from './usage.ts';

const USAGE_READ_INTERVAL_MS = 50;
/** One look proves nothing on a loaded machine: news may wait in the pipe, and a monitor about to exit sleeps for a moment. */
const LOOKS = 4;
const LOOK_INTERVAL_MS = 50;

/** Its process may have no number yet. */
interface Monitor {
  readonly pid: number | null;
}

export class Watchdog {
  readonly #monitor: Monitor;
  #limits: ProgressLimits;
  #usual: Usual | null = null;
  #isUsualAsked = false;
  readonly #onHang: (reason: string) => void;
  #timer: NodeJS.Timeout;
  readonly #meter = new SilenceMeter(performance.now());
  #usageReadAtMs = performance.now();
  /** How often in a row it looked like a hang. */
  #looks = 0;
  #isStopped = false;

  constructor(monitor: Monitor, limits: ProgressLimits, onHang: (reason: string) => void) {
    this.#monitor = monitor;
    this.#limits = limits;
    this.#onHang = onHang;
    this.#timer = this.#arm(soonestMs(limits));
  }

  /** Called for every chunk that brings news, so usage is read only so often; it may be older than the news, never newer. */
  progress(): void {
    const nowMs = performance.now();
    const isRead = nowMs - this.#usageReadAtMs >= USAGE_READ_INTERVAL_MS;
    if (isRead) this.#usageReadAtMs = nowMs;
    this.#meter.progress(nowMs, isRead ? this.#usage() : null);
  }

  /** Other limits from here on. */
  limit(limits: ProgressLimits): void {
    if (limits === this.#limits) return;
    this.#limits = limits;
    this.#usual = null;
    this.#isUsualAsked = false;
    clearTimeout(this.#timer);
    this.#timer = this.#arm(soonestMs(limits));
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** The monitor keeps the harness waiting, not the clock. */
  #arm(delayMs: number): NodeJS.Timeout {
    return setTimeout(
      () => {
        this.#check();
      },
      Math.min(delayMs, LOOK_EVERY_MS),
    ).unref();
  }

  #usage(): Usage | null {
    return this.#monitor.pid === null ? null : readUsage(this.#monitor.pid);
  }

  #check(): void {
    const usage = this.#usage();
    if (usage === null) {
      this.#timer = this.#arm(LOOK_INTERVAL_MS);
      return;
    }
    const judgement = this.#judge(this.#meter.look(performance.now(), usage));
    this.#looks = judgement.kind === 'hang' ? this.#looks + 1 : 0;
    if (judgement.kind === 'wait') this.#timer = this.#arm(judgement.untilMs);
    else if (this.#looks < LOOKS) this.#timer = this.#arm(LOOK_INTERVAL_MS);
    else this.#onHang(judgement.reason);
  }

  /** The earlier of the two limits. */
  #judge(silence: Silence): Judgement {
    const set = judgeSilence(silence, this.#limits);
    if (set.kind === 'hang' || silence.awakeMs < soonestMs(this.#limits)) return set;
    void this.#askUsual(this.#limits);
    const known = this.#usual === null ? set : judgeAgainstUsual(silence, this.#usual);
    if (known.kind === 'hang') return known;
    return { kind: 'wait', untilMs: Math.min(set.untilMs, known.untilMs) };
  }

  async #askUsual(limits: ProgressLimits): Promise<void> {
    if (this.#isUsualAsked || limits.usual === undefined) return;
    this.#isUsualAsked = true;
    const usual = await limits.usual();
    // The case may have ended meanwhile, the monitor too.
    if (limits !== this.#limits || this.#isStopped || usual === null) return;
    this.#usual = usual;
    clearTimeout(this.#timer);
    this.#check();
  }
}

const soonestMs = ({ progressMs, usual }: ProgressLimits): number =>
  usual === undefined ? progressMs : Math.min(SOONEST_MS, progressMs);
