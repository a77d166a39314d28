// SPDX-License-Identifier: BSD-3-Clause
/** Of a kernel that hung before its console, the log did not say where, though its CPUs had been asked. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HOST_ARCH } from '../kernels/toolchain.ts';
import type { ImageEnd } from './image-boot.ts';
import { explainEnd, notBooting } from './tree-end.ts';

/** A program, and where its `spin` begins. */
function spinning(dir: string): { debugFile: string; pc: bigint } {
  const [source, debugFile] = [join(dir, 'spin.c'), join(dir, 'spin.dbg')];
  writeFileSync(source, 'void spin(void) { for (;;) ; }\nint main(void) { spin(); }\n');
  execFileSync('gcc', ['-g', '-no-pie', '-o', debugFile, source]);
  const line = execFileSync('nm', [debugFile], { encoding: 'utf8' })
    .split('\n')
    .find((one) => one.endsWith(' T spin'));
  return { debugFile, pc: BigInt(`0x${line?.split(' ')[0] ?? '0'}`) };
}

test('a silent hang says what its CPUs were doing, and which console would have spoken', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-tree-end-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true });
  });
  mkdirSync(join(dir, 'transcripts', 'cell'), { recursive: true });
  const { debugFile, pc } = spinning(dir);
  const stuck = { index: 0, registers: '', pc, isStarted: true, returns: [], unframed: null };
  const ended: ImageEnd = {
    reading: { suites: [], end: 'truncated', cause: 'no log', findings: ['the log is empty', '5 s without progress'] },
    exit: { kind: 'killed', reason: '5 s without progress' },
    ...{ durationMs: 5000, isInterrupted: false, frames: [], crashPlace: null, tookMs: new Map() },
    ...{ hasStarted: true, stuckCpus: [stuck] },
  };
  const image = { debugFile, providers: [], unusedEarlyConsole: 'LIBPL011_EARLY_CONSOLE' };
  const place = { cell: 'cell', boot: 0 };
  const { end } = await explainEnd(ended, { image, arch: HOST_ARCH, place, runDir: dir, rootDir: dir, alone: null });
  const where = '5 s without progress; CPU 0 in spin (spin.c:1)';
  expect(end.reading.findings).toEqual(['the log is empty', where]);
  expect(notBooting({ end, image })).toBe(
    `the kernel does not boot, not even without suites: ${where}; with --config LIBPL011_EARLY_CONSOLE=y the kernel has a console from its start`,
  );
});
