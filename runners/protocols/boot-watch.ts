// SPDX-License-Identifier: BSD-3-Clause
/** Tells that another boot begins in the same log. */
import type { LogRecord } from './kernel-log.ts';
import { BOOT, isLogLike } from './uktest-line.ts';

export class BootWatch {
  #time = 0;
  /** First words of a boot that this boot has said. */
  readonly #said = new Set<string>();
  #hasKernelSpoken = false;

  /**
   * The log's time is zero until the clock is found, so a zero after that is another boot, as are first words that came before, and the
   * firmware's behind the kernel's.
   */
  isAgain(record: LogRecord): boolean {
    const { time, text } = record;
    const first = BOOT.exec(text)?.[0];
    const isFirmware = first?.startsWith('SeaBIOS') === true;
    const isSaid = first !== undefined && this.#said.has(first);
    const isAgain = (time === 0 && this.#time > 0) || isSaid || (isFirmware && this.#hasKernelSpoken);
    if (time !== null) this.#time = time;
    if (isAgain) this.#said.clear();
    if (first !== undefined) this.#said.add(first);
    this.#hasKernelSpoken = (this.#hasKernelSpoken && !isAgain) || isLogLike(record);
    return isAgain;
  }
}
