// SPDX-License-Identifier: BSD-3-Clause
/** Lines as the console printed them, from a log that somebody kept with something before each line, or with each line twice. */
import { commonPrefix, withoutPrefix } from './common-prefix.ts';
import { plainText } from './kernel-log.ts';

/** A CI's clock, a terminal program's, that of syslog or journald with host and `kernel:`, `dmesg -T`, `dmesg -x`. */
const COLLECTOR_PREFIX =
  /^(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]? {1,2}(?:\d\d[EO][ +])?(?:\S{1,64} kernel: )?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:\S{1,64} kernel: )?|\[[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\] |(?:\[\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]|\d\d:\d\d:\d\d[.,]\d{1,6}) {1,2}|(?:kern|user|daemon) {0,4}:[a-z]{1,6} {0,4}: )/;
/** Enough of a log to see that most of its lines have it, even if the collector says first what it does. */
const MOST_LINES_LEARNT_FROM = 40;
/** Where tests, or the kernel's log, may begin to speak. */
const WORDS =
  /(?:<\d{1,3}>)?\[ {0,8}\d{1,10}\.\d{6}\]|K?TAP version \d|(?:not )?ok \d|1\.\.\d|# (?:Subtest|selftests): |(?:X?PASS|X?FAIL|SKIP|ERROR): |SUMMARY: \d|EXIT: STATUS=/;
/** Fewer lines show no habit. */
const FEWEST_LINES = 6;
const MOST_LINES = 400;

/** Each line twice, as a kernel prints it that has two consoles on one port; not one again and again. */
function areTwice(lines: readonly string[]): boolean {
  const pairs = lines.filter(
    (line, index) => line === lines[index + 1] && line !== lines[index - 1] && line !== lines[index + 2],
  );
  return lines.length >= FEWEST_LINES && 2 * pairs.length >= lines.length * 0.9;
}

export class CollectedLog {
  /** What nearly all lines begin with. */
  readonly #prefix: RegExp | null;
  /** Whether lines begin with one of the known prefixes; null: no line yet, the first will show it. */
  #isCollected: boolean | null;
  readonly #areTwice: boolean;
  /** The line before, where the next one may be its copy. */
  #before: string | null = null;

  /** `head`: what the log begins with, Latin-1. */
  constructor(head: string) {
    const lines = head.split('\n', MOST_LINES).map((line) => plainText(line).trimEnd());
    const said = lines.filter((line) => line !== '');
    this.#prefix = commonPrefix(said, WORDS);
    const first = lines.slice(0, MOST_LINES_LEARNT_FROM).filter((line) => line !== '');
    const collected = first.filter((line) => COLLECTOR_PREFIX.test(line));
    this.#isCollected = collected.length > 1 && collected.length * 2 > first.length ? true : null;
    this.#areTwice = areTwice(said);
  }

  /** `text` has no colours any more; null: the copy of the line before. */
  asPrinted(text: string): string | null {
    if (this.#areTwice && text !== '' && text === this.#before) {
      this.#before = null;
      return null;
    }
    this.#before = text;
    const line = withoutPrefix(text, this.#prefix);
    if (this.#isCollected === null && line !== '') this.#isCollected = COLLECTOR_PREFIX.test(line);
    return this.#isCollected === true ? line.replace(COLLECTOR_PREFIX, '') : line;
  }
}
