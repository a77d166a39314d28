// SPDX-License-Identifier: BSD-3-Clause
/** What went wrong in a build's log, first things first: with -j the last lines often belong to something else. */
import { closeSync, openSync, readSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';

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

/** GCC and the assembler; then the linker with debug information; both name a file and a line. */
const PLACED = [
  /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:\d+:)? (?:fatal )?[Ee]rror: (?<message>.*)$/,
  /^(?:\S*ld(?:\.bfd)?: )?(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>undefined reference .*|multiple definition .*)$/,
];

/** The linker without debug information: only the object is known. */
const IN_OBJECT =
  /^(?:\S*ld(?:\.bfd)?: )?(?<file>\/[^\s:][^:]*\.o):(?:\(\S+\):)? (?<message>undefined reference .*|multiple definition .*)$/;

/** Complaints without a line: linker, make, Kconfig, shell. */
const UNPLACED = [
  /^\S*ld(?:\.bfd)?: (?!.*: in function )(.+)$/,
  /^(.*(?:Permission denied|Read-only file system|No space left on device|command not found|: not found).*)$/,
  /^(make(?:\[\d+\])?: \S+: No such file or directory)$/,
  /^.*\*\*\* (.+?)(?:\. +Stop\.)?$/,
  /^(.*(?:[Ee]rror|not found|No such file).*)$/,
];

/** A log of 20 MB of warnings may end in thousands of errors that nobody reads. */
const MOST_ERRORS = 1000;
/** What comes without a newline for longer than this is no line of a compiler's. */
const LONGEST_LINE = 1 << 16;
const CHUNK_BYTES = 1 << 20;

export interface BuildErrors {
  readonly first: BuildFailure;
  readonly placed: readonly PlacedError[];
}

class ErrorReader {
  readonly #kernelRoot: string;
  readonly placed: PlacedError[] = [];
  readonly #unplaced: (string | undefined)[] = [];
  #last: string | null = null;

  constructor(kernelRoot: string) {
    this.#kernelRoot = kernelRoot;
  }

  take(line: string): void {
    if (line.trim() !== '') this.#last = line;
    if (this.placed.length < MOST_ERRORS && this.#takePlaced(line)) return;
    for (const [index, pattern] of UNPLACED.entries()) {
      if (this.#unplaced[index] !== undefined) continue;
      const match = pattern.exec(line);
      if (match !== null) this.#unplaced[index] = match[1] ?? match[0];
    }
  }

  #takePlaced(line: string): boolean {
    // Cheap words first: a log is mostly warnings.
    if (!/rror: |undefined reference|multiple definition/.test(line)) return false;
    for (const pattern of [...PLACED, IN_OBJECT]) {
      const groups = pattern.exec(line)?.groups;
      if (groups === undefined) continue;
      const { file = '', line: number, message = '' } = groups;
      const absolute = isAbsolute(file) ? file : join(this.#kernelRoot, file);
      this.placed.push({ message, file: absolute, line: number === undefined ? null : Number(number) });
      return true;
    }
    return false;
  }

  first(rootDir: string): BuildFailure {
    const [placed] = this.placed.filter(({ line }) => line !== null);
    if (placed !== undefined) return { ...placed, file: shownFile(placed.file, rootDir) };
    const unplaced = this.#unplaced.find((message) => message !== undefined);
    const message = this.placed[0]?.message ?? unplaced ?? this.#last ?? 'the build ended without a word';
    return { message, file: null, line: null };
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
  return { first: reader.first(rootDir), placed: reader.placed };
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
