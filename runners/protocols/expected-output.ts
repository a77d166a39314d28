// SPDX-License-Identifier: BSD-3-Clause
/**
 * Images whose runner keeps what they print in a file and compares: one case, a pass where the whole console says exactly that. Colours, the
 * clock of a kernel's log, white space at a line's ends and empty lines before the first and behind the last one are no difference.
 */
import { readFileSync } from 'node:fs';
import { UserError } from '../../model/errors.ts';
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
import { meaningOf, type StatusMap } from './exit-code.ts';
import { asUtf8 } from './lines.ts';
import { endingOf, LineReader, singleResult, type EndFacts } from './log-reader.ts';
import type { Reading } from './reading.ts';

export interface ExpectedOutput {
  readonly file: string;
  /** Empty lines before the first one. */
  readonly skippedCount: number;
  /** Neither the first nor the last one is empty. */
  readonly lines: readonly string[];
}

/** Lines as they are compared, whatever stands around them. */
class PrintedLines extends LineReader {
  readonly lines: string[] = [];
  skippedCount = 0;

  protected override take(text: string): void {
    const line = asUtf8(text).trim();
    if (line === '' && this.lines.length === 0) this.skippedCount++;
    else this.lines.push(line);
  }

  protected override conclude(): Reading {
    while (this.lines.at(-1) === '') this.lines.pop();
    return { suites: [], end: 'complete', cause: null, findings: [] };
  }
}

export function readExpectedOutput(file: string): ExpectedOutput {
  const printed = new PrintedLines();
  try {
    printed.push(readFileSync(file));
  } catch (cause) {
    throw new UserError('folder-unusable', `cannot read the expected output ${file}: ${(cause as Error).message}`, {
      cause,
    });
  }
  printed.finish(null);
  if (printed.lines.length > 0) return { file, skippedCount: printed.skippedCount, lines: printed.lines };
  throw new UserError('option-value', `${file} is empty, and to print nothing is no pass`, {
    hint: 'an image that says nothing can be judged by its status: exit-code',
  });
}

const END_VERDICT = { crash: 'crash', hang: 'timeout', truncated: 'unresolved', complete: 'pass' } as const;

const quoted = (line: string): string => JSON.stringify(line.slice(0, 200));

export class ExpectedOutputReader extends LineReader {
  readonly #suite: string;
  readonly #expected: ExpectedOutput;
  readonly #statusMap: StatusMap | null;
  #count = 0;
  /** Since the last line that is not. */
  #emptyCount = 0;
  #difference: AssertionFailure | null = null;

  /** `statusMap`: null where nobody said that the image ends with a status. */
  constructor(suite: string, expected: ExpectedOutput, statusMap: StatusMap | null) {
    super();
    this.#statusMap = statusMap;
    this.#suite = suite;
    this.#expected = expected;
  }

  /** Empty lines count only where another line follows. */
  protected override take(text: string): void {
    const line = asUtf8(text).trim();
    if (line === '') this.#emptyCount += this.#count > 0 ? 1 : 0;
    else {
      for (; this.#emptyCount > 0; this.#emptyCount--) this.#compare('');
      this.#compare(line);
    }
  }

  #compare(line: string): void {
    if (this.#difference !== null) return;
    const expected = this.#expected.lines[this.#count];
    if (expected === line) this.#count++;
    else if (expected === undefined) this.#differ(`nothing was to follow, and the console says ${quoted(line)}`);
    else this.#differ(`expected ${quoted(expected)}, the console says ${quoted(line)}`);
  }

  #differ(text: string): void {
    const { file, skippedCount } = this.#expected;
    this.#difference = { text, file, line: skippedCount + this.#count + 1 };
  }

  #isAllThere(): boolean {
    return this.#difference === null && this.#count === this.#expected.lines.length;
  }

  /** Where statuses mean something, one has to come. */
  protected override isComplete(): boolean {
    return this.#statusMap === null && this.#isAllThere();
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    // A guest that ended as it was meant to has said what it had to say.
    if (this.#hasLeft(facts) && !this.#isAllThere() && this.#difference === null)
      this.#differ(`expected ${this.#nextLine()}, the console says nothing more`);
    const { end, cause } = endingOf({ ...facts, missing: this.#missing(facts) });
    const verdict: Verdict = this.#difference !== null && end !== 'crash' ? 'fail' : END_VERDICT[end];
    const result = {
      ...singleResult('output', verdict, this.#difference === null ? [] : [this.#difference]),
      ...(cause === null || verdict === 'fail' ? {} : { reason: cause }),
    };
    return { suites: [{ name: this.#suite, cases: [result] }], end, cause, findings: this.findings };
  }

  #hasLeft({ exitStatus: status, isReset, isKilled, crash }: Omit<EndFacts, 'missing'>): boolean {
    const map = this.#statusMap;
    if (crash !== null || isKilled) return false;
    if (isReset) return map?.reset === 'pass';
    return status === 0 || (status !== null && map !== null && meaningOf(status, map) === 'fail');
  }

  #missing(facts: Omit<EndFacts, 'missing'>): string | null {
    const isForced = facts.isKilled || facts.isReset;
    if (this.#isAllThere()) {
      const isUnsaid = this.#statusMap !== null && isForced && !this.#hasLeft(facts);
      return isUnsaid ? 'all lines came, no exit status did' : null;
    }
    if (this.#difference === null) return `line ${this.#count + 1} did not come: ${this.#nextLine()}`;
    return isForced && !this.#hasLeft(facts) ? 'the output differs' : null;
  }

  #nextLine(): string {
    return quoted(this.#expected.lines[this.#count] ?? '');
  }
}
