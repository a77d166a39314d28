// SPDX-License-Identifier: BSD-3-Clause
/**
 * KTAP whose indentation somebody took away on its way: its levels still name themselves, by `# Subtest: NAME` behind the plan of the outer
 * level, and end with the result of that name. The indentation is given back; nothing else is changed. A log that indents is left alone.
 */
import { PLAN, RESULT, splitDirective, SUBTEST, VERSION } from './ktap-line.ts';

/** What may stand between the name of a level and its first test. */
const MOST_HELD = 50;
const LEVEL = '    ';
/** Suites, cases and their parameters need three. */
const MOST_LEVELS = 8;

const resultName = (line: string): string | null => {
  const rest = RESULT.exec(line)?.groups?.['rest'];
  return rest === undefined ? null : splitDirective(rest).name;
};

const isTap = (text: string): boolean => PLAN.test(text) || RESULT.test(text) || VERSION.test(text);

export class FlatKtap {
  /** Of the levels that were opened, the outermost first. */
  readonly #names: string[] = [];
  /** From a version or a name on: what follows tells whether a level begins. */
  #held: string[] = [];
  #name: string | null = null;
  #isPlanned = false;
  #isIndented = false;

  push(line: string): string[] {
    if (this.#isIndented) return [line];
    if (/^\s/.test(line) && isTap(line.trimStart())) {
      this.#isIndented = this.#names.length === 0;
      return [...this.flush(), line];
    }
    return this.#held.length > 0 ? this.#goOn(line) : this.#take(line);
  }

  /** What was put off, where nothing more comes. */
  flush(): string[] {
    const held = this.#held.map((line) => this.#indented(line));
    this.#held = [];
    this.#name = null;
    return held;
  }

  #indented(line: string): string {
    return LEVEL.repeat(this.#names.length) + line;
  }

  #take(line: string): string[] {
    const name = SUBTEST.exec(line)?.groups?.['name'];
    if (this.#isPlanned && (name !== undefined || VERSION.test(line))) {
      this.#held = [line];
      this.#name = name ?? null;
      return [];
    }
    this.#isPlanned ||= PLAN.test(line);
    if (this.#names.length > 0 && resultName(line) === this.#names.at(-1)) this.#names.pop();
    return [this.#indented(line)];
  }

  #goOn(line: string): string[] {
    const isFirstTap = isTap(line) && !VERSION.test(line);
    if (!isFirstTap && this.#held.length < MOST_HELD) {
      this.#name ??= SUBTEST.exec(line)?.groups?.['name'] ?? null;
      this.#held.push(line);
      return [];
    }
    const name = this.#name;
    const isLevel = isFirstTap && name !== null && resultName(line) !== name;
    if (isLevel && this.#names.length < MOST_LEVELS) this.#names.push(name);
    return [...this.flush(), ...this.#take(line)];
  }
}
