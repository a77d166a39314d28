// SPDX-License-Identifier: BSD-3-Clause
/**
 * TAP 14 as uktest prints it: one subtest for each suite, one test point for each case, comments that tell what is running. With a nonce
 * only what follows `@NONCE ` on a line counts, so that nothing a case prints can pass for a result. An orderly run is read as it comes;
 * at its first line of another form everything is read again thoroughly, which tells nothing twice.
 */
import { LineCutter, type Line } from './lines.ts';
import type { ProtocolEvent, ProtocolReader } from './protocol-event.ts';
import { OrderlyTap } from './tap-orderly.ts';
import { ThoroughTap } from './tap-thorough.ts';

export class TapReader implements ProtocolReader {
  readonly #marker: string;
  readonly #lines = new LineCutter();
  #orderly: OrderlyTap | null = new OrderlyTap();
  /** What the orderly reading took. */
  readonly #taken: Line[] = [];
  #thorough: ThoroughTap | null = null;
  /** Suites and cases whose end the orderly reading told, and the thorough one has not. */
  readonly #told = new Set<string>();

  constructor(nonce: string | null) {
    this.#marker = nonce === null ? '' : `@${nonce} `;
  }

  push(chunk: Uint8Array): ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    for (const line of this.#lines.push(chunk)) {
      const text = this.#textOf(line);
      if (text !== null) this.#take(text, line, events);
    }
    return events;
  }

  finish(): ProtocolEvent[] {
    const rest = this.#lines.rest();
    const cut: ProtocolEvent[] = rest === null ? [] : [{ type: 'cut', isInLog: true, at: rest.start }];
    if (this.#orderly?.isOver === true) return cut;
    return [...cut, ...this.#untold(this.#thoroughly().finish())];
  }

  /** What follows the marker; null where there is none. */
  #textOf({ text }: Line): string | null {
    if (text.startsWith(this.#marker)) return text.slice(this.#marker.length);
    const at = text.indexOf(this.#marker);
    return at < 0 ? null : text.slice(at + this.#marker.length);
  }

  #take(text: string, line: Line, events: ProtocolEvent[]): void {
    const news = this.#orderly?.take(text, line) ?? null;
    if (news === null) {
      events.push(...this.#untold(this.#thoroughly().take(text, line)));
      return;
    }
    this.#taken.push(line);
    for (const event of news) events.push(event);
  }

  /** The thorough reading, brought to where the orderly one has come. */
  #thoroughly(): ThoroughTap {
    if (this.#thorough !== null) return this.#thorough;
    this.#orderly = null;
    const orderly = new OrderlyTap();
    this.#thorough = new ThoroughTap();
    for (const line of this.#taken) {
      const text = this.#textOf(line) ?? '';
      for (const event of orderly.take(text, line) ?? []) this.#told.add(endKey(event) ?? '');
      this.#untold(this.#thorough.take(text, line));
    }
    this.#told.delete('');
    return this.#thorough;
  }

  #untold(events: readonly ProtocolEvent[]): ProtocolEvent[] {
    return events.filter((event) => {
      const end = endKey(event);
      return end === null || !this.#told.delete(end);
    });
  }
}

function endKey(event: ProtocolEvent): string | null {
  if (event.type === 'case-ended') return `${event.suite}.${event.name}`;
  return event.type === 'suite-ended' ? event.suite : null;
}
