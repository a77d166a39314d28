// SPDX-License-Identifier: BSD-3-Clause
/**
 * Lines that a GitHub runner reads from a step's output (docs.github.com, "Workflow commands for GitHub Actions"): annotations at a file's
 * line, and a bracket inside which nothing that a guest printed is taken for a command.
 */

export interface Annotation {
  /** Relative to the repository; null where the place is not in it. */
  readonly file: string | null;
  readonly line: number | null;
  readonly title: string;
  readonly message: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '%': '%25',
  '\r': '%0D',
  '\n': '%0A',
  ':': '%3A',
  ',': '%2C',
};

const data = (text: string): string => text.replace(/[%\r\n]/g, (one) => ESCAPES[one] ?? one);
const property = (text: string): string => text.replace(/[%\r\n:,]/g, (one) => ESCAPES[one] ?? one);

/** A runner shows so many errors of a step and drops the rest without a word. */
export const SHOWN_ERRORS = 10;

export function errorCommand({ file, line, title, message }: Annotation): string {
  const place = file === null ? [] : [`file=${property(file)}`, ...(line === null ? [] : [`line=${line}`])];
  return `::error ${[...place, `title=${property(title)}`].join(',')}::${data(message)}`;
}

/** `token`: that no guest can guess. */
export const stopCommands = (token: string): string => `::stop-commands::${token}`;
export const resumeCommands = (token: string): string => `::${token}::`;
