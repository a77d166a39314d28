// SPDX-License-Identifier: BSD-3-Clause
/**
 * Images whose runner keeps what they print in a file and compares: one case, a pass where the whole console says exactly that. Colours, the
 * clock of a kernel's log, white space at a line's ends and empty lines before the first and behind the last one are no difference.
 */
import { readFileSync } from 'node:fs';
import { UserError } from '../../model/errors.ts';
import type { AssertionFailure, Verdict } from '../../model/verdict.ts';
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
  #count = 0;
  /** Since the last line that is not. */
  #emptyCount = 0;
  #difference: AssertionFailure | null = null;

  constructor(suite: string, expected: ExpectedOutput) {
    super();
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

  protected override isComplete(): boolean {
    return this.#difference === null && this.#count === this.#expected.lines.length;
  }

  protected override conclude(facts: Omit<EndFacts, 'missing'>): Reading {
    const isAll = this.isComplete();
    const next = quoted(this.#expected.lines[this.#count] ?? '');
    const isOrderly = facts.exitStatus === 0 && !facts.isReset && !facts.isKilled && facts.crash === null;
    // A guest that switched itself off has said what it had to say.
    if (!isAll && isOrderly) {
      if (this.#difference === null) this.#differ(`expected ${next}, the console says nothing more`);
    }
    const difference = this.#difference;
    const missing = difference === null ? `line ${this.#count + 1} did not come: ${next}` : 'the output differs';
    const isOver = isAll || isOrderly || (difference !== null && facts.exitStatus === null && !facts.isReset);
    const { end, cause } = endingOf({ ...facts, missing: isOver ? null : missing });
    const verdict: Verdict = difference !== null && end !== 'crash' ? 'fail' : END_VERDICT[end];
    const failures = difference === null ? [] : [difference];
    const result = {
      ...singleResult('output', verdict, failures),
      ...(cause === null || verdict === 'fail' ? {} : { reason: cause }),
    };
    return { suites: [{ name: this.#suite, cases: [result] }], end, cause, findings: this.findings };
  }
}
