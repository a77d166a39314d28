// SPDX-License-Identifier: BSD-3-Clause
/**
 * What kunit.py makes of a kernel's KTAP for people: `===== suite (2 subtests) =====`, `[PASSED] test`, `===== [PASSED] suite =====`, behind
 * the time of day, and `Testing complete. ...` below it. Only its `--raw_output` keeps the KTAP itself.
 */
import { asUtf8 } from './lines.ts';
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
import { endingOf, LineReader, singleResult, UniqueNames, type EndFacts } from './log-reader.ts';
import type { CaseReading, Reading } from './reading.ts';

const CLOCK = /^\[\d\d:\d\d:\d\d\] ?/;
const RULE = /^=+ (?<words>\S.{0,400}?) =+\s*$/;
const HEADER = /^(?<name>\S.{0,300}) \((?<count>\d{1,9}) subtests?\)$/;
const RESULT = /^\[(?<word>PASSED|FAILED|SKIPPED|CRASHED|TIMED OUT|NO TESTS RUN)\] (?<name>\S.{0,300})$/;
const ERROR = /^\[ERROR\] (?<words>.*)$/;
const FAILURE = /^# .{0,300}?: (?:EXPECTATION|ASSERTION) FAILED at (?<file>\S{1,300}?):(?<line>\d{1,9})\s*$/;
const TOTALS =
  /^Testing complete\. (?:Ran \d{1,9} tests?: )?(?<counts>[A-Za-z]{1,20}: \d{1,9}(?:, [A-Za-z]{1,20}: \d{1,9}){0,9})\s*$/;

const VERDICTS: Readonly<Record<string, Verdict>> = {
  PASSED: 'pass',
  FAILED: 'fail',
  SKIPPED: 'skip',
  CRASHED: 'crash',
  'TIMED OUT': 'timeout',
  'NO TESTS RUN': 'unresolved',
};
const COUNTED: Readonly<Record<string, Verdict>> = {
  passed: 'pass',
  failed: 'fail',
  crashed: 'crash',
  skipped: 'skip',
};

/** Its first suite, maybe in colours. */
const SIGN = /^\[\d\d:\d\d:\d\d\] (?:\x1b\[[\d;]*m)*=+ \S.{0,300} \(\d{1,9} subtests?\) =+/m;

/** `head`: what the log begins with. */
export const isKunitShown = (head: string): boolean => SIGN.test(head) && !/^K?TAP version \d/m.test(head);

interface Level {
  readonly name: string;
  readonly count: number | null;
  results: number;
  hasBad: boolean;
}

export class KunitShownReader extends LineReader {
  readonly #suite: string;
  readonly #levels: Level[] = [];
  readonly #suites = new Map<string, { readonly names: UniqueNames; readonly cases: CaseReading[] }>();
  #failures: AssertionFailure[] = [];
  #error: string | null = null;
  /** Tests of a suite that are not shown, in words. */
  #lost: string | null = null;
  #totals: ReadonlyMap<string, number> | null = null;

  constructor(suite: string) {
    super();
    this.#suite = suite;
  }

  protected override take(raw: string): void {
    const text = raw.replace(CLOCK, '').trim();
    const words = RULE.exec(text)?.groups?.['words'];
    if (words !== undefined) {
      this.#takeRule(words);
      return;
    }
    const result = RESULT.exec(text)?.groups;
    if (result !== undefined) this.#takeResult(result['word'] ?? '', asUtf8(result['name'] ?? ''));
    else this.#takeWords(text);
  }

  /** Of a suite, or of a test with parameters, whose header gives no number. */
  #takeRule(words: string): void {
    const result = RESULT.exec(words)?.groups;
    if (result !== undefined) {
      this.#close(result['word'] ?? '', asUtf8(result['name'] ?? ''));
      return;
    }
    const { name = words, count } = HEADER.exec(words)?.groups ?? {};
    const level = {
      name: asUtf8(name).trimEnd(),
      count: count === undefined ? null : Number(count),
      results: 0,
      hasBad: false,
    };
    this.#levels.push(level);
  }

  #takeWords(text: string): void {
    const { file, line } = FAILURE.exec(text)?.groups ?? {};
    if (file !== undefined) this.#failures.push({ text: 'EXPECTATION FAILED', file: asUtf8(file), line: Number(line) });
    this.#error ??= ERROR.exec(text)?.groups?.['words'] ?? null;
    const totals = TOTALS.exec(text)?.groups;
    if (totals === undefined) return;
    const counts = (totals['counts'] ?? '').split(', ').map((part): [string, number] => {
      const [what = '', count] = part.split(': ');
      return [what.toLowerCase(), Number(count ?? 0)];
    });
    this.#totals = new Map(counts);
  }

  #takeResult(word: string, name: string): void {
    const verdict = VERDICTS[word] ?? 'unresolved';
    const level = this.#levels.at(-1);
    if (level !== undefined) level.results++;
    if (level !== undefined && verdict !== 'pass' && verdict !== 'skip') level.hasBad = true;
    const path = [...this.#levels.slice(1).map((one) => one.name), name];
    this.#add(this.#levels[0]?.name ?? this.#suite, { ...singleResult(path.join('/'), verdict, this.#failures) });
    this.#failures = [];
    this.goOn();
  }

  /** A suite's own verdict adds one only where its tests do not account for it. */
  #close(word: string, name: string): void {
    const at = this.#levels.findLastIndex((level) => level.name === name);
    const [level] = at < 0 ? [] : this.#levels.splice(at);
    const verdict = VERDICTS[word] ?? 'unresolved';
    const isBad = verdict !== 'pass' && verdict !== 'skip';
    if (level === undefined || (isBad && !level.hasBad))
      this.#add(this.#levels[0]?.name ?? name, singleResult(this.#levels.length === 0 ? '(suite)' : name, verdict));
    if (level !== undefined && level.results < (level.count ?? 0))
      this.#lost ??= `${name} shows ${level.results} of ${level.count ?? 0} tests`;
    const outer = this.#levels.at(-1);
    if (outer === undefined) return;
    outer.results++;
    outer.hasBad ||= isBad;
  }

  #add(suite: string, reading: CaseReading): void {
    const found = this.#suites.get(suite) ?? { names: new UniqueNames(), cases: [] };
    this.#suites.set(suite, found);
    found.cases.push({ ...reading, name: found.names.of(reading.name) });
  }

  protected override isComplete(): boolean {
    return this.#totals !== null;
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    const missing = this.#totals === null ? 'the log has no line `Testing complete.`' : null;
    const { end, cause } = endingOf({ ...facts, missing });
    const suites = [...this.#suites].map(([name, { cases }]) => ({ name, cases }));
    return {
      suites,
      end,
      cause: cause ?? this.#contradiction(suites) ?? this.#lost ?? this.#error,
      findings: this.findings,
    };
  }

  #contradiction(suites: Reading['suites']): string | null {
    const all = suites.flatMap(({ cases }) => cases.map(({ verdict }) => verdict));
    const wrong = [...(this.#totals ?? [])].filter(([what, count]) => {
      const verdict = COUNTED[what];
      return verdict !== undefined && all.filter((one) => one === verdict).length < count;
    });
    return wrong.length === 0
      ? null
      : `kunit.py counts ${wrong.map(([what, count]) => `${count} ${what}`).join(', ')}, which the lines do not show`;
  }
}
