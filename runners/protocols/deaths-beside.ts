// SPDX-License-Identifier: BSD-3-Clause
/** Threads of a kernel that die beside KUnit's tests: Linux goes on without them, and no result tells of it. */

/** Linux counts them in the headline of each, and says further down who it was. */
const DEATH = /^\w[\w ,:-]{2,120} \[#\d{1,4}\]/;
const VICTIM = /^CPU: \d{1,4} (?:UID: \d{1,10} )?PID: \d{1,10} Comm: (?<name>.{1,40}?) (?:Tainted|Not tainted)/;
/** What dies there is the running test's, which may have wanted it so: its own result says. */
const TEST_THREAD = /^kunit_try_catch/;

export class DeathsBeside {
  #headline: string | null = null;
  #first: string | null = null;

  /** Of the first, in words; null: none died. */
  get first(): string | null {
    return this.#first;
  }

  take(text: string): void {
    const headline = DEATH.exec(text)?.[0];
    if (headline !== undefined) this.#headline = headline;
    if (this.#headline === null) return;
    const name = VICTIM.exec(text)?.groups?.['name'];
    if (name === undefined) return;
    if (!TEST_THREAD.test(name)) this.#first ??= `${this.#headline} in ${name}, which runs no test`;
    this.#headline = null;
  }
}
