// SPDX-License-Identifier: BSD-3-Clause
/** Tells that another boot begins in the same log. */
import type { LogRecord } from './kernel-log.ts';
import { BOOT } from './uktest-line.ts';

export class BootWatch {
  #time = 0;
  /** First words of a boot that this boot has said. */
  readonly #said = new Set<string>();

  /** The log's time is zero until the clock is found, so a zero after that is another boot, as are first words that came before. */
  isAgain({ time, text }: LogRecord): boolean {
    const first = BOOT.exec(text)?.[0];
    const isAgain = (time === 0 && this.#time > 0) || (first !== undefined && this.#said.has(first));
    if (time !== null) this.#time = time;
    if (isAgain) this.#said.clear();
    if (first !== undefined) this.#said.add(first);
    return isAgain;
  }
}
