// SPDX-License-Identifier: BSD-3-Clause
/**
 * What the harness adds to prebuilt images: 50 of them that end with an exit status at once, on two jobs, and then the same QEMU lines under
 * `xargs -P2`. The two take turns, so that a busy machine is unfair to both. The whole command counts, its start and its reports too.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { BootStarted } from '../model/events.ts';
import { shellWord } from '../reports/repro/shell.ts';
import { buildGuest } from '../runners/e2e/liars/build-guest.ts';
import { EXIT, exit, say, scriptWord } from '../runners/e2e/liars/script.ts';
import { ended, median, ukmatrixRun } from './cli.ts';

const IMAGES = 50;
const ROUNDS = 5;
const AT_ONCE = 2;
const MACHINE = 'microvm,acpi=off,pit=off,pic=off,rtc=off,isa-serial=on';

function writeList(file: string, guest: string): void {
  const append = scriptWord([say('hello\n'), exit(EXIT.pass)]);
  const devices = ['isa-debug-exit,iobase=0x501,iosize=4'];
  const defaults = {
    arch: 'x86_64',
    machine: MACHINE,
    memoryMiB: 64,
    protocol: 'exit-code',
    statusMap: '33=pass',
    append,
    devices,
  };
  const images = Array.from({ length: IMAGES }, (_, index) => ({ name: `image${index}`, file: guest }));
  writeFileSync(file, JSON.stringify({ defaults, images }).replace('"images"', '\nimages'));
}

async function xargsMs(dir: string, commands: readonly (readonly string[])[]): Promise<number> {
  const list = join(dir, 'lines');
  writeFileSync(list, commands.map((words) => `${words.map(shellWord).join(' ')} >/dev/null 2>&1\0`).join(''));
  const started = performance.now();
  await ended('xargs', ['-0', '-a', list, '-P', String(AT_ONCE), '-I', '{}', 'sh', '-c', '{}']);
  return performance.now() - started;
}

/** One line with both times and their ratio. */
export async function benchImages(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-bench-'));
  try {
    const list = join(dir, 'images.yaml');
    writeList(list, await buildGuest('x86_64', dir));
    const rounds: { readonly whole: number; readonly boots: number; readonly raw: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const { events, wallMs } = await ukmatrixRun(['--matrix', list, '--jobs', String(AT_ONCE)]);
      const starts = events.filter((event): event is BootStarted => event.type === 'boot-started');
      const lastEnd = events.findLast((event) => event.type === 'boot-ended');
      const boots = (lastEnd?.atMs ?? NaN) - (starts[0]?.atMs ?? NaN);
      const raw = await xargsMs(
        dir,
        starts.map(({ command }) => command),
      );
      rounds.push({ whole: wallMs, boots, raw });
    }
    const [whole, boots, raw] = (['whole', 'boots', 'raw'] as const).map((name) =>
      median(rounds.map((one) => one[name])),
    );
    return words(whole ?? NaN, boots ?? NaN, raw ?? NaN);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const words = (whole: number, boots: number, raw: number): string =>
  `${IMAGES} prebuilt images with exit codes, ${AT_ONCE} at a time: harness ${boots.toFixed(0)} ms, xargs -P${AT_ONCE} ${raw.toFixed(0)} ms, ` +
  `ratio ${(boots / raw).toFixed(2)} (whole command with start and reports: ${whole.toFixed(0)} ms, ratio ${(whole / raw).toFixed(2)})`;
