// SPDX-License-Identifier: BSD-3-Clause
/** Files of the cache that hold one JSON value each. Whole or not there: they are written beside their place and moved. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Null where the file is missing or was cut short; its maker then makes it again. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Of two processes that write at once the later wins. */
export function writeJson(file: string, value: unknown): void {
  const next = `${file}.${process.pid}`;
  writeFileSync(next, JSON.stringify(value));
  renameSync(next, file);
}
