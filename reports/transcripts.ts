// SPDX-License-Identifier: BSD-3-Clause
/** Excerpts of transcripts. Only the bytes that are shown are read: a boot's console may be many megabytes. */
import { closeSync, openSync, readSync } from 'node:fs';
import { plainPath } from './plain-path.ts';

export interface TranscriptExcerpts {
  /**
   * Text of the bytes [start, end) of a transcript (path relative to the run folder): whole if at most `limit` bytes, else
   * its beginning and its end. Null where the file cannot be read.
   */
  excerpt(transcript: string, range: readonly [start: number, end: number], limit: number): string | null;
}

/** More than a case prints, as a rule. */
const WINDOW_BYTES = 1 << 17;
const DECODER = new TextDecoder();

/** A stretch of one file. Cases ask one after the other for what stands one after the other. */
class Window {
  #file = '';
  #at = 0;
  #bytes = Buffer.alloc(0);

  /** Throws what the file system says. */
  read(file: string, start: number, end: number): string {
    if (file !== this.#file || start < this.#at || end > this.#at + this.#bytes.length) this.#move(file, start, end);
    return DECODER.decode(this.#bytes.subarray(start - this.#at, Math.max(start, end) - this.#at));
  }

  #move(file: string, start: number, end: number): void {
    const descriptor = openSync(file, 'r');
    try {
      const bytes = Buffer.allocUnsafe(Math.max(WINDOW_BYTES, end - start));
      const length = readSync(descriptor, bytes, 0, bytes.length, start);
      [this.#file, this.#at, this.#bytes] = [file, start, bytes.subarray(0, length)];
    } finally {
      closeSync(descriptor);
    }
  }
}

function excerptOf(window: Window, file: string, [start, end]: readonly [number, number], limit: number): string {
  if (end - start <= limit) return window.read(file, start, end);
  const headEnd = start + Math.floor(limit / 4);
  const tailStart = end - (limit - Math.floor(limit / 4));
  const head = window.read(file, start, headEnd);
  const tail = window.read(file, tailStart, end);
  return `${head}\n[... ${tailStart - headEnd} bytes left out ...]\n${tail}`;
}

/** Excerpts from the transcripts below `runDir`, which are complete. */
export function transcriptsIn(runDir: string): TranscriptExcerpts {
  /** A boot has many cases, and each asks. */
  const files = new Map<string, string | null>();
  const window = new Window();
  const fileOf = (transcript: string): string | null => {
    const known = files.get(transcript);
    if (known !== undefined) return known;
    const file = plainPath(runDir, transcript);
    files.set(transcript, file);
    return file;
  };
  return {
    excerpt(transcript, range, limit) {
      const file = fileOf(transcript);
      try {
        return file === null ? null : excerptOf(window, file, range, limit);
      } catch {
        return null; // moved or pruned since; the events still say what happened
      }
    },
  };
}
