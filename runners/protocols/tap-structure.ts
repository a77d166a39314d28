// SPDX-License-Identifier: BSD-3-Clause
/**
 * What makes uktest's TAP one consistent story, beyond what TAP 14 asks: one version line, one plan at each level, every suite and every
 * case once, an `ok` suite only where no case failed, an end line behind the last suite and nothing behind that. TAP parsers forgive
 * most of this; a kernel that prints it cannot be believed. Pure; any lines get an answer.
 */

interface OpenSuite {
  readonly name: string;
  plan: number | null;
  readonly numbers: Set<number>;
  /** Of its cases that began, and of those with a result. */
  readonly begun: Set<string>;
  readonly names: Set<string>;
  isBad: boolean;
  isRefused: boolean;
}

const newSuite = (name: string): OpenSuite => ({
  name,
  plan: null,
  numbers: new Set(),
  begun: new Set(),
  names: new Set(),
  isBad: false,
  isRefused: false,
});

const LINE =
  /^(?<indent> {0,4})(?:(?<version>TAP version )|1\.\.(?<plan>\d+)(?<planRest>.*)$|(?<not>not )?ok\b(?: (?<number>\d+))?(?: -)?(?<name>.*)$|# (?<word>Subtest|Case|Crashed|Init failed|End): (?<rest>.*)$)/s;
/** A failure that no reader takes for one: in capitals, with other blanks, or at a place where no result stands. */
const STRAY_FAILURE = /^\s*not\s*ok\b/i;
/** In a case's diagnosis. */
const FAILED_COUNT = /^\s{5,}failed:(?<value>.*)$/s;

/** Without a directive. */
const nameIn = (description: string): string => (description.split(' # ')[0] ?? '').trim();

/** `# TODO` and `# SKIP`, of which uktest knows but the second, and that only of cases. */
const DIRECTIVE = /\s#\s*(?<word>todo|skip)/i;

const directiveIn = (description: string): string | null =>
  DIRECTIVE.exec(description)?.groups?.['word']?.toUpperCase() ?? null;

export class TapStructure {
  #hasVersion = false;
  #plan: number | null = null;
  readonly #suites = new Set<number>();
  #suite: OpenSuite | null = null;
  #isOver = false;
  #hasCrashed = false;
  /** The case of the last result, if that was ok. */
  #lastOk: string | null = null;
  #found: string[] = [];

  /** The contradictions that this line brings to light. */
  take(text: string): readonly string[] {
    this.#found = [];
    if (text.trimStart().startsWith('Bail out!')) this.#found.push('the tests were given up: Bail out!');
    const line = LINE.exec(text)?.groups;
    if (line === undefined) {
      this.#takeOther(text);
      return this.#found;
    }
    if (this.#hasCrashed) this.#found.push('results after a crash');
    if (this.#isOver && line['word'] !== 'End') this.#found.push('results after the end line');
    const isInSuite = line['indent'] === '    ';
    if (line['version'] !== undefined) this.#takeVersion();
    else if (line['plan'] !== undefined) this.#takePlan(Number(line['plan']), line['planRest'] ?? '', isInSuite);
    else if (line['word'] !== undefined) this.#takeWord(line['word'], line['rest'] ?? '');
    else this.#takePoint(isInSuite, line['not'] === undefined, line['number'], line['name'] ?? '');
    return this.#found;
  }

  #takeVersion(): void {
    if (this.#hasVersion) this.#found.push('the kernel started again: a second version line');
    this.#hasVersion = true;
  }

  #takeOther(text: string): void {
    if (STRAY_FAILURE.test(text)) this.#found.push(`a failure where no result can be: ${text.trim()}`);
    const count = FAILED_COUNT.exec(text)?.groups?.['value']?.trim() ?? '0';
    if (count !== '0' && this.#lastOk !== null)
      this.#found.push(`${this.#lastOk} is reported ok and counts failed assertions: ${count}`);
  }

  #takePlan(plan: number, rest: string, isInSuite: boolean): void {
    if (rest.trim() !== '' && plan > 0) this.#found.push(`a plan of ${plan} that says more: ${rest.trim()}`);
    const known = isInSuite ? this.#suite?.plan : this.#plan;
    if (known !== null && known !== undefined) this.#found.push('a second plan');
    if (!isInSuite) this.#plan = plan;
    else if (this.#suite !== null) this.#suite.plan = plan;
  }

  #takeWord(word: string, rest: string): void {
    if (word === 'Subtest') {
      if (this.#suite !== null) this.#found.push(`suite ${rest} began before suite ${this.#suite.name} was reported`);
      this.#suite = newSuite(rest);
    } else if (word === 'Case') {
      this.#suite?.begun.add(rest.trim());
    } else if (word === 'Init failed') {
      this.#refuse();
    } else if (word === 'Crashed') {
      this.#hasCrashed = true;
    } else if (word === 'End' && !rest.startsWith('list ')) {
      this.#end();
    }
  }

  #refuse(): void {
    if (this.#suite === null) this.#found.push('an init function failed outside of any suite');
    else {
      this.#suite.isBad = true;
      this.#suite.isRefused = true;
    }
  }

  #takePoint(isInSuite: boolean, isOk: boolean, number: string | undefined, description: string): void {
    const name = nameIn(description);
    const directive = directiveIn(description);
    if (isOk && directive !== null && !(isInSuite && directive === 'SKIP')) {
      this.#found.push(`${name} is reported ok and ${directive}`);
    }
    if (!isInSuite) {
      this.#endSuite(isOk, number, name);
      return;
    }
    if (this.#suite === null) return;
    const { numbers, begun, names, name: suite } = this.#suite;
    if (!begun.has(name)) this.#found.push(`a result for ${suite}.${name}, which had never started`);
    if (names.has(name)) this.#found.push(`two results for ${suite}.${name}`);
    names.add(name);
    this.#count(numbers, number, `result of ${suite}.${name}`);
    if (!isOk) this.#suite.isBad = true;
    this.#lastOk = isOk ? `${suite}.${name}` : null;
  }

  #count(numbers: Set<number>, text: string | undefined, what: string): void {
    const number = text === undefined ? numbers.size + 1 : Number(text);
    if (numbers.has(number)) this.#found.push(`${what}: number ${number} was used before`);
    numbers.add(number);
  }

  #endSuite(isOk: boolean, number: string | undefined, name: string): void {
    this.#count(this.#suites, number, `result of suite ${name}`);
    const suite = this.#suite;
    this.#suite = null;
    if (suite?.name !== name) {
      this.#found.push(`a result for suite ${name}, which was not running`);
      return;
    }
    const count = suite.numbers.size;
    if (suite.isRefused && count > 0) this.#found.push(`suite ${name}: its init function failed and its cases ran`);
    if (suite.plan !== count && !suite.isRefused) {
      this.#found.push(`suite ${name}: plan of ${suite.plan ?? 'no'} cases, ${count} reported`);
    }
    if ([...suite.numbers].some((number) => number > count)) this.#found.push(`suite ${name}: numbers beyond its plan`);
    if (isOk === suite.isBad) {
      this.#found.push(`suite ${name} is reported ${isOk ? 'ok' : 'not ok'}, its cases say otherwise`);
    }
  }

  #end(): void {
    if (!this.#hasVersion) this.#found.push('no version line: the beginning is missing');
    if (this.#isOver) this.#found.push('a second end line');
    this.#isOver = true;
    if (this.#suite !== null) this.#found.push(`an end line before suite ${this.#suite.name} was reported`);
    if (this.#plan !== this.#suites.size) {
      this.#found.push(`plan of ${this.#plan ?? 'no'} suites, ${this.#suites.size} reported`);
    }
  }
}
