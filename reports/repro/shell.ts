// SPDX-License-Identifier: BSD-3-Clause
/** Words for a POSIX shell. */

/** One word for a POSIX shell, whatever characters it has. */
export const shellWord = (text: string): string =>
  /^[\w.,:/=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
