// SPDX-License-Identifier: BSD-3-Clause
/** What Kraftfiles are called: known without what it takes to read one. */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The latest name first; the others are recognised for their age. */
const NAMES = ['Kraftfile', 'kraft.yaml', 'kraft.yml'] as const;

/** Of a folder; null: it has none. */
export function findKraftfile(dir: string): string | null {
  const name = NAMES.find((candidate) => statSync(join(dir, candidate), { throwIfNoEntry: false })?.isFile() === true);
  return name === undefined ? null : join(dir, name);
}

export const isKraftfile = (file: string): boolean => NAMES.some((name) => name === basename(file));
