// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readKconfigFiles } from '../kconfig-file.ts';
import { silencedBy } from './fragment.ts';

const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-fragment-test-'));
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});
const NAMES = ['LIBUKDEBUG_PRINTK', 'LIBUKDEBUG_PRINTK_INFO', 'LIBUKTEST_LOG_TESTS'];
writeFileSync(join(dir, 'Config.uk'), NAMES.map((name) => `config ${name}\n\tbool "${name}"\n`).join(''));

test('a configuration that silences the suites is told by the symbol that does it, whatever else other releases have', () => {
  const definitions = readKconfigFiles([dir]);
  const all = new Map(NAMES.map((name) => [name, 'y']));
  expect(silencedBy(all, definitions)).toBeNull();
  for (const name of NAMES) {
    const without = new Map([...all].filter(([one]) => one !== name));
    expect(silencedBy(without, definitions)).toMatch(`CONFIG_${name} is off`);
  }
});
