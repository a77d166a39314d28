// SPDX-License-Identifier: BSD-3-Clause
/** An init function that failed was told by its address alone, which says nothing to who has not kept the image. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HOST_ARCH } from '../kernels/toolchain.ts';
import { UktestReader } from './protocols/uktest.ts';
import { readLog } from './protocols/reading.ts';
import { explainEnd } from './tree-end.ts';

const NEVER = { isInterrupted: false, hasStarted: true, durationMs: 1, frames: [], stuckCpus: [], tookMs: new Map() };

test('an init function that failed is named, with its place', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-init-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true });
  });
  writeFileSync(join(dir, 'k.c'), '\nint probe_bus(void)\n{\n\treturn -19;\n}\n');
  execFileSync('gcc', ['-g', '-O0', '-nostdlib', '-no-pie', '-Wl,-e,probe_bus', 'k.c', '-o', 'kernel'], { cwd: dir });
  const [address = ''] =
    execFileSync('nm', ['kernel'], { cwd: dir, encoding: 'utf8' }).match(/^\S+(?= T probe_bus)/m) ?? [];
  const log = `[    0.1] Info: [libukboot] <boot.c @   67> Init Table @ 0x1 - 0x2\nERR:  [libukboot] <boot.c @   74> Init function at 0x${address} returned error -19\nInfo: Unikraft halted\n`;
  const reader = new UktestReader();
  const reading = readLog([...reader.push(Buffer.from(log)), ...reader.finish()], 85);
  const ended = { ...NEVER, reading, exit: { kind: 'status', status: 85 }, crashPlace: null } as const;
  const booted = {
    ...{ arch: HOST_ARCH, image: { debugFile: join(dir, 'kernel'), providers: [] }, runDir: dir, rootDir: dir },
    ...{ place: { cell: 'c', boot: 0 }, alone: null },
  };
  const { end } = await explainEnd(ended, booted);
  expect(end.reading.cause).toBe(`Init function at 0x${address} returned error -19 (probe_bus, k.c:3)`);
});
