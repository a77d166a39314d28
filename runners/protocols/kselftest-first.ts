// SPDX-License-Identifier: BSD-3-Clause
/**
 * What kselftest printed up to Linux 5.1: a program's name above a line of `=`, what it says as it says it, and `ok 1..3 selftests: dir: program
 * [PASS]`, where 3 is the program's number and `not ok` may stand before `[SKIP]`. It is given the form of later ones: `# ` before what a
 * program says, its number, and a directive.
 */
import { PLAN, RESULT, VERSION } from './ktap-line.ts';

const HEADER = /^selftests: +(?<name>\S.*)$/;
const RULE = /^={20,80}\s*$/;
const FIRST_RESULT =
  /^(?<not>not )?ok 1\.\.(?<number>\d{0,9}) +selftests: +(?<name>\S.*?) \[(?<word>PASS|FAIL|SKIP)\]\s*$/;

export class FirstKselftest {
  /** A name whose rule has not come. */
  #header: string | null = null;
  #isRunning = false;
  #isInnerTap = false;
  #isSeen = false;

  /** Whether the log has that form, which has no plan. */
  get isSeen(): boolean {
    return this.#isSeen;
  }

  /** A program has begun, and its result has not come. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  push(line: string): string[] {
    const header = this.#header;
    this.#header = null;
    if (header !== null && RULE.test(line)) return this.#start(header);
    const before = header === null ? [] : this.#said(header);
    if (HEADER.test(line)) {
      this.#header = line;
      return before;
    }
    return [...before, ...this.#take(line)];
  }

  /** What was put off, where nothing more comes. */
  flush(): string[] {
    const header = this.#header;
    this.#header = null;
    return header === null ? [] : this.#said(header);
  }

  #start(header: string): string[] {
    this.#isRunning = true;
    this.#isInnerTap = false;
    return [`# selftests: ${HEADER.exec(header)?.groups?.['name'] ?? ''}`];
  }

  #take(line: string): string[] {
    const result = line.includes('ok 1..') ? FIRST_RESULT.exec(line)?.groups : undefined;
    if (result === undefined) return this.#said(line);
    this.#isRunning = false;
    this.#isSeen = true;
    const { not = '', number = '', name = '', word } = result;
    const place = number === '' ? '' : ` ${number}`;
    return [`${not}ok${place} ${number === '' ? '- ' : ''}selftests: ${name}${word === 'SKIP' ? ' # SKIP' : ''}`];
  }

  /** A program that speaks TAP left the version to its runner. */
  #said(line: string): string[] {
    if (!this.#isRunning) return [line];
    const isFirst =
      !this.#isInnerTap &&
      (VERSION.test(line) || PLAN.test(line) || RESULT.exec(line)?.groups?.['number'] !== undefined);
    this.#isInnerTap ||= isFirst;
    return isFirst && !VERSION.test(line) ? ['# TAP version 13', `# ${line}`] : [`# ${line}`];
  }
}
