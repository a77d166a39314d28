// SPDX-License-Identifier: BSD-3-Clause
/**
 * What many reports of cases have in common is kept once: a run of a million cases would otherwise hold each cell's name, each `nothing
 * went wrong`, a million times. Copies also let go of the console's text, of which a parsed word is a part that keeps the whole.
 */
import type { CaseEnded, PlannedCase } from '../model/events.ts';

const NOTHING: readonly never[] = [];

/** The same text however often it is asked for. */
class Texts {
  readonly #known = new Map<string, string>();

  one(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#known.set(text, text);
    return text;
  }
}

export class SharedWords {
  readonly #texts = new Texts();
  readonly #assertions = new Map<string, CaseEnded['assertions']>();
  readonly #expectations = new Map<string, CaseEnded['expectation']>();

  planned({ suite, name, file, line }: PlannedCase): PlannedCase {
    const one = this.#texts;
    return { suite: one.one(suite), name: one.one(name), file: file === null ? null : one.one(file), line };
  }

  ended(event: CaseEnded, cell: string): CaseEnded {
    const { suite, name, assertions, expectation, failures, backtrace, cause } = event;
    return {
      ...event,
      cell,
      suite: this.#texts.one(suite),
      name: this.#texts.one(name),
      cause: cause === null ? null : this.#texts.one(cause),
      assertions: shared(this.#assertions, `${assertions.passed} ${assertions.failed}`, assertions),
      expectation: shared(
        this.#expectations,
        `${expectation.verdict} ${JSON.stringify(expectation.reason)}`,
        expectation,
      ),
      failures: failures.length === 0 ? NOTHING : failures,
      backtrace: backtrace.length === 0 ? NOTHING : backtrace,
    };
  }
}

function shared<Value>(known: Map<string, Value>, key: string, value: Value): Value {
  const first = known.get(key);
  if (first !== undefined) return first;
  known.set(key, value);
  return value;
}
