// SPDX-License-Identifier: BSD-3-Clause
/** Colours (ECMA-48 SGR) and columns for the terminal reports. */
import type { Verdict } from '../../model/verdict.ts';
import { withoutAnsi } from '../guest-text.ts';

/** What the reports need of process.stdout. */
export interface TerminalStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

export const DEFAULT_COLUMNS = 80;

export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly verdict: (verdict: Verdict, text: string) => string;
}

const sgr =
  (code: number) =>
  (text: string): string =>
    `\u001B[${code}m${text}\u001B[0m`;

const VERDICT_COLOURS: Readonly<Record<Verdict, number>> = {
  pass: 32,
  fail: 31,
  skip: 90,
  crash: 35,
  timeout: 33,
  unresolved: 36,
};

const COLOURED: Style = { bold: sgr(1), dim: sgr(2), verdict: (verdict, text) => sgr(VERDICT_COLOURS[verdict])(text) };
const PLAIN: Style = { bold: (text) => text, dim: (text) => text, verdict: (_verdict, text) => text };

/** Colour only on a terminal and only where NO_COLOR (https://no-color.org) is absent or empty. */
export const styleFor = (stream: TerminalStream, environment: Readonly<Record<string, string | undefined>>): Style =>
  stream.isTTY === true && (environment['NO_COLOR'] ?? '') === '' ? COLOURED : PLAIN;

/** `text` in at most `width` columns, cut with an ellipsis. */
export const fit = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

/** A command that is to be copied from the screen. */
const COMMAND = /^ *again: /;
/** Words with the space behind them; what stands in quotes is one. */
const COMMAND_WORDS = /(?:'[^']*'|\\.|[^\s'\\])+\s*/g;
/** A number stays with its unit. */
const WORDS = /(?:[\d.]+ (?:ms|s|min|%)(?!\S)|\S+)\s*/g;
const HANGING = 4;

/**
 * `line` in lines of less than `columns`, broken between words, the further ones indented. A command stays one for a shell. A word that
 * is longer, as a path may be, is left whole.
 */
export function fold(line: string, columns: number): string[] {
  const shownLength = (text: string): number => withoutAnsi(text).trimEnd().length;
  if (shownLength(line) < columns) return [line];
  const isCommand = COMMAND.test(line);
  const end = isCommand ? ' \\' : '';
  const head = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = head;
  for (const word of line.match(isCommand ? COMMAND_WORDS : WORDS) ?? []) {
    if (current.trim() !== '' && shownLength(current + word) + end.length >= columns) {
      lines.push(current.trimEnd() + end);
      current = head + ' '.repeat(HANGING);
    }
    current += word;
  }
  return [...lines, current.trimEnd()];
}

/** As wide as lines may become: where nobody looks on, as long as they are. */
export const widthOf = ({ isTTY, columns = DEFAULT_COLUMNS }: TerminalStream): number =>
  isTTY === true ? columns : Infinity;

/** `950 ms`, `12.3 s`, `4 min 05 s`. */
export function durationInWords(durationMs: number): string {
  if (durationMs < 1_000) {
    return `${Math.round(durationMs)} ms`;
  }
  if (durationMs < 120_000) {
    return `${(durationMs / 1_000).toFixed(1)} s`;
  }
  const seconds = Math.round(durationMs / 1_000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** `1 case`, `2 cases`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
