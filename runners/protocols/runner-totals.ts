// SPDX-License-Identifier: BSD-3-Clause
/**
 * Counts that runners print behind their results: DejaGnu's `# of expected passes 12` below `=== gdb Summary ===`, Automake's
 * `# TOTAL: 12`, `# PASS:  11`; LTP's `passed   12`. They end a log, and what they count otherwise than the lines above them was lost.
 */

const DEJAGNU = /^# of (?<what>[a-z ]{1,40}?)\s+(?<count>\d{1,9})\s*$/;
/** LTP's: below a line `Summary:`. */
const LTP_SUMMARY = /^Summary:\s*$/;
const LTP = /^(?<ltp>passed|failed|broken|skipped|warnings) {1,8}(?<count>\d{1,9})\s*$/;
/** Its runner's last words. */
const LTP_END = /^INFO: ltp-pan reported (?:all tests PASS|some tests FAIL)/;
const LTP_WORDS: Readonly<Record<string, string>> = {
  passed: 'TPASS',
  failed: 'TFAIL',
  broken: 'TBROK',
  skipped: 'TCONF',
  warnings: 'TWARN',
};
/** glibc's: below a line that says so. */
const GLIBC_SUMMARY = /^Summary of test results:\s*$/;
const GLIBC = /^ {1,12}(?<count>\d{1,9}) (?<word>PASS|FAIL|XFAIL|XPASS|UNSUPPORTED|UNRESOLVED|UNTESTED|ERROR)\s*$/;
/** run_vmtests.sh: `SUMMARY: PASS=1 SKIP=2 FAIL=0`. */
const VMTESTS = /^SUMMARY: (?<counts>PASS=\d{1,9} SKIP=\d{1,9} FAIL=\d{1,9})\s*$/;
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
  #isLtp = false;
  #isRunOver = false;
  #isGlibc = false;
  /** Results since a program of LTP began. */
  #ofProgram: string[] = [];

  /** Whether any total was printed, or that all has been run. */
  get isSaid(): boolean {
    return this.#said.size > 0 || this.#isRunOver;
  }

  /** A result of this word. */
  see(word: string): void {
    this.#seen.set(word, (this.#seen.get(word) ?? 0) + 1);
    this.#ofProgram.push(word);
  }

  /** A program of LTP has ended. One that summed up nothing, as those of the first library, has no part in what the others count. */
  endProgram(): void {
    if (!this.#isLtp) for (const word of this.#ofProgram) this.#seen.set(word, (this.#seen.get(word) ?? 0) - 1);
    this.#ofProgram = [];
    this.#isLtp = false;
  }

  /** Another line. A log may hold the summaries of several tools: they add up. */
  take(text: string): void {
    this.#takeOfLinux(text);
    this.#isRunOver ||= LTP_END.test(text);
    this.#isGlibc ||= GLIBC_SUMMARY.test(text);
    const ofGlibc = this.#isGlibc ? GLIBC.exec(text)?.groups : undefined;
    if (ofGlibc !== undefined) this.#say(ofGlibc['word'] ?? '', Number(ofGlibc['count']));
    const { what, word = WORDS[what ?? ''], count } = { ...DEJAGNU.exec(text)?.groups, ...AUTOMAKE.exec(text)?.groups };
    if (word !== undefined && word !== 'TOTAL') this.#say(word, Number(count));
  }

  #takeOfLinux(text: string): void {
    this.#isLtp ||= LTP_SUMMARY.test(text);
    const { ltp, count } = (this.#isLtp ? LTP.exec(text)?.groups : undefined) ?? {};
    if (ltp !== undefined) this.#say(LTP_WORDS[ltp] ?? '', Number(count));
    for (const each of VMTESTS.exec(text)?.groups?.['counts']?.split(' ') ?? []) {
      const [word = '', number] = each.split('=');
      this.#say(word, Number(number));
    }
  }

  #say(word: string, count: number): void {
    this.#said.set(word, (this.#said.get(word) ?? 0) + count);
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
