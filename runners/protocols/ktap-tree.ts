// SPDX-License-Identifier: BSD-3-Clause
/**
 * The tree of TAP results while it grows: which documents there were, which levels are open, and to which of them a line belongs, by its
 * indentation alone. What a line says is for the reader of the lines.
 */
import { newLevel, type TapLevel, type TapResult } from './ktap-cases.ts';

/** How Test2 and others end a result whose subtests follow behind it, up to a `}`. */
const BRACE = /(?<!\s)\s*\{$/; // Looked for once in a run of blanks.

export interface TreeFindings {
  readonly find: (text: string) => void;
  /** In which the log speaks against itself. */
  readonly contradict: (text: string) => void;
}

export class TapTree {
  readonly #suite: string;
  readonly #findings: TreeFindings;
  /** Kernels print a document for each module. */
  readonly #documents: TapLevel[] = [];
  #top = newLevel(0, null);
  /** From the outside in; the first is `#top`. */
  #open: TapLevel[] = [this.#top];
  /** What the closed level inside the next result holds. */
  #closed: TapLevel | null = null;
  /** The name of the level that comes next. */
  #subtest: string | null = null;
  /** The log has ended. */
  #isOver = false;

  constructor(suite: string, findings: TreeFindings) {
    this.#suite = suite;
    this.#findings = findings;
  }

  get top(): TapLevel {
    return this.#top;
  }

  /** What was named, and has neither a level nor a result yet. */
  get pending(): string | null {
    return this.#subtest;
  }

  get isAtTop(): boolean {
    return this.#open.length === 1;
  }

  /** The innermost that are open, and what ended last, from the outside in: more than KTAP needs. */
  get levels(): readonly TapLevel[] {
    const open = this.#open.slice(-8);
    return this.#closed === null ? open : [...open, this.#closed];
  }

  lastResult(): TapResult | undefined {
    return this.current.results.at(-1);
  }

  get current(): TapLevel {
    return this.#open.at(-1) ?? this.#top;
  }

  /** All documents, and whether the log ended inside a level. */
  end(): { readonly documents: readonly TapLevel[]; readonly isInside: boolean } {
    this.#isOver = true;
    const isInside = this.#closeAll();
    return { documents: [...this.#documents, this.#top], isInside };
  }

  startTop(indent: number): void {
    this.#top = newLevel(indent, null);
    this.#open = [this.#top];
  }

  startDocument(indent: number): void {
    this.#closeAll();
    if (this.#top.plan === null && this.#top.results.length === 0) return;
    this.#documents.push(this.#top);
    this.startTop(indent);
  }

  /** Another document of the same depth: the result that had to come between them is lost. */
  startLevel(indent: number): void {
    const level = this.#levelAt(indent);
    if (level.plan !== null || level.results.length > 0) this.#startAnother(indent);
  }

  openLevel(indent: number): void {
    this.#levelAt(indent);
  }

  #startAnother(indent: number): void {
    this.#close();
    this.#adopt();
    this.#levelAt(indent);
  }

  /** KTAP names the level it stands in, TAP 14 the one that follows. */
  name(name: string, indent: number): void {
    const current = this.current;
    if (current !== this.#top && current.indent === indent && current.name === null) {
      current.name = name;
    } else if (indent > current.indent && this.#subtest === null) {
      this.#levelAt(indent).name = name;
    } else {
      if (indent > current.indent) this.#levelAt(indent);
      this.#subtest = name;
    }
  }

  plan(count: number, indent: number): TapLevel {
    const before = this.#levelAt(indent);
    this.#findOutside('');
    // A second plan below a name of its own is that of the next document.
    if (before !== this.#top && before.plan !== null && this.#subtest !== null) this.#startAnother(indent);
    const level = this.#levelAt(indent);
    if (level.plan !== null && level.plan !== count)
      this.#findings.contradict(`two plans in ${level.name ?? this.#suite}: ${level.plan} and ${count} tests`);
    level.plan = count;
    return level;
  }

  /** A result at this depth, made of what its title is and what the level inside of it holds. */
  add(indent: number, title: string, make: (level: TapLevel, inner: TapLevel | null) => TapResult): TapLevel {
    this.#levelAt(indent);
    this.#findOutside(title);
    const level = this.current;
    this.#subtest = null;
    const result = make(level, this.#claimClosed(title));
    if (this.#isRepeated(level, result)) return level;
    this.#checkNumber(level, result);
    level.results.push(result);
    return level;
  }

  /** The end of subtests behind their result. */
  closeBrace(indent: number): void {
    while (!this.isAtTop && this.current.indent > indent && this.current.isClaimed) this.#close();
  }

  /** What a closed level holds belongs to the result behind it, unless that has another name: then its own is lost. */
  #claimClosed(title: string): TapLevel | null {
    const name = this.#closed?.name ?? '';
    const isAnother = name !== '' && title !== '' && !name.startsWith(title) && !title.startsWith(name);
    if (isAnother) this.#adopt();
    const inner = this.#closed;
    this.#closed = null;
    return inner;
  }

  /** A process that forks prints what it had not yet printed once more. */
  #isRepeated(level: TapLevel, { number, name, verdict, inner }: TapResult): boolean {
    if (level === this.#top || number === null || inner !== null || !level.numbers.has(number)) return false;
    // Searching for it would take a log of many such results a time that grows with their square.
    const before = level.results[number - 1];
    if (before?.number !== number || before.name !== name) return false;
    if (before.verdict !== verdict || before.inner !== null) return false;
    this.#findings.find(`results in ${level.name ?? this.#suite} came twice, the same each time`);
    return true;
  }

  #checkNumber(level: TapLevel, { number, name }: TapResult): void {
    if (number === null) return;
    const where = level.name ?? this.#suite;
    if (level.numbers.has(number)) this.#findings.contradict(`number ${number} twice in ${where}`);
    else if (number === 0 || (level.plan !== null && number > level.plan))
      this.#findings.contradict(`test ${number} (${name}) of ${level.plan ?? 'no plan'} in ${where}`);
    level.numbers.add(number);
  }

  /** The level at this depth: opened, or uncovered by closing deeper ones. */
  #levelAt(indent: number): TapLevel {
    if (indent < this.#top.indent) this.#startAbove(indent);
    while (!this.isAtTop && this.current.indent > indent) this.#close();
    const current = this.current;
    if (current.indent >= indent) return current;
    const level = newLevel(indent, this.#subtest);
    this.#subtest = null;
    this.#claimBraced(current, level);
    this.#open.push(level);
    return level;
  }

  #claimBraced({ results }: TapLevel, level: TapLevel): void {
    const last = results.at(-1);
    if (last === undefined || this.#closed !== null || last.inner !== null) return;
    if (last.isBraced !== true) return;
    const reason = last.reason === null ? null : last.reason.replace(BRACE, '');
    level.name = last.name.replace(BRACE, '');
    level.isClaimed = true;
    results.splice(-1, 1, { ...last, name: level.name, reason, inner: level });
  }

  /** A log that begins with an indented document which names itself, as KTAP's do, began inside of another. */
  #findOutside(title: string): void {
    const top = this.#top;
    const isBegun = top.plan !== null || top.results.length > 0;
    if (top.indent === 0 || !this.isAtTop || isBegun || this.#subtest === null || this.#subtest === title) return;
    top.name = this.#subtest;
    this.#subtest = null;
    this.#startAbove(0);
  }

  /** What the log began inside of: its first lines are lost. */
  #startAbove(indent: number): void {
    const inner = this.#open;
    this.startTop(indent);
    this.#open.push(...inner);
  }

  #closeAll(): boolean {
    const isInside = !this.isAtTop || this.#closed !== null;
    while (!this.isAtTop) this.#close();
    if (this.#closed !== null) this.#adopt();
    return isInside;
  }

  #close(): void {
    if (this.#closed !== null) this.#adopt();
    const level = this.#open.pop() ?? null;
    this.#closed = level?.isClaimed === true ? null : level;
  }

  /** A closed level that no result claimed: its own parent's line is missing. */
  #adopt(): void {
    const inner = this.#closed;
    this.#closed = null;
    if (inner === null) return;
    const name = inner.name ?? 'a nameless subtest';
    this.#findings.find(`no result for ${name} itself`);
    const parent = this.current;
    const number = parent.results.length + 1;
    parent.numbers.add(number);
    parent.results.push({
      name,
      number,
      verdict: 'unresolved',
      reason: 'its own result is missing',
      isPromised: false,
      failures: [],
      inner,
      ...(this.#isOver ? { isOpen: true as const } : {}),
    });
  }
}
