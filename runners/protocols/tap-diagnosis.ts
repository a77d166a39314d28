// SPDX-License-Identifier: BSD-3-Clause
/** The YAML block behind a failed TAP result, of which only what says where and why is read; a diagnosis decides nothing. */
import type { AssertionFailure } from '../../model/verdict.ts';
import { asUtf8 } from './lines.ts';

function valueOf(lines: readonly string[], key: string): string | null {
  const pattern = new RegExp(`^(\\s*)${key}: *(.*)$`);
  const at = lines.findIndex((line) => pattern.test(line));
  const [, indent = '', value = ''] = pattern.exec(lines[at] ?? '') ?? [];
  if (at < 0) return null;
  return asUtf8(BLOCK.test(value) ? blockOf(lines.slice(at + 1), indent) : value.replaceAll(/^['"]|['"]$/g, ''));
}

/** A text of several lines, which stand deeper than its key. */
const BLOCK = /^[|>][-+]?\s*$/;

function blockOf(lines: readonly string[], indent: string): string {
  const end = lines.findIndex((line) => line.trim() !== '' && !line.startsWith(`${indent} `));
  const text = end < 0 ? lines : lines.slice(0, end);
  return text
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** By the keys that most producers use; null: it has none of them. */
export function failureOf(lines: readonly string[]): AssertionFailure | null {
  const text = valueOf(lines, 'message') ?? valueOf(lines, 'error');
  const file = valueOf(lines, 'file') ?? valueOf(lines, 'fileName');
  if (text === null && file === null) return null;
  const line = Number(valueOf(lines, 'line') ?? valueOf(lines, 'lineNumber') ?? NaN);
  return { text: text ?? '', file, line: Number.isSafeInteger(line) ? line : null };
}

const MOST_LINES = 200;

/** A block of the log, from `---` to `...`, both as deep as each other. */
export class YamlBlock {
  #indent: string | null = null;
  #lines: string[] = [];

  get isOpen(): boolean {
    return this.#indent !== null;
  }

  /** Of the block that came last. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  open(indent: string): void {
    this.#indent = indent;
    this.#lines = [];
  }

  /** Where the line after `---`, or the last one, stands; `broken`: outside of a block that has no end. */
  take(line: string): 'outside' | 'inside' | 'end' | 'broken' {
    const indent = this.#indent;
    if (indent === null) return 'outside';
    const isEnd = line.trimEnd() === `${indent}...`;
    const isInside = line.startsWith(indent) || line.trim() === '';
    if (isEnd || !isInside) this.#indent = null;
    else if (this.#lines.length < MOST_LINES) this.#lines.push(line.slice(indent.length));
    if (isEnd) return 'end';
    return isInside ? 'inside' : 'broken';
  }
}
