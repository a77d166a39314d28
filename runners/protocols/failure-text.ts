// SPDX-License-Identifier: BSD-3-Clause
/** What a test says before its result: places where an expectation failed, each with the lines that follow it. */
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';

const MOST_LINES = 20;
/** As compilers write it, and with them assertions of programs. */
const PLACE = /^(?<file>[\w./+-]{1,200}\.[a-zA-Z]{1,4}):(?<line>\d{1,9}):/;

export class FailureText {
  #failures: AssertionFailure[] = [];
  #lines: string[] = [];

  say(line: string): void {
    if (this.#lines.length < MOST_LINES && line !== '') this.#lines.push(line);
  }

  /** What is said from here on is about this place. */
  fail(file: string, line: number): void {
    this.#endText();
    this.#failures.push({ text: '', file, line });
  }

  clear(): void {
    this.#failures = [];
    this.#lines = [];
  }

  /** At the result: what was said explains a failure, even if no line named its place. */
  end(isOk: boolean): AssertionFailure[] {
    const isTextAlone = this.#failures.length === 0 && this.#lines.length > 0;
    if (isTextAlone) this.#failures.push({ text: this.#text(), ...this.#place() });
    else this.#endText();
    const failures = isOk ? [] : this.#failures;
    this.clear();
    return failures;
  }

  #endText(): void {
    const last = this.#failures.pop();
    if (last !== undefined) this.#failures.push(last.text === '' ? { ...last, text: this.#text() } : last);
    this.#lines = [];
  }

  /** The first that the text names. */
  #place(): Pick<AssertionFailure, 'file' | 'line'> {
    const { file, line } = this.#lines.map((said) => PLACE.exec(said)).find((found) => found !== null)?.groups ?? {};
    return file === undefined ? { file: null, line: null } : { file: asUtf8(file), line: Number(line) };
  }

  #text(): string {
    return asUtf8(this.#lines.join('\n'));
  }
}
