// SPDX-License-Identifier: BSD-3-Clause
/**
 * A user's mistake, as opposed to what a guest did (a value) and to a bug of ours (any other exception). The command line
 * prints `message` and `hint`, no stack, and exits with `exitCode`.
 */

export type UserErrorCode =
  | 'option-unknown'
  | 'option-value'
  | 'matrix-not-found'
  | 'matrix-invalid'
  | 'suite-invalid'
  | 'nothing-selected'
  | 'expectations-invalid'
  | 'run-not-found'
  | 'case-not-found'
  | 'tool-missing'
  | 'folder-unusable';

export interface UserErrorDetails {
  /** What to do about it, one sentence or command. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** 2: usage or matrix error; 3: trouble of the harness or its surroundings. */
  readonly exitCode?: 2 | 3;
}

export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: UserErrorCode;
  readonly hint: string | null;
  readonly exitCode: 2 | 3;

  constructor(code: UserErrorCode, message: string, details: UserErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.hint = details.hint ?? null;
    this.exitCode = details.exitCode ?? 2;
  }
}
