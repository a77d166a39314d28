// SPDX-License-Identifier: BSD-3-Clause
/** The YAML block behind a failed TAP result, of which only what says where and why is read; a diagnosis decides nothing. */
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';

function valueOf(lines: readonly string[], key: string): string | null {
  const found = lines.map((line) => new RegExp(`^\\s*${key}: *(.*)$`).exec(line)?.[1]).find((it) => it !== undefined);
  return found === undefined ? null : asUtf8(found.replaceAll(/^['"]|['"]$/g, ''));
}

/** By the keys that most producers use; null: it has none of them. */
export function failureOf(lines: readonly string[]): AssertionFailure | null {
  const text = valueOf(lines, 'message') ?? valueOf(lines, 'error');
  const file = valueOf(lines, 'file') ?? valueOf(lines, 'fileName');
  if (text === null && file === null) return null;
  const line = Number(valueOf(lines, 'line') ?? valueOf(lines, 'lineNumber') ?? NaN);
  return { text: text ?? '', file, line: Number.isSafeInteger(line) ? line : null };
}
