// SPDX-License-Identifier: BSD-3-Clause
/** Two cells that asked at once ran two probes over one file; the second to end took the run down with ENOENT. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HOST_ARCH } from '../kernels/toolchain.ts';
import { resolveAccel } from './accelerator.ts';

it('answers all who ask at the same time alike', async () => {
  const home = mkdtempSync(join(tmpdir(), 'ukmatrix-accel-'));
  const answers = await Promise.all([1, 2, 3].map(() => resolveAccel('auto', HOST_ARCH, home)));
  expect(new Set(answers).size).toBe(1);
});
