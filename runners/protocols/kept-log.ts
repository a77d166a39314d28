// SPDX-License-Identifier: BSD-3-Clause
/**
 * A log as the console printed it, from the form in which somebody kept it: an object of JSON for each line (Docker's files, LAVA's
 * `output.yaml`, `journalctl -o json`), the rows of a terminal, which breaks what is longer than it is wide, or lines that end in CR. What
 * the form is shows the log's beginning. Text is Latin-1.
 */
import { plainText } from './kernel-log.ts';
import { LineCutter } from './lines.ts';
import { PADDED_WIDTH, readAssertion } from './uktest-line.ts';

/** One line, its end included where it has one, as the console printed it; '' where it is none of the console's. */
type Restore = (line: string) => string;

const MOST_LINES = 400;

const ENTRY = /^(?:- )?(?<object>\{.*\}),?$/;
const WORDS = ['log', 'msg', 'MESSAGE'] as const;
/** LAVA has its own words among those of the board. */
const CONSOLE_LEVEL = 'target';

function entryOf(line: string): Record<string, unknown> | null {
  const object = ENTRY.exec(line.trim())?.groups?.['object'];
  if (object === undefined) return null;
  try {
    return JSON.parse(Buffer.from(object, 'latin1').toString('utf8')) as Record<string, unknown>;
  } catch {
    // A line of another kind among the entries, or one that was cut.
    return null;
  }
}

const asBytes = (words: unknown): string | null => {
  if (typeof words === 'string') return Buffer.from(words).toString('latin1');
  // Journald's way to tell bytes that are not printable.
  return Array.isArray(words) ? Buffer.from(words as number[]).toString('latin1') : null;
};

function wordsOf(entry: Record<string, unknown>): string | null {
  const key = WORDS.find((name) => name in entry);
  if (key === undefined) return null;
  if (key === 'msg' && 'lvl' in entry && entry['lvl'] !== CONSOLE_LEVEL) return '';
  const words = asBytes(entry[key]);
  return words === null || key === 'log' ? words : `${words}\n`;
}

function fromEntry(line: string): string {
  const entry = entryOf(line);
  return (entry === null ? null : wordsOf(entry)) ?? line;
}

const TAB = 8;

function columnsOf(text: string): number {
  if (!text.includes('\t')) return text.length;
  let columns = 0;
  for (const letter of text) columns += letter === '\t' ? TAB - (columns % TAB) : 1;
  return columns;
}

const rowOf = (line: string): string => plainText(line.replace(/[\r\n]+$/, ''));

/** Where the kernel or uktest begins to speak, no row goes on. */
const BEGINS =
  /^(?:\[ {0,8}\d{1,10}\.\d{6}\] |(?:dbg|Info|Warn|ERR|CRIT): |test: | {4}:?[\t ]|\t|expected `|Powered by)/;

/** It begins in this row, and is exactly as wide as uktest makes it, so that nothing of another line is in it. */
function isWholeAssertion(row: string, next: string): boolean {
  const line = row + next;
  const { width } = readAssertion(line) ?? { width: 0 };
  const message = /(?:\t|expected `|(?:^|Info: ) +:? *)(?=\S)/g;
  return [...line.matchAll(message)].some(({ 0: head, index }) => {
    if (index >= row.length) return false;
    const from = head.startsWith('expected') ? index : index + head.length;
    return width - from === PADDED_WIDTH;
  });
}

/** The log's widest rows break assertions: how wide they are; null: none does. */
function brokenAt(lines: readonly string[]): number | null {
  const rows = lines.map(rowOf);
  const width = Math.max(0, ...rows.map(columnsOf));
  const isBroken = (row: string, index: number): boolean => {
    const next = rows[index + 1];
    if (next === undefined || columnsOf(row) !== width || BEGINS.test(next) || readAssertion(row) !== null)
      return false;
    return isWholeAssertion(row, next);
  };
  return rows.some(isBroken) ? width : null;
}

/** Holds no line back: that one goes on shows the next one, so the end of a full row is what is put off. */
function joinRows(width: number): Restore {
  let putOff = '';
  return (line) => {
    const row = rowOf(line);
    const begun = row !== '' && BEGINS.test(row) ? putOff : '';
    putOff = columnsOf(row) === width ? line.slice(line.replace(/[\r\n]+$/, '').length) : '';
    return begun + line.slice(0, line.length - putOff.length);
  };
}

function restoreOf(head: string): Restore | null {
  const lines = head.split('\n', MOST_LINES).filter((line) => line.trim() !== '');
  const entries = lines.filter((line) => fromEntry(line) !== line);
  if (entries.length * 2 > lines.length) return fromEntry;
  const width = brokenAt(lines);
  return width === null ? null : joinRows(width);
}

/** Some terminal programs keep the CR of a line's end alone; a CR in other logs begins the same row again. */
function areEndsReturns(head: string): boolean {
  const ends = head.split('\n', MOST_LINES).length - 1;
  const returns = head.split(/\r(?!\n)/, MOST_LINES).length - 1;
  return returns > 3 && ends * 4 < returns;
}

/** `head`: what the log begins with. */
export class KeptLog {
  readonly #restore: Restore | null;
  readonly #areEndsReturns: boolean;
  readonly #lines = new LineCutter();

  constructor(head: Buffer) {
    const text = head.toString('latin1');
    this.#areEndsReturns = areEndsReturns(text);
    this.#restore = this.#areEndsReturns ? null : restoreOf(text);
  }

  push(chunk: Buffer): Buffer {
    const restore = this.#restore;
    if (this.#areEndsReturns) return Buffer.from(chunk.toString('latin1').replaceAll('\r', '\n'), 'latin1');
    if (restore === null) return chunk;
    const parts: string[] = [];
    this.#lines.visit(chunk.toString('latin1'), (text, from, to) => {
      parts.push(restore(`${text.slice(from, to)}\n`));
    });
    return Buffer.from(parts.join(''), 'latin1');
  }

  finish(): Buffer {
    const rest = this.#lines.rest()?.text ?? '';
    return Buffer.from(rest === '' || this.#restore === null ? '' : this.#restore(rest), 'latin1');
  }
}
