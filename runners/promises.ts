// SPDX-License-Identifier: BSD-3-Clause
/**
 * What is promised for each case in each cell, from the known deviations, and what is wrong with those: expired, unexplained, or about
 * nothing. Pure and synchronous.
 */
import type { Cell, CaseId } from '../model/cell.ts';
import { matchesCase, matchesGlob } from '../model/glob.ts';
import type { ExpectedVerdict, Verdict } from '../model/verdict.ts';
import { holdsIn, UNEXPLAINED, type Deviation } from '../suites/expectation-file.ts';

export interface Promised {
  readonly verdict: ExpectedVerdict;
  readonly reason: string | null;
  /** The entry that says so; null: nobody promised anything but to pass. */
  readonly source: string | null;
  /** The case judges nobody: it fails where it must not, so any verdict will do. */
  readonly isBroken?: true;
}

export const TO_PASS: Promised = { verdict: 'pass', reason: null, source: null };

/** A case that is promised to pass may say why it cannot run here; any other promise is kept to the letter. */
export const isKept = (verdict: Verdict, promised: ExpectedVerdict): boolean =>
  verdict === promised || (promised === 'pass' && verdict === 'skip');

const isExact = (pattern: string): boolean => pattern.includes('.') && !/[*?]/.test(pattern);

interface Use {
  /** Patterns that a cell of this run could have shown to match, and those that did. */
  readonly tested: Set<string>;
  readonly matched: Set<string>;
}

export class Promises {
  /** From the strongest: one that names the case in full before one with wildcards, a later one before an earlier one. */
  readonly #deviations: readonly Deviation[];
  readonly #uses: ReadonlyMap<Deviation, Use>;
  /** Names of all suites there are. */
  readonly #suites: readonly string[];
  readonly #today: string;

  /** `today`: as 2026-01-31. */
  constructor(deviations: readonly Deviation[], suites: readonly string[], today: string) {
    const exactFirst = (deviation: Deviation): number => (deviation.cases.every(isExact) ? 0 : 1);
    this.#deviations = [...deviations].reverse().sort((one, other) => exactFirst(one) - exactFirst(other));
    this.#uses = new Map(deviations.map((one) => [one, { tested: new Set(), matched: new Set() }]));
    this.#suites = suites;
    this.#today = today;
  }

  /** Takes note of all cases that a cell's image has of the cell's suites, whether selected or not. */
  offer(cell: Cell, cases: readonly CaseId[]): void {
    for (const [deviation, use] of this.#uses) {
      if (!holdsIn(deviation, cell.axes)) continue;
      for (const pattern of deviation.cases) {
        if (cases.some((id) => matchesCase(pattern, id))) use.matched.add(pattern);
        if (this.#suitesOf(pattern).every((suite) => cell.suites.includes(suite))) use.tested.add(pattern);
      }
    }
  }

  of(cell: Cell, id: CaseId): Promised {
    const found = this.#deviations.find(
      (deviation) =>
        !this.#isExpired(deviation) &&
        holdsIn(deviation, cell.axes) &&
        deviation.cases.some((pattern) => matchesCase(pattern, id)),
    );
    if (found === undefined) return TO_PASS;
    const { verdict, reason, link, source } = found;
    return { verdict, reason: link === undefined ? reason : `${reason} (${link})`, source };
  }

  /** What a person should know of the entries after all cells have made their offers. */
  findings(): string[] {
    return [...this.#uses].flatMap(([deviation, { tested, matched }]) => {
      const { source, expires, reason, cases } = deviation;
      const dead = cases.filter((pattern) => tested.has(pattern) && !matched.has(pattern));
      return [
        ...dead.map((pattern) => `${source}: no case matches ${JSON.stringify(pattern)}: correct it or take it away`),
        ...(matched.size > 0 && this.#isExpired(deviation)
          ? [
              `${source}: expired on ${expires}, its cases are promised to pass: look again, then renew it or take it away`,
            ]
          : []),
        ...(matched.size > 0 && reason.startsWith(UNEXPLAINED)
          ? [`${source}: nobody has written down the reason`]
          : []),
      ];
    });
  }

  #isExpired({ expires }: Deviation): boolean {
    return expires < this.#today;
  }

  /** Names of the suites that a pattern is about. */
  #suitesOf(pattern: string): string[] {
    const suite = pattern.split('.', 1)[0] ?? '';
    return this.#suites.filter((name) => matchesGlob(suite, name));
  }
}
