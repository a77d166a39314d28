// SPDX-License-Identifier: BSD-3-Clause
/** Excerpts of transcripts. Only the bytes that are shown are read: a boot's console may be many megabytes. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { plainPath } from './plain-path.ts';

export interface TranscriptExcerpts {
  /**
   * Text of the bytes [start, end) of a transcript (path relative to the run folder): whole if at most `limit` bytes, else
   * its beginning and its end. Null where the file cannot be read.
   */
  excerpt(transcript: string, range: readonly [start: number, end: number], limit: number): string | null;
}

/** Bytes [start, end) of a transcript, fewer where it ends before that. */
type Read = (start: number, end: number) => Uint8Array;

function readHeadAndTail(read: Read, [start, end]: readonly [number, number], limit: number): string {
  const textOf = (from: number, to: number): string => new TextDecoder().decode(read(from, to));
  if (end - start <= limit) return textOf(start, end);
  const headEnd = start + Math.floor(limit / 4);
  const tailStart = end - (limit - Math.floor(limit / 4));
  return `${textOf(start, headEnd)}\n[... ${tailStart - headEnd} bytes left out ...]\n${textOf(tailStart, end)}`;
}

const readFrom =
  (descriptor: number): Read =>
  (start, end) => {
    const buffer = Buffer.alloc(Math.max(0, end - start));
    const length = buffer.length === 0 ? 0 : readSync(descriptor, buffer, 0, buffer.length, start);
    return buffer.subarray(0, length);
  };

/** One at a time is kept whole, if it is no larger: most are, and each of their cases asks. */
const LARGEST_KEPT = 4 << 20;

/** Excerpts from the transcripts below `runDir`. */
export function transcriptsIn(runDir: string): TranscriptExcerpts {
  /** A boot has many cases, and each asks. */
  const files = new Map<string, string | null>();
  let kept: { readonly file: string; readonly bytes: Uint8Array } | null = null;
  const fileOf = (transcript: string): string | null => {
    const known = files.get(transcript);
    if (known !== undefined) return known;
    const file = plainPath(runDir, transcript);
    files.set(transcript, file);
    return file;
  };
  const keptOf = (file: string, end: number): Uint8Array | null => {
    // One that grows yet is read again.
    if (kept?.file === file && end <= kept.bytes.length) return kept.bytes;
    if (statSync(file).size > LARGEST_KEPT) return null;
    kept = { file, bytes: readFileSync(file) };
    return kept.bytes;
  };
  return {
    excerpt: (transcript, range, limit) => {
      const file = fileOf(transcript);
      if (file === null) return null;
      try {
        const bytes = keptOf(file, range[1]);
        if (bytes !== null) return readHeadAndTail((start, end) => bytes.subarray(start, end), range, limit);
        return excerptOf(file, range, limit);
      } catch {
        return null; // moved or pruned since; the events still say what happened
      }
    },
  };
}

function excerptOf(file: string, range: readonly [number, number], limit: number): string {
  const descriptor = openSync(file, 'r');
  try {
    return readHeadAndTail(readFrom(descriptor), range, limit);
  } finally {
    closeSync(descriptor);
  }
}
