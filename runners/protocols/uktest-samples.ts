// SPDX-License-Identifier: BSD-3-Clause
/** What tests of the classic text print and read. */
import { readLog, type Reading } from './reading.ts';
import { UktestReader } from './uktest.ts';

/** As uktest resets colours. */
export const RESET = '\x1b[0m';
export const NAMED = `test:${RESET} ring->fills`;
export const END = ['[libukboot] <boot.c @  524> main returned 0', '[libkvmplat] <shutdown.c @   59> Unikraft halted'];

/** An assertion, padded as uktest does. */
export const message = (verdict: string, text = 'expected `x` to be true'): string =>
  `\t${text} ${'.'.repeat(80 - text.length)} [ ${verdict} ]`;

export const logOf = (lines: readonly string[]): string =>
  lines.map((line, index) => `[    0.10${1000 + index}] Info: ${line}\r\n`).join('');

export function read(log: string): Reading {
  const reader = new UktestReader(log);
  return readLog([...reader.push(Buffer.from(log, 'latin1')), ...reader.finish()], null);
}

/** `suite.case verdict PASSED/FAILED`, with the numbers of assertions. */
export const casesOf = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) =>
    cases.map((one) => `${name}.${one.name} ${one.verdict} ${one.assertions.passed}/${one.assertions.failed}`),
  );
