// SPDX-License-Identifier: BSD-3-Clause
/** The first thing that went wrong in a build's log: with -j the last lines often belong to something else. */
import { isAbsolute, join, relative } from 'node:path';

export interface BuildFailure {
  readonly message: string;
  /** Relative to the project's root where it is below it; null when the log names no place. */
  readonly file: string | null;
  readonly line: number | null;
}

/** GCC and the assembler; then the linker with debug information; both name a file and a line. */
const PLACED = [
  /^(?<file>[^\s:][^:]*):(?<line>\d+):(?:\d+:)? (?:fatal )?[Ee]rror: (?<message>.*)$/,
  /^(?:\S*ld(?:\.bfd)?: )?(?<file>[^\s:][^:]*):(?<line>\d+): (?<message>undefined reference .*|multiple definition .*)$/,
];

/** Complaints without a line: linker, make, Kconfig, shell. */
const UNPLACED = [
  /^\S*ld(?:\.bfd)?: (.+)$/,
  /^.*\*\*\* (.+?)(?:\. +Stop\.)?$/,
  /^(.*(?:[Ee]rror|not found|No such file).*)$/,
];

function firstMatch(lines: readonly string[], patterns: readonly RegExp[]): RegExpExecArray | null {
  for (const line of lines) {
    for (const pattern of patterns) {
      const match = pattern.exec(line);
      if (match !== null) return match;
    }
  }
  return null;
}

/** `kernelRoot` is where the compiler ran, `rootDir` what shown names are relative to. */
export function firstBuildError(log: string, kernelRoot: string, rootDir: string): BuildFailure {
  const lines = log.split('\n');
  const placed = firstMatch(lines, PLACED);
  if (placed?.groups !== undefined) {
    const { file = '', line = '', message = '' } = placed.groups;
    const absolute = isAbsolute(file) ? file : join(kernelRoot, file);
    const shown = relative(rootDir, absolute);
    return { message, file: shown.startsWith('..') ? absolute : shown, line: Number(line) };
  }
  for (const pattern of UNPLACED) {
    const unplaced = firstMatch(lines, [pattern]);
    if (unplaced !== null) return { message: unplaced[1] ?? unplaced[0], file: null, line: null };
  }
  const last = lines.filter((line) => line.trim() !== '').at(-1);
  return { message: last ?? 'the build ended without a word', file: null, line: null };
}
