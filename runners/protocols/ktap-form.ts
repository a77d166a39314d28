// SPDX-License-Identifier: BSD-3-Clause
/** Lines of KTAP as its readers know them, from forms that are older, or from a log that lost its indentation. */
import { FirstKselftest } from './kselftest-first.ts';
import { FlatKtap } from './ktap-flat.ts';

export class KtapForm {
  readonly #first = new FirstKselftest();
  readonly #flat = new FlatKtap();

  /** Nobody counts the tests of that form. */
  get isWithoutPlan(): boolean {
    return this.#first.isSeen;
  }

  /** A program of such a log has begun, and its result has not come. */
  get isRunning(): boolean {
    return this.#first.isRunning;
  }

  push(line: string): string[] {
    const said = this.#first.push(line);
    return said.length === 1 && said[0] === line ? this.#flat.push(line) : this.#nest(said);
  }

  /** What was put off, where nothing more comes. */
  flush(): string[] {
    return [...this.#nest(this.#first.flush()), ...this.#flat.flush()];
  }

  #nest(said: readonly string[]): string[] {
    return said.flatMap((line) => this.#flat.push(line));
  }
}
