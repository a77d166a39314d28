// SPDX-License-Identifier: BSD-3-Clause
/** Where the runs of cases stand in a log, from its events. */
import type { CaseSpan } from '../arrivals.ts';
import type { ProtocolEvent } from './protocol-event.ts';

export class SpanList {
  readonly #spans: CaseSpan[] = [];
  /** The last span has no end yet. */
  #isOpen = false;

  take(event: ProtocolEvent): void {
    switch (event.type) {
      case 'case-started':
        this.#end(event.at);
        this.#start(event.suite, event.name, event.at);
        return;
      case 'case-ended':
      case 'crash':
        this.#end(event.at);
        return;
      case 'open-case':
        this.#isOpen = false;
        return;
      default:
        return;
    }
  }

  get all(): readonly CaseSpan[] {
    return this.#spans;
  }

  /** Runs of one case that follow each other at once are one span: of these a guest may print millions. */
  #start(suite: string, name: string, at: number): void {
    this.#isOpen = true;
    const last = this.#spans.at(-1);
    const isAgain = last?.suite === suite && last.name === name && last.to === at;
    const from = isAgain ? last.from : at;
    if (isAgain) this.#spans.pop();
    this.#spans.push({ suite, name, from, to: null });
  }

  #end(at: number): void {
    const last = this.#isOpen ? this.#spans.pop() : undefined;
    this.#isOpen = false;
    if (last !== undefined) this.#spans.push({ ...last, to: at });
  }
}
