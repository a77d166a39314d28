// SPDX-License-Identifier: BSD-3-Clause
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MAKE_LIMITS } from '../make.ts';
import { endlessBuild } from './endless-build.ts';

test('a command that names no file is told by the makefile that has it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-endless-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true });
  });
  const file = join(dir, 'Makefile.uk');
  writeFileSync(file, '$(LIBX_BUILD)/gen.h:\n\tsleep 1000000\n');
  const tools = [
    { command: 'sleep 1000000', files: [] },
    { command: '/usr/bin/cc1 -quiet /lib/y/y.c', files: ['/lib/y/y.c'] },
  ];
  const first = { message: 'the build printed nothing', file: null, line: null };
  const { placed } = endlessBuild(tools, [join(dir, 'none'), dir], { ...MAKE_LIMITS, silentMs: 9000 }, first);
  expect(placed).toEqual([
    { message: 'took longer than 9 s (sleep of Makefile.uk)', file, line: null },
    { message: 'took longer than 9 s (cc1 of y.c)', file: '/lib/y/y.c', line: null },
  ]);
});
