// SPDX-License-Identifier: BSD-3-Clause
/**
 * A head of the log into which a program on another CPU printed a line: its time, or its level, goes on at the beginning of the next one.
 * A time is always as wide, and of a level the letters are known, so nothing has to be guessed.
 */
import { LEVELS } from './kernel-log.ts';

const BEGUN_TIME = /^\[ {2,4}[\d.]{0,10}/;
const REST_OF_TIME = /^(?:[ \d.]{0,12}\])? /;
const TIME = /^\[[ \d]{4}\d\.\d{6}\] /;
const TIME_WIDTH = '[    0.000000] '.length;

/** The line after it tells. `hasLevels`: each line of the log has one, and this has none. */
export const mayBreakHead = (text: string, hasLevels: boolean): boolean =>
  text.startsWith('[') && (BEGUN_TIME.test(text) || (hasLevels && TIME.test(text)));

export interface MendedHead {
  /** What the program printed. */
  readonly inserted: string;
  readonly line: string;
}

/** `text`: see mayBreakHead(); null: `next` does not go on in it. */
export function mendHead(text: string, next: string): MendedHead | null {
  const width = TIME.test(text)
    ? levelWidth(text, next)
    : TIME_WIDTH - (REST_OF_TIME.exec(next)?.[0].length ?? TIME_WIDTH);
  const line = text.slice(0, width) + next;
  if (width === 0 || width >= text.length || !TIME.test(line)) return null;
  return { inserted: text.slice(width), line };
}

/** Of the time and as much of a level as goes on in `next`; 0: none does. */
function levelWidth(text: string, next: string): number {
  const begun = LEVELS.map((level) => {
    const word = `${level}: `;
    for (let width = level.length; width >= 0; width--)
      if (text.startsWith(word.slice(0, width), TIME_WIDTH) && next.startsWith(word.slice(width))) return width;
    return -1;
  });
  const width = Math.max(...begun);
  return width < 0 ? 0 : TIME_WIDTH + width;
}
