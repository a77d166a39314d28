// SPDX-License-Identifier: BSD-3-Clause
/** What went wrong in a build's log, first things first: with -j the last lines often belong to something else. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename, isAbsolute, join, relative } from 'node:path';

export interface BuildFailure {
  readonly message: string;
  /** Relative to the project's root where it is below it; null when the log names no place. */
  readonly file: string | null;
  readonly line: number | null;
}

/** One complaint of a compiler or linker. Paths are absolute. */
export interface PlacedError {
  readonly message: string;
  readonly file: string;
  /** Null: an object file is all that is known. */
  readonly line: number | null;
}

/** GCC and the assembler; the linker with debug information, and of its scripts; Kconfig; make. All name a file and a line. */
const PLACED = [
  /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:\d+:)? (?:fatal )?[Ee]rror: (?<message>.*)$/,
  /^(?:\S*ld(?:\.bfd)?: )?(?:[^\s:]+\.o:)?(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>undefined reference .*|multiple definition .*)$/,
  /^\S*ld(?:\.bfd)?:(?<file>\/[^\s:]+\.(?:lds?|S)):(?<line>\d+): (?!warning: )(?<message>\S.*)$/,
  /^(?<file>[^\s:][^:]*Config\.uk):(?<line>\d+):\s?(?:error: )?(?<message>\S.*)$/,
  /^(?<file>[^\s:][^:]*):(?<line>\d+): \*\*\* (?<message>.+?)(?:\. +Stop\.)?$/,
];

/** What the compiler hands to the assembler is gone when anybody looks. */
const TEMPORARY = /\/cc\w{6}\.s$/;

/** Kconfig, of symbols that wait for each other; then a line for each of them. */
const CIRCLE = 'recursive dependency detected!';
const CIRCLE_LINK = /^symbol (\S+ (?:depends on|is selected by|is implied by) .*)$/;

/** The linker without debug information: only the object is known. */
const IN_OBJECT =
  /^(?:\S*ld(?:\.bfd)?: )?(?<file>\/[^\s:][^:]*\.o):(?:\(\S+\):)? (?<message>undefined reference .*|multiple definition .*)$/;

/** The same where the object may name its source, as without `-g` and in assembly; which object it is stands in a line before. */
const IN_SOURCE =
  /^(?:\S*ld(?:\.bfd)?: )?(?:(?<file>\/[^\s:]+\.o):)?(?:[^\s:]+:)?\(\S+\): (?<message>undefined reference .*|multiple definition .*)$/;
const IN_FUNCTION = /^\S*ld(?:\.bfd)?: (?<object>\/[^\s:]+\.o): in function /;

/** GCC, behind a complaint about what a macro made: where it is used, outermost last. */
const EXPANSION = /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:\d+:)? note: in expansion of macro /;
const NOTE = /^[^\s:][^:]*:\d+:(?:\d+:)? note: /;

