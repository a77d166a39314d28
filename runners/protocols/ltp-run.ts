// SPDX-License-Identifier: BSD-3-Clause
/**
 * What the runner of the Linux Test Project writes around each program: `<<<test_start>>>`, `tag=open01 ...`, the program's own lines,
 * `termination_type=exited termination_id=0`, `<<<test_end>>>`. A program that says no bad result and ends badly, or says none at all, is
 * judged by how it ended.
 */

const START = '<<<test_start>>>';
const END = '<<<test_end>>>';
const TAG = /^tag=(?<tag>\S{1,200}) stime=/;
const TERMINATION = /^(?:\S+ )?termination_type=(?<type>\w+) termination_id=(?<id>\d{1,9})\b/;
/** Of an exit status of LTP: TCONF. */
const SKIP_BIT = 32;

export interface ProgramEnd {
  readonly word: 'PASS' | 'FAIL' | 'SKIP';
  readonly name: string;
}

export class LtpRun {
  #tag: string | null = null;
  #isOpen = false;
  #end: { readonly type: string; readonly status: number } | null = null;

  /** The program that has begun and not ended. */
  get open(): string | null {
    return this.#isOpen ? (this.#tag ?? 'a program') : null;
  }

  isEnd(line: string): boolean {
    return line.startsWith(END);
  }

  /** What the end of a program adds to its `words`, the results that it printed; null: nothing. */
  take(line: string, words: ReadonlySet<string>): ProgramEnd | null {
    if (line.startsWith(START)) {
      this.#isOpen = true;
      this.#tag = null;
      this.#end = null;
    }
    if (!this.#isOpen) return null;
    this.#tag ??= TAG.exec(line)?.groups?.['tag'] ?? null;
    const { type, id } = TERMINATION.exec(line)?.groups ?? {};
    if (type !== undefined) this.#end = { type, status: Number(id) };
    if (!this.isEnd(line)) return null;
    this.#isOpen = false;
    return this.#judge(words);
  }

  #judge(words: ReadonlySet<string>): ProgramEnd | null {
    const { type, status } = this.#end ?? { type: 'unknown', status: 0 };
    const tag = this.#tag ?? 'a program';
    const isGood = type === 'exited' && (status & ~SKIP_BIT) === 0;
    if (isGood) return words.size > 0 ? null : { word: status === 0 ? 'PASS' : 'SKIP', name: tag };
    const isTold = ['TFAIL', 'TBROK', 'TWARN', 'FAIL'].some((word) => words.has(word));
    return isTold ? null : { word: 'FAIL', name: `${tag} (${type} ${status})` };
  }
}
