// SPDX-License-Identifier: BSD-3-Clause
/** How each line that tells of it names a build that failed: place first, so that a terminal or an editor can be taken there. */
interface BuildFailure {
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

export function buildFailureInWords({ message, file, line }: BuildFailure): string {
  if (file === null) return message;
  return `${file}${line === null ? '' : `:${line}`}: ${message}`;
}
