// SPDX-License-Identifier: BSD-3-Clause
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MAKE_LIMITS, runMake } from './make.ts';
import { filesNamed } from './running-tools.ts';

test('of a compiler the source, of a linker what it makes, of others every path', () => {
  const include = ['-I', '/lib/x/include', '-include', '/out/config.h'];
  expect(filesNamed(['/usr/bin/cc1', '-quiet', ...include, '/lib/x/x.c', '-o', '/tmp/ccAbC123.s'])).toEqual([
    '/lib/x/x.c',
  ]);
  expect(filesNamed(['gcc', '-c', '/lib/x/x.c', '-o', '/out/libx/x.o'])).toEqual(['/lib/x/x.c', '/out/libx/x.o']);
  expect(filesNamed(['ld', '-r', '/out/libx/a.o', '/out/libx/b.o', '-o', '/out/libx.o'])).toEqual(['/out/libx.o']);
  expect(filesNamed(['sh', '-c', 'python3 /lib/x/gen.py --from=/lib/x/in'])).toEqual(['/lib/x/gen.py', '/lib/x/in']);
});

test('what keeps a build from its end is told, not what waits for that', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-tools-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true });
  });
  const fifo = join(dir, 'endless.c');
  expect(spawnSync('mkfifo', [fifo]).status).toBe(0);
  writeFileSync(join(dir, 'Makefile'), `all:\n\t@$(MAKE) inner\ninner:\n\t@true; cat ${fifo}; true\n`);
  const limits = { ...MAKE_LIMITS, silentMs: 500 };
  const { signal } = new AbortController();
  const end = await runMake({ root: dir, variables: [], goals: [], logFile: join(dir, 'log'), limits, signal });
  expect(end).toMatchObject({ kind: 'stopped', tools: [{ command: `cat ${fifo}`, files: [fifo] }] });
});
