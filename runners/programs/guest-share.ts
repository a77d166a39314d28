// SPDX-License-Identifier: BSD-3-Clause
/**
 * The folder that a kernel gets its programs from, read only: LIST with one line for each (`NAME LIMIT_MS [skip=STATUS] [out=BYTES]`)
 * and NAME.elf. Kept by content below HOME/programs/shares, so that a repro finds it as long as the cache lives.
 */
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOf } from '../../kernels/inputs.ts';
import type { ProgramTerms } from './program-verdict.ts';

export interface SharedProgram {
  readonly name: string;
  readonly id: string;
  readonly file: string;
  readonly terms: ProgramTerms;
}

function listLine({ name, terms }: SharedProgram): string {
  const { limitMs, outputBytes, skipStatus } = terms;
  return `${name} ${limitMs}${skipStatus === null ? '' : ` skip=${skipStatus}`} out=${outputBytes}\n`;
}

/** Absolute path of the folder. */
export function shareOf(home: string, programs: readonly SharedProgram[]): string {
  const list = programs.map(listLine).join('');
  const dir = join(home, 'programs', 'shares', hashOf(list, ...programs.map(({ id }) => id)).slice(0, 32));
  if (existsSync(dir)) return dir;
  const next = `${dir}.${process.pid}`;
  rmSync(next, { recursive: true, force: true });
  for (const { name, file } of programs) {
    const place = join(next, `${name}.elf`);
    mkdirSync(dirname(place), { recursive: true });
    linkSync(file, place);
  }
  writeFileSync(join(next, 'LIST'), list);
  try {
    renameSync(next, dir);
  } catch (error) {
    if (!existsSync(dir)) throw error; // Else another process was faster: what it made is the same.
    rmSync(next, { recursive: true });
  }
  return dir;
}
