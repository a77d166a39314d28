// SPDX-License-Identifier: BSD-3-Clause
/** The first line of `qemu-system-ARCH --version`, which takes as long as a boot's start: kept for as long as the program is the same file. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Known {
  readonly identity: string;
  readonly version: string;
}

function readKnown(file: string): Known | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Known;
  } catch {
    return null; // Never asked here, or cut short: asked again.
  }
}

/** Null where it does not say: it cannot start, which its first boot will tell, or Ctrl-C has ended it. */
function askVersion(program: string): string | null {
  const { status, stdout } = spawnSync(program, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? (stdout.split('\n')[0] ?? null) : null;
}

/** `program` is an absolute path. */
export function qemuVersion(program: string, cacheFile: string): string {
  const { size, mtimeMs, ino } = statSync(realpathSync(program));
  const identity = [program, size, mtimeMs, ino].join(' ');
  const known = readKnown(cacheFile);
  if (known?.identity === identity) return known.version;
  const version = askVersion(program);
  if (version === null) return 'unknown';
  mkdirSync(dirname(cacheFile), { recursive: true });
  writeFileSync(cacheFile, JSON.stringify({ identity, version } satisfies Known));
  return version;
}
