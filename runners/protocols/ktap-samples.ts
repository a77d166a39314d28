// SPDX-License-Identifier: BSD-3-Clause
/** For the tests of the reader of TAP and KTAP: a log made of lines, and its reading in short. */
import { KtapReader } from './ktap.ts';
import type { Reading } from './reading.ts';

export const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;

export function readKtap(text: string, status: number | null = null): Reading {
  const reader = new KtapReader('log').learnFrom(text);
  reader.push(Buffer.from(text));
  return reader.finish(status);
}

/** `suite.case verdict`, a `!` where the log promised the failure. */
export const verdictsOf = ({ suites }: Reading): string[] =>
  suites.flatMap(({ name, cases }) =>
    cases.map((one) => `${name}.${one.name} ${one.verdict}${one.promised === undefined ? '' : '!'}`),
  );
