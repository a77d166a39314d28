// SPDX-License-Identifier: BSD-3-Clause
/** Results of the Linux Test Project: `file.c:12: TPASS: text`, and what its first library printed, `name    1  TPASS  :  text`. */
import type { Place } from './uktest-line.ts';

const RESULT = /^(?<file>[\w./+-]{1,200}):(?<line>\d{1,9}): (?<word>TPASS|TFAIL|TBROK|TCONF|TWARN): ?(?<text>.*)$/;
const FIRST_RESULT =
  /^[\w.+-]{1,200} {1,30}\d{1,6} {1,4}(?<word>TPASS|TFAIL|TBROK|TCONF|TWARN) {1,4}: {1,4}(?<text>.*)$/;

export interface LtpResult extends Partial<Place> {
  readonly word: string;
  readonly text: string;
}

/** Latin-1; null: it is none. */
export function readLtpResult(line: string): LtpResult | null {
  if (!line.includes(' T')) return null;
  const { file, line: number, word, text } = (RESULT.exec(line) ?? FIRST_RESULT.exec(line))?.groups ?? {};
  if (word === undefined || text === undefined) return null;
  const said = text.trim() === '' ? word : text.trim();
  return file === undefined ? { word, text: said } : { word, text: said, file, line: Number(number) };
}
