// SPDX-License-Identifier: BSD-3-Clause
/** Writes the folder repro/ of a run: a script for each unexpected outcome, and beside them the kernels that they start. */
import { constants } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allCases, type CellResult } from '../results.ts';
import type { RunRecord } from '../run-record.ts';
import { keptKernel, reproOf } from './repro.ts';
import { reproScript } from './script.ts';

/** Copies a kernel unless an earlier report did: the image store may have lost it since. */
async function keepKernel(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Kept already; or pruned before anybody kept it, and then QEMU names the file that is missing.
    if (code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}

export async function writeRepros(runDir: string, record: RunRecord, cells: readonly CellResult[]): Promise<void> {
  const wanted = allCases(cells).flatMap((result) => {
    const repro = result.script === null ? null : reproOf(record, result);
    return repro === null || result.script === null ? [] : [{ repro, script: result.script }];
  });
  if (wanted.length === 0) return;
  await mkdir(join(runDir, 'repro'), { recursive: true });
  const kernels = new Map(wanted.map(({ repro }) => [keptKernel(repro), repro.kernel]));
  for (const [name, from] of kernels) await keepKernel(from, join(runDir, 'repro', name));
  for (const { repro, script } of wanted) {
    const text = reproScript(repro, keptKernel(repro));
    await writeFile(join(runDir, script), text, { mode: 0o755 });
  }
}
