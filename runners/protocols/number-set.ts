// SPDX-License-Identifier: BSD-3-Clause
/** Numbers that mostly come one after the other from 1 on, as those of tests do: such a row takes no room however long it is. */

export class NumberSet {
  /** All from 1 to this one are in it. */
  #last = 0;
  readonly #others = new Set<number>();

  has(number: number): boolean {
    return (number >= 1 && number <= this.#last) || this.#others.has(number);
  }

  add(number: number): void {
    if (this.has(number)) return;
    if (number !== this.#last + 1) {
      this.#others.add(number);
      return;
    }
    this.#last++;
    while (this.#others.delete(this.#last + 1)) this.#last++;
  }
}
