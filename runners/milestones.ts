// SPDX-License-Identifier: BSD-3-Clause
/**
 * What counts as progress of a boot: each suite and case that it was asked for begins once, each case ends once, and so does the whole; a list names
 * each case once. All else that a kernel may report, it may report for ever.
 */
import { caseKey, type CaseId } from '../model/cell.ts';
import type { ProtocolEvent } from './protocols/protocol-event.ts';

export class Milestones {
  readonly #suites: Set<string>;
  readonly #toBegin: Set<string>;
  readonly #toEnd: Set<string>;
  readonly #listed = new Set<string>();
  #isOver = false;

  constructor(asked: readonly CaseId[]) {
    const keys = asked.map(caseKey);
    this.#suites = new Set(asked.map(({ suite }) => suite));
    this.#toBegin = new Set(keys);
    this.#toEnd = new Set(keys);
  }

  arePassedBy(events: readonly ProtocolEvent[]): boolean {
    return events.filter((event) => this.#isPassedBy(event)).length > 0;
  }

  #isPassedBy(event: ProtocolEvent): boolean {
    switch (event.type) {
      case 'suite-started':
        return this.#suites.delete(event.suite);
      case 'case-started':
        return this.#toBegin.delete(caseKey(event));
      case 'case-ended':
        return this.#toEnd.delete(caseKey(event));
      case 'listed': {
        const { size } = this.#listed;
        return this.#listed.add(caseKey(event)).size > size;
      }
      case 'end': {
        const isNews = !this.#isOver;
        this.#isOver = true;
        return isNews;
      }
      default:
        return false;
    }
  }
}
