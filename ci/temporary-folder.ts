// SPDX-License-Identifier: BSD-3-Clause
/** All temporary files of one test run lie in one folder, which goes with it. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup(): () => Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-t-'));
  process.env['TMPDIR'] = dir; // Workers and what they start inherit it.
  // What ends together with its worker may still be writing.
  return () => rm(dir, { recursive: true, force: true, maxRetries: 20 });
}
