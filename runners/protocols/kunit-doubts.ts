// SPDX-License-Identifier: BSD-3-Clause
/** Good results of KUnit behind a failure of the same test: one of the two is not true, or the test printed such words itself. */
import type { TapLevel, TapResult } from './ktap-cases.ts';

export interface Doubt {
  readonly finding: string | null;
  readonly contradiction: string | null;
}

export class KunitDoubts {
  /** A test of whose failure KUnit told, and that has no result yet. */
  #failed: { readonly name: string; readonly text: string } | null = null;
  /** Levels with a good result after a failure, whose own results have not come. */
  readonly #open = new Map<TapLevel, string>();

  fail(name: string, text: string): void {
    this.#failed ??= { name, text };
  }

  /** At the last result of this level. A test that skips itself when it has failed already is skipped by KUnit, and its failure is lost. */
  weigh(level: TapLevel): Doubt {
    const failed = this.#failed;
    this.#failed = null;
    const last = level.results.at(-1);
    const finding = this.#settle(last);
    if (failed === null || last === undefined || (last.verdict !== 'pass' && last.verdict !== 'skip'))
      return { finding, contradiction: null };
    if (failed.name !== last.name && failed.name !== level.name) return { finding, contradiction: null };
    const isSkipped = last.verdict === 'skip';
    const words = `${last.name} is reported ${isSkipped ? 'skipped' : 'ok'} after ${failed.text}`;
    if (!isSkipped && !this.#open.has(level)) this.#open.set(level, words);
    return { finding, contradiction: isSkipped ? words : null };
  }

  /** Those of which no suite said anything. */
  rest(): readonly string[] {
    return [...this.#open.values()];
  }

  /** A suite that KUnit calls good has no failed test: one of them printed such words itself. */
  #settle(suite: TapResult | undefined): string | null {
    const inner = suite?.verdict === 'pass' ? suite.inner : null;
    const words = inner === null ? undefined : this.#open.get(inner);
    if (inner === null || words === undefined) return null;
    this.#open.delete(inner);
    return `${words}, and so is its suite`;
  }
}
