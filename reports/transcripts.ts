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

function readRange(descriptor: number, start: number, end: number): string {
  const buffer = Buffer.alloc(Math.max(0, end - start));
  const length = buffer.length === 0 ? 0 : readSync(descriptor, buffer, 0, buffer.length, start);
  return new TextDecoder().decode(buffer.subarray(0, length));
}

function readHeadAndTail(descriptor: number, [start, end]: readonly [number, number], limit: number): string {
  if (end - start <= limit) {
    return readRange(descriptor, start, end);
  }
  const headEnd = start + Math.floor(limit / 4);
  const tailStart = end - (limit - Math.floor(limit / 4));
  const head = readRange(descriptor, start, headEnd);
  const tail = readRange(descriptor, tailStart, end);
  return `${head}\n[... ${tailStart - headEnd} bytes left out ...]\n${tail}`;
}

/** Excerpts from the transcripts below `runDir`. */
export function transcriptsIn(runDir: string): TranscriptExcerpts {
  /** A boot has many cases, and each asks. */
  const files = new Map<string, string | null>();
  const fileOf = (transcript: string): string | null => {
    const known = files.get(transcript);
    if (known !== undefined) return known;
    const file = plainPath(runDir, transcript);
    files.set(transcript, file);
    return file;
  };
  return { excerpt: (transcript, range, limit) => excerptOf(fileOf(transcript), range, limit) };
}

function excerptOf(file: string | null, range: readonly [number, number], limit: number): string | null {
  if (file === null) return null;
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return null; // moved or pruned since; the events still say what happened
  }
  try {
    return readHeadAndTail(descriptor, range, limit);
  } finally {
    closeSync(descriptor);
  }
}
