// SPDX-License-Identifier: BSD-3-Clause
/**
 * TAP 14 as uktest prints it: one subtest for each suite, one test point for each case, comments that tell what is running. With a nonce
 * only what follows `@NONCE ` on a line counts, so that nothing a case prints can pass for a result. An orderly run is read as it comes;
 * at its first line of another form everything is read again thoroughly, which tells nothing twice.
 */
import { asLatin1, LineCutter } from './lines.ts';
import type { ProtocolEvent, ProtocolReader } from './protocol-event.ts';
import { OrderlyTap } from './tap-orderly.ts';
import { ThoroughTap } from './tap-thorough.ts';

export class TapReader implements ProtocolReader {
  readonly #marker: string;
  readonly #lines = new LineCutter();
  #orderly: OrderlyTap | null = new OrderlyTap();
  /** All that came while the orderly reading took it. */
  #texts: string[] = [];
  #thorough: ThoroughTap | null = null;
  /** Suites and cases whose end the orderly reading told, and the thorough one has not. */
  readonly #told = new Set<string>();

  constructor(nonce: string | null) {
    this.#marker = nonce === null ? '' : `@${nonce} `;
  }

  push(chunk: Uint8Array): ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    const added = asLatin1(chunk);
    if (this.#orderly !== null) this.#texts.push(added);
    this.#lines.visit(added, (text, from, to, start, end) => {
      const begin = this.#behindMarker(text, from, to);
      if (begin < 0 || this.#orderly?.take(text, begin, to, start, end, events) === true) return;
      const line = text.slice(begin, to);
      for (const event of this.#untold(this.#thoroughly(start).take(line, { start, end }))) events.push(event);
    });
    return events;
  }

  finish(): ProtocolEvent[] {
    const rest = this.#lines.rest();
    const cut: ProtocolEvent[] = rest === null ? [] : [{ type: 'cut', isInLog: true, at: rest.start }];
    if (this.#orderly?.isOver === true) return cut;
    return [...cut, ...this.#untold(this.#thoroughly(Infinity).finish())];
  }

  /** Where the text behind the marker begins; -1 where the line has none. */
  #behindMarker(text: string, from: number, to: number): number {
    const { length } = this.#marker;
    if (from + length <= to && text.startsWith(this.#marker, from)) return from + length;
    const at = text.slice(from, to).indexOf(this.#marker);
    return at < 0 ? -1 : from + at + length;
  }

  /** The thorough reading, brought to where the orderly one has come: to the line at `until`. */
  #thoroughly(until: number): ThoroughTap {
    if (this.#thorough !== null) return this.#thorough;
    this.#orderly = null;
    const orderly = new OrderlyTap();
    const thorough = new ThoroughTap();
    const again = new LineCutter();
    const news: ProtocolEvent[] = [];
    for (const added of this.#texts) {
      again.visit(added, (text, from, to, start, end) => {
        const begin = start < until ? this.#behindMarker(text, from, to) : -1;
        if (begin < 0) return;
        orderly.take(text, begin, to, start, end, news);
        for (const event of news.splice(0)) this.#told.add(endKey(event) ?? '');
        this.#untold(thorough.take(text.slice(begin, to), { start, end }));
      });
    }
    this.#told.delete('');
    this.#texts = [];
    this.#thorough = thorough;
    return thorough;
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
