// SPDX-License-Identifier: BSD-3-Clause
/** What the dispatcher's owner calls with every event of a run. Reports, live views and the event log all have this form. */
import type { RunEvent } from './events.ts';

export interface Reporter {
  /** Takes one event, in order. What a guest did never makes it throw; a full disk may. */
  consume(event: RunEvent): void;
  /**
   * Where nothing was interrupted: called once after the last verdict, while counters are still being counted. What is a function of
   * verdicts alone may be written here; it need not be.
   */
  verdictsKnown?(): Promise<void>;
  /** Called once after the last event; resolves when all that it writes is on disk. */
  finish(): Promise<void>;
}
