// SPDX-License-Identifier: BSD-3-Clause
/**
 * How much a guest may print. A boot has one budget; a case whose suite sets one for it draws on its own meanwhile, and does so only
 * once however often the guest says that the case begins.
 */
export class OutputBudget {
  readonly #generalBytes: number;
  readonly #spentBytes = new Map<string, number>();
  #account = '';
  #spentUpTo = 0;
  #limitBytes: number;

  constructor(generalBytes: number) {
    this.#generalBytes = generalBytes;
    this.#limitBytes = generalBytes;
  }

  /** From here on the general budget counts. */
  useGeneral(): void {
    this.#account = '';
    this.#limitBytes = this.#generalBytes;
  }

  useOwn(key: string, limitBytes: number): void {
    this.#account = key;
    this.#limitBytes = limitBytes;
  }

  /** All bytes before this offset of the transcript are spent. The limit that they break, if they do. */
  spendUpTo(offset: number): number | null {
    const fresh = Math.max(0, offset - this.#spentUpTo);
    this.#spentUpTo += fresh;
    const spent = (this.#spentBytes.get(this.#account) ?? 0) + fresh;
    this.#spentBytes.set(this.#account, spent);
    return spent > this.#limitBytes ? this.#limitBytes : null;
  }
}
