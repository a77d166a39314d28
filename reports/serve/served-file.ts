// SPDX-License-Identifier: BSD-3-Clause
/**
 * A file of a run folder for a browser. Guests wrote some of what lies there, links included: only files under known names are served,
 * and none that is reached through a link.
 */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { extname } from 'node:path';
import { plainPath } from '../plain-path.ts';

/** Relative paths, as a URL has them. A name never begins with a dot, so none leads out. */
const NAME = '[^/\\\\\\0.][^/\\\\\\0]*';
const SERVED: readonly RegExp[] = [
  /^(?:events\.ndjson|junit\.xml|summary\.json|plan\.json)$/,
  new RegExp(`^transcripts/${NAME}/${NAME}$`),
  new RegExp(`^repro/${NAME}$`),
  new RegExp(`^coverage/(?:html/)?${NAME}$`),
];

/** Everything else is text: a browser must not find out by itself what it might be. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
};

export interface ServedFile {
  readonly handle: FileHandle;
  readonly size: number;
  readonly type: string;
}

/** The coverage pages are ours; elsewhere the same ending may be a guest's. */
const typeOf = (path: string): string =>
  (path.startsWith('coverage/') || !path.includes('/') ? TYPES[extname(path)] : undefined) ??
  'text/plain; charset=utf-8';

/** Opens what `path` (decoded, without a slash in front) names; null: there is nothing to be served. */
export async function openServed(runDir: string, path: string): Promise<ServedFile | null> {
  if (!SERVED.some((pattern) => pattern.test(path))) return null;
  const file = plainPath(runDir, path);
  if (file === null) return null;
  let handle: FileHandle;
  try {
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return null; // gone meanwhile, or not readable
  }
  const status = await handle.stat();
  if (status.isFile()) return { handle, size: status.size, type: typeOf(path) };
  await handle.close();
  return null;
}

/** One range of bytes as `Range: bytes=A-B` asks for it (RFC 9110, section 14.2); null: the whole file. */
export function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined) return null;
  const start = Math.min(Number(first), size);
  const end = last === undefined || last === '' ? size : Math.min(Number(last) + 1, size);
  return start < end ? { start, end } : null;
}
