// SPDX-License-Identifier: BSD-3-Clause
/** Lines that a kernel's log breaks into: what may have been begun, where the kernel begins to speak, and what can be no rest of a line. */

/** A program's console is the kernel's, too, which prints when it has to: `ok 2[    7.809969] random: ...`, and before it is even that much. */
export const BEGINS_RESULT =
  /^\s{0,80}(?:# )?(?:(?:not )?ok\b|(?:n(?:ot?)? ?|not o|o)(?=\[)|[A-Z]{4,12}: |K?T(?:A(?:P[ a-z0-9]{0,12})?)?(?=\[)|1\.{0,2}\d{0,9}(?=\[)|selftests: )|^#(?=\[)/;
/** What can be no rest of one. */
const STANDS_ALONE = /^\s{0,80}(?:(?:not )?ok\b|[A-Z]{4,12}: |\d{1,9}\.\.\d|K?TAP version )/;
const COMMENT = /^\s{0,80}#(?! ?(?:SKIP|TODO|XFAIL|TIMEOUT))/i;
/** The words of a result, torn apart. */
const JOINED = /^\s{0,80}(?:# )?(?:not )?ok\b/;

/** No rest of what was begun. */
export function standsAlone(text: string, begun: string): boolean {
  if (!STANDS_ALONE.test(text) && !COMMENT.test(text)) return false;
  return begun === '' || JOINED.test(begun) || !JOINED.test(begun + text);
}

export const INNER_CLOCK = /\[ {0,8}\d{1,10}\.\d{6}\](?:\[ {0,8}[TC]\d{1,9}\])? /;
const GLUED_CLOCK = new RegExp(INNER_CLOCK, 'y');

/** The line cut where the kernel goes on behind other text without an end of its line. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('[', 1); at >= 0; at = text.indexOf('[', at + 1)) {
    GLUED_CLOCK.lastIndex = at;
    if (text.startsWith(' ', at - 1) || !GLUED_CLOCK.test(text)) continue;
    parts.push(text.slice(from, at));
    from = at;
  }
  parts.push(text.slice(from));
  return parts;
}
