// SPDX-License-Identifier: BSD-3-Clause
/**
 * The totals that uktest prints for people, against the lines of the same boot: worth a look, never a verdict. They may come before the
 * suites of external libraries ran, and miss these.
 */
import type { ProtocolEvent } from './protocol-event.ts';

type Totals = Extract<ProtocolEvent, { type: 'totals' }>;

export interface Counted {
  readonly total: number;
  readonly failed: number;
}

export type Counts = Readonly<Record<'suites' | 'cases', Counted>>;

interface Printed extends Counted {
  readonly what: 'suites' | 'cases';
  /** What the log had of them by then. */
  readonly seen: Counted;
}

/** A boot prints one block of two that count; more is a storm. */
const MOST_TOTALS = 16;

const isRight = ({ total, failed, seen }: Printed): boolean => total === seen.total && failed === seen.failed;
const countOf = ({ total, what }: Printed): string => `${total} ${total === 1 ? what.slice(0, -1) : what}`;

export class PrintedTotals {
  #printed: Printed[] = [];
  /** What is wrong with those of earlier boots, and of this one. */
  readonly #wrong: string[] = [];

  /** Assertions are counted by source line: no log shows how many there are. */
  take({ what, failed, total }: Totals, counts: () => Counts): void {
    if (what !== 'assertions' && this.#printed.length < MOST_TOTALS)
      this.#printed.push({ what, total, failed, seen: counts()[what] });
  }

  /** `counts`: of the whole boot. */
  endBoot(countAll: () => Counts): void {
    if (this.#printed.length === 0) return;
    const counts = countAll();
    const wrong = this.#printed.filter((one) => !isRight(one));
    const hasMissed = this.#printed.some((one) => one.total < counts[one.what].total);
    if (wrong.length > 0) {
      const parts = wrong.map(
        (one) => `${countOf(one)}, ${one.failed} failed (${one.seen.total} and ${one.seen.failed} came before them)`,
      );
      this.#wrong.push(`the log's totals do not fit its lines: they say ${parts.join('; ')}`);
    } else if (hasMissed) {
      this.#wrong.push("the log's totals were printed before the last suites ran, and leave these out");
    }
    this.#printed = [];
  }

  /** One sentence; null: they agree, or there are none. */
  finding(): string | null {
    const [first, ...others] = this.#wrong;
    if (first === undefined) return null;
    return others.length === 0 ? first : `${first}; so it is in ${others.length} more boots of this log`;
  }
}
