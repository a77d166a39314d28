// SPDX-License-Identifier: BSD-3-Clause
/** Ctrl-C while programs were compiled ended the harness with a stack trace and without reports. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { expect, test } from 'vitest';
import { ImageStore } from '../../kernels/image-store.ts';
import { HashCache } from '../../kernels/inputs.ts';
import { HOST_ARCH } from '../../kernels/toolchain.ts';
import { outsideSuites } from '../../suites/program-suite.ts';
import { ProgramSource } from './program-source.ts';

/** Whether a pass of the compiler is at work on it. */
const isRead = (source: string): boolean =>
  globSync('/proc/[0-9]*/cmdline').some((file) => {
    try {
      const words = readFileSync(file, 'utf8');
      return words.includes('cc1') && words.includes(source);
    } catch {
      return false; // It has ended.
    }
  });

test('programs that are interrupted while they are built are none, in words', async () => {
  const home = mkdtempSync(join(tmpdir(), 'ukmatrix-programs-'));
  const dir = join(home, 'suite');
  mkdirSync(dir);
  writeFileSync(join(dir, 'a.c'), 'int main(void) { return 0; }\n');
  // The compiler waits for somebody to write into the pipe.
  writeFileSync(join(dir, 'b.c'), '#include "pipe.h"\nint main(void) { return 0; }\n');
  execFileSync('mkfifo', [join(dir, 'pipe.h')]);
  const abort = new AbortController();
  const source = new ProgramSource({
    project: { rootDir: home, home, kernelDir: home },
    store: new ImageStore(home),
    hashes: new HashCache(join(home, 'hashes.json')),
    jobs: 1,
    builds: new PQueue({ concurrency: 1 }),
    signal: abort.signal,
  });
  const [suite] = outsideSuites([dir], null, []);
  if (suite === undefined) throw new Error('the folder is no suite');
  const made = source.host(suite, HOST_ARCH, 'glibc');
  while (!isRead(join(dir, 'b.c'))) await sleep(5);
  abort.abort();
  expect(await made).toBe('the build was interrupted');
  rmSync(home, { recursive: true });
});