/** Python, of a script that gave up: its frames, the outermost first, and what it says behind them. Its own library is no script of the tree. */
const TRACEBACK = /^\s*Traceback \(most recent call last\):$/;
const EXCEPTION = /^(?!make:)[A-Za-z_][\w.]*(?:: |$)/;
const FRAME = /^\s+File "(?!<|[^"]*\/python\d)(?<file>[^"]+)", line (?<line>\d+)/;

/** make, of a file that could not be made, with or without the place of its rule. */
const FAILED_TARGET =
  /^make(?:\[\d+\])?: \*\*\* (?:\[(?:.*?:\d+: )?(?<made>.+)\] Error \d+|No rule to make target .*, needed by '(?<wanted>.+)')/;

/** What a tool says that could not do its work; a makefile that gives up over it says less. */
const DENIED =
  /^(.*(?:Permission denied|Read-only file system|No space left on device|command not found|: not found|resolve host|Connection refused|Network is unreachable).*)$/;

/** Complaints without a line: linker, make, Kconfig, shell. */
const UNPLACED = [
  /^\S*ld(?:\.bfd)?: (?!NOTE: |.*(?:warning: |: in function ))(.+)$/,
  DENIED,
  /^(fatal: .+|\d+ out of \d+ hunks? FAILED\b.*|.*checksum validation failed.*)$/,
  /^(make(?:\[\d+\])?: \S+: No such file or directory)$/,
  /^.*\*\*\* (?!\[)(.+?)(?:\. +Stop\.)?$/,
  // Not what a quiet make tells of its progress, as `  CC      libc: strerror.o`.
  /^(?!make(?:\[\d+\])?: \*\*\*| +[A-Z]+[A-Z\d]* )(?:\/\S+\/cc\w{6}\.s:\d+: )?(.*(?:[Ee]rror|not found|No such file).*)$/,
  /^.*\*\*\* (\[.+\] Error \d+)$/,
];

/** A log of 20 MB of warnings may end in thousands of errors that nobody reads. */
const MOST_ERRORS = 1000;
/** What comes without a newline for longer than this is no line of a compiler's. */
const LONGEST_LINE = 1 << 16;
const CHUNK_BYTES = 1 << 20;

export interface BuildErrors {
  readonly first: BuildFailure;
  readonly placed: readonly PlacedError[];
  /** What make could not make, in order. */
  readonly objects: readonly FailedObject[];
}

/** Says whose fault an error in a header is that all use. */
export interface FailedObject {
  readonly file: string;
  /** What was said before it. */
  readonly error: BuildFailure;
}

/** `t` of `/out/libx/t.variant.o` and of `/lib/x/tests/t.c`. */
export const stemOf = (file: string): string => basename(file).replace(/\..*$/, '');

class ErrorReader {
  readonly #kernelRoot: string;
  readonly placed: PlacedError[] = [];
  readonly objects: FailedObject[] = [];
  readonly #unplaced: (string | undefined)[] = [];
  /** The same of what was said since make last named a file that it could not make. */
  #sinceObject: (string | undefined)[] = [];
  /** Errors that no object has been named for yet. */
  #open: PlacedError[] = [];
  /** Whether a macro's use that is named now belongs to the last error. */
  #isExpanding = false;
  #last: string | null = null;
  /** Of which the linker speaks. */
  #linked = '';
  /** Of the traceback that is read: the innermost frame so far. */
  #script: { file: string; line: number | null } | null = null;
  /** Where among the placed errors the last circle of Kconfig begins. */
  #circleAt = Infinity;

  constructor(kernelRoot: string) {
    this.#kernelRoot = kernelRoot;
  }

  take(line: string): void {
    const before = this.#last ?? '';
    if (line.trim() !== '') this.#last = line;
    this.#linked = IN_FUNCTION.exec(line)?.groups?.object ?? this.#linked;
    if (this.placed.length < MOST_ERRORS && (this.#takeTraceback(line) || this.#takePlaced(line, before))) return;
    if (line.includes(' note: ')) this.#takeNote(line);
    for (const [index, pattern] of UNPLACED.entries()) {
      if (this.#sinceObject[index] !== undefined) continue;
      const match = pattern.exec(line);
      if (match === null) continue;
      this.#sinceObject[index] = match[1] ?? match[0];
      this.#unplaced[index] ??= match[1] ?? match[0];
    }
    if (line.startsWith('make')) this.#takeObject(line);
  }

  #takeTraceback(line: string): boolean {
    if (TRACEBACK.test(line)) this.#script = { file: '', line: null };
    if (this.#script === null) return false;
    const { file, line: number } = FRAME.exec(line)?.groups ?? {};
    if (file !== undefined) this.#script = { file: this.#absolute(file), line: Number(number) };
    // What others say of their work meanwhile is theirs.
    if (!EXCEPTION.test(line) || this.#script.line === null) return false;
    const error = { message: line, ...this.#script };
    this.#script = null;
    this.placed.push(error);
    this.#open.push(error);
    return true;
  }

  #takePlaced(line: string, before: string): boolean {
    // Cheap words first: a log is mostly warnings.
    if (!/rror: |undefined reference|multiple definition|Config\.uk:|\*\*\* |ld(?:\.bfd)?:\//.test(line)) return false;
    for (const pattern of [...PLACED, IN_OBJECT, IN_SOURCE]) {
      const groups = pattern.exec(line)?.groups;
      if (groups === undefined) continue;
      const { file = this.#linked, line: number, message = '' } = groups;
      if (file === '' || TEMPORARY.test(file)) return false;
      const why = line.includes('*** ') && DENIED.test(before) ? `: ${before}` : '';
      const place = { file: this.#absolute(file), line: number === undefined ? null : Number(number) };
      const error = { message: message + why, ...place };
      this.placed.push(error);
      // What Kconfig complains of has kept nothing from being made.
      this.#isExpanding = !file.endsWith('Config.uk');
      if (this.#isExpanding) this.#open.push(error);
      this.#takeCircle(error.message);
      return true;
    }
    return false;
  }

  /** Each file of a circle is told all of it. */
  #takeCircle(message: string): void {
    if (message === CIRCLE) this.#circleAt = this.placed.length - 1;
    const link = CIRCLE_LINK.exec(message)?.[1];
    const circle = this.placed.slice(this.#circleAt);
    if (link === undefined || circle[0] === undefined) return;
    const told = `${circle[0].message}${circle.length > 2 ? ',' : ''} ${link}`;
    this.placed.splice(this.#circleAt, Infinity, ...circle.map((error) => ({ ...error, message: told })));
  }

  #absolute(file: string): string {
    return isAbsolute(file) ? file : join(this.#kernelRoot, file);
  }

  /** What a macro made is wrong where the macro is used. */
  #takeNote(line: string): void {
    const { file, line: number } = EXPANSION.exec(line)?.groups ?? {};
    const error = this.placed.at(-1);
    if (file === undefined || error === undefined) this.#isExpanding &&= !NOTE.test(line);
    else if (this.#isExpanding) {
      const moved = { ...error, file: this.#absolute(file), line: Number(number) };
      this.placed.splice(-1, 1, moved);
      this.#open.splice(-1, 1, moved);
    }
  }

  #takeObject(line: string): void {
    const { made, wanted } = FAILED_TARGET.exec(line)?.groups ?? {};
    const file = made ?? wanted;
    if (file === undefined || this.objects.length === MOST_ERRORS) return;
    const absolute = this.#absolute(file);
    const stem = stemOf(absolute);
    const own = this.#open.find((error) => stemOf(error.file) === stem) ?? this.#open[0];
    // What another file lacks says nothing of this one.
    const said = this.#sinceObject.find((text) => text !== undefined);
    this.#sinceObject = [];
    const message = (wanted === undefined ? said : undefined) ?? line.replace(/^make(?:\[\d+\])?: \*\*\* /, '');
    this.objects.push({ file: absolute, error: own ?? { message, file: null, line: null } });
    this.#open = [];
  }

  first(rootDir: string): BuildFailure {
    const [placed] = this.placed.filter(({ line }) => line !== null);
    if (placed !== undefined) return { ...placed, file: shownFile(placed.file, rootDir) };
    const unplaced = this.#unplaced.find((message) => message !== undefined);
    const message = this.placed[0]?.message ?? unplaced ?? this.#last ?? 'the build ended without a word';
    const object = this.objects.find(({ file }) => file.endsWith('.o') && !message.includes(file))?.file;
    return { message: object === undefined ? message : `${message} (of ${basename(object)})`, file: null, line: null };
  }
}

export function shownFile(absolute: string, rootDir: string): string {
  const shown = relative(rootDir, absolute);
  return shown.startsWith('..') ? absolute : shown;
}

/** `kernelRoot` is where the compiler ran, `rootDir` what shown names are relative to. */
export function readBuildErrors(lines: Iterable<string>, kernelRoot: string, rootDir: string): BuildErrors {
  const reader = new ErrorReader(kernelRoot);
  for (const line of lines) reader.take(line);
  return { first: reader.first(rootDir), placed: reader.placed, objects: reader.objects };
}

export const firstBuildError = (log: string, kernelRoot: string, rootDir: string): BuildFailure =>
  readBuildErrors(log.split('\n'), kernelRoot, rootDir).first;

/** Lines of a file of any size, in pieces. */
export function* linesOf(file: string): Generator<string> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    let rest = '';
    for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) {
      const lines = (rest + buffer.toString('utf8', 0, count)).split('\n');
      rest = (lines.pop() ?? '').slice(-LONGEST_LINE);
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}
