// SPDX-License-Identifier: BSD-3-Clause
/**
 * What YAML files held, by the hash of their text: parsing those of all suites takes longer than anything else before the first boot. Kept
 * in a file once a program has named one; schemas are checked every time.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type * as Util from 'node:util';

/** Raised when the same text would be read in another way. */
const VERSION = 3;

/** More than all files of a project; beyond that only those asked for in this run are kept. */
const MOST_ENTRIES = 500;

let known: Record<string, unknown> = {};
const used = new Set<string>();
let isChanged = false;

const keyOf = (text: string): string => createHash('sha256').update(`${VERSION} ${text}`).digest('hex');

function readCache(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  } catch {
    return {}; // First use, or cut short by a full disk: everything is parsed again.
  }
}

/** From here on `file` is where parsed files are kept; written when the program ends. */
export function keepYamlIn(file: string): void {
  known = readCache(file);
  process.once('exit', () => {
    if (isChanged) save(file);
  });
}

/** By rename; of two programs that save at once the later wins, and what the other learnt is parsed again. */
function save(file: string): void {
  const entries = Object.entries(known);
  const kept = entries.length > MOST_ENTRIES ? entries.filter(([key]) => used.has(key)) : entries;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(Object.fromEntries(kept)));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // No room, or no right to write: the next run parses again.
  }
}

/** Undefined where this text was never parsed. */
export function knownYaml(text: string): unknown {
  const key = keyOf(text);
  used.add(key);
  return Object.hasOwn(known, key) ? known[key] : undefined;
}

/** Asked for when something was parsed: with node:util come a dozen of modules that a start does not need. */
const load = createRequire(import.meta.url);

/** What JSON cannot hold as it is (dates, NaN) is parsed each time. */
export function rememberYaml(text: string, value: unknown): void {
  const { isDeepStrictEqual } = load('node:util') as typeof Util;
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(value ?? null)), value)) return;
  known[keyOf(text)] = value;
  isChanged = true;
}
