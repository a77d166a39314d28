// SPDX-License-Identifier: BSD-3-Clause
/**
 * Counts that runners print behind their results: DejaGnu's `# of expected passes 12` below `=== gdb Summary ===`, Automake's
 * `# TOTAL: 12`, `# PASS:  11`. They end a log, and what they count otherwise than the lines above them was lost.
 */

const DEJAGNU = /^# of (?<what>[a-z ]{1,40}?)\s+(?<count>\d{1,9})\s*$/;
const AUTOMAKE = /^# (?<word>TOTAL|PASS|SKIP|XFAIL|FAIL|XPASS|ERROR): +(?<count>\d{1,9})\s*$/;

/** DejaGnu manual, "Summary log file". */
const WORDS: Readonly<Record<string, string>> = {
  'expected passes': 'PASS',
  'unexpected failures': 'FAIL',
  'unexpected successes': 'XPASS',
  'expected failures': 'XFAIL',
  'unknown successes': 'KPASS',
  'known failures': 'KFAIL',
  'untested testcases': 'UNTESTED',
  'unresolved testcases': 'UNRESOLVED',
  'unsupported tests': 'UNSUPPORTED',
};
/** Of these a runner may print no lines at all. */
const QUIET = new Set(['PASS', 'XFAIL', 'KFAIL', 'UNTESTED', 'UNSUPPORTED', 'SKIP']);

export class RunnerTotals {
  readonly #said = new Map<string, number>();
  readonly #seen = new Map<string, number>();

  /** Whether any total was printed. */
  get isSaid(): boolean {
    return this.#said.size > 0;
  }

  /** A result of this word. */
  see(word: string): void {
    this.#seen.set(word, (this.#seen.get(word) ?? 0) + 1);
  }

  /** Another line. A log may hold the summaries of several tools: they add up. */
  take(text: string): void {
    const { what, word = WORDS[what ?? ''], count } = { ...DEJAGNU.exec(text)?.groups, ...AUTOMAKE.exec(text)?.groups };
    if (word !== undefined && word !== 'TOTAL') this.#said.set(word, (this.#said.get(word) ?? 0) + Number(count));
  }

  /** What was lost, in words; null: nothing that shows. */
  contradiction(): string | null {
    const wrong = [...this.#said].filter(([word, count]) => {
      const seen = this.#seen.get(word) ?? 0;
      return count !== seen && !(seen === 0 && QUIET.has(word));
    });
    if (wrong.length === 0) return null;
    const each = wrong.map(([word, count]) => `${count} ${word} (${this.#seen.get(word) ?? 0} seen)`);
    return `the totals say ${each.join(', ')}`;
  }
}
