// SPDX-License-Identifier: BSD-3-Clause
/** What may happen to an honest guest from outside: no image, no monitor, a monitor that dies or does not, no room on the disk. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Arch } from '../../../model/cell.ts';
import { QEMU } from '../../monitors/qemu-command.ts';
import { ARCHES_UNDER_TEST } from '../narrowing.ts';
import { temporaryFolder } from '../ukmatrix.ts';
import { buildGuest } from './build-guest.ts';
import { ALL_PASS, CASE_HANGS, NOTHING_BELIEVED, type Answer } from './liar.ts';
import { fillShare, halt, scriptOf, scriptWord, type Lie } from './script.ts';
import { limitsFor, PATIENT, tell, type Told } from './tell.ts';

const scratch = temporaryFolder();

afterAll(() => {
  scratch[Symbol.dispose]();
});

interface Fault extends Answer {
  readonly name: string;
  readonly lie?: Lie;
  /** Changes to an honest boot; `image` is the honest guest. */
  readonly change: (dir: string, image: string, arch: Arch) => Partial<Told>;
  readonly on?: Partial<Readonly<Record<Arch, Partial<Answer>>>>;
}

const NO_BOOT = { ...NOTHING_BELIEVED, ends: 'truncated' } as const;

/** A file in place of the image. */
const imageOf = (dir: string, content: string | Uint8Array): Partial<Told> => {
  const image = join(dir, 'image');
  writeFileSync(image, content);
  return { image };
};

/** A script in place of QEMU. */
function monitorOf(dir: string, arch: Arch, lines: readonly string[]): Partial<Told> {
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  const file = join(bin, QEMU[arch]);
  writeFileSync(file, ['#!/bin/sh', ...lines].join('\n'));
  chmodSync(file, 0o755);
  return onPath(`${bin}:${process.env['PATH'] ?? ''}`);
}

/** The monitor is started between `prepare` and `onStart`, with nothing else in between. */
function onPath(path: string): Partial<Told> {
  const before = process.env['PATH'];
  return {
    prepare: () => {
      process.env['PATH'] = path;
    },
    onStart: () => {
      process.env['PATH'] = before;
    },
  };
}

/** The monitor of this boot: the process whose command line holds its share's folder. */
function monitorPid(dir: string): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = pids.find((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      return command.startsWith('qemu-system') && command.includes(`${dir}/share`);
    } catch {
      return false; // The process ended while /proc was read.
    }
  });
  if (found === undefined) throw new Error('the monitor is not there');
  return Number(found);
}

/** Once, when case two has started and the guest waits in it. */
function inCaseTwo(action: () => void): Partial<Told> {
  let isDone = false;
  return {
    onCaseStarted: ({ name }) => {
      if (name !== 'two' || isDone) return;
      isDone = true;
      action();
    },
  };
}

/** The guest may make files in it meanwhile. */
function removeInUse(dir: string): void {
  while (existsSync(dir)) {
    try {
      rmSync(dir, { recursive: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  }
}

const signalled = (signal: NodeJS.Signals): Fault => ({
  name: `monitor killed by ${signal} in a case`,
  lie: { inCase: [halt] },
  change: (dir) => inCaseTwo(() => process.kill(monitorPid(dir), signal)),
  verdicts: 'pass unresolved pass',
  ends: 'truncated complete',
  exitCode: 3,
  because: new RegExp(`killed by ${signal}, not by the harness`),
});

/** Says what an honest guest says up to case two. `$nonce` is taken from the command line. */
const TALK = [
  'nonce=$(echo "$*" | sed "s/.*uktest.nonce=\\([0-9a-f]*\\).*/\\1/")',
  'case "$*" in *ok%202*) ;; *) exec sleep 0;; esac',
  'for line in "TAP version 14" "1..1" "# Subtest: g" "    1..3" "    # Case: one" "    ok 1 - one" "    # Case: two"',
  'do echo "@$nonce $line"; done',
];

const planted = (name: string, plant: (share: string) => void, answer: Answer): Fault => ({
  name: `${name} in the share`,
  change: () => ({
    prepare: (share) => {
      mkdirSync(join(share, 'gcda'), { recursive: true });
      plant(share);
    },
  }),
  ...answer,
});
const BAD_RESULT = { ...NOTHING_BELIEVED, because: /result file/ } as const;
const TAKEN_AWAY = { ...ALL_PASS, because: /gcda/ } as const;

const FAULTS: readonly Fault[] = [
  { name: 'no image', change: (dir) => ({ image: join(dir, 'missing') }), ...NO_BOOT, because: /exit status 1: qemu/ },
  { name: 'image is a folder', change: (dir) => ({ image: dir }), ...NO_BOOT, because: /qemu/ },
  {
    name: 'image is empty',
    change: (dir) => imageOf(dir, ''),
    ...NO_BOOT,
    because: /qemu/,
    on: { arm64: { ends: 'hang', because: /first case/ } },
  },
  {
    name: 'image is text',
    change: (dir) => imageOf(dir, 'all work and no play '.repeat(1000)),
    ...NO_BOOT,
    because: /qemu/,
    on: { arm64: { ends: 'hang', because: /before the first case/ } },
  },
  {
    name: 'image is cut off',
    change: (dir, image) => imageOf(dir, readFileSync(image).subarray(0, 1000)),
    ...NO_BOOT,
    because: /exit status 1/,
  },
  { name: 'no monitor', change: (dir) => onPath(dir), ...NO_BOOT, because: /qemu-system/ },
  signalled('SIGKILL'),
  signalled('SIGSEGV'),
  signalled('SIGABRT'),
  {
    name: 'monitor stopped, so that it takes no SIGTERM',
    lie: { inCase: [halt] },
    change: (dir) => ({
      ...inCaseTwo(() => process.kill(monitorPid(dir), 'SIGSTOP')),
      limitsOf: ({ name }) => (name === 'two' ? { ...PATIENT, progressMs: 400, capMs: 4000 } : PATIENT),
    }),
    ...CASE_HANGS,
    because: /\(cap 4\.0 s\): the monitor is stopped/,
  },
  {
    name: 'monitor that ignores SIGTERM',
    change: (dir, _, arch) => monitorOf(dir, arch, ['trap "" TERM', ...TALK, 'while :; do sleep 1; done']),
    verdicts: 'pass timeout unresolved',
    ends: 'hang crash',
    exitCode: 1,
    because: /without progress/,
  },
  {
    name: 'monitor that ends like a guest, without a word',
    change: (dir, _, arch) => monitorOf(dir, arch, ['exit 33']),
    ...NOTHING_BELIEVED,
    ends: 'crash',
    because: /before the first case/,
    on: { arm64: { ends: 'truncated', because: /exit status 33/ } },
  },
  {
    name: 'monitor that complains without end',
    change: (dir, _, arch) => monitorOf(dir, arch, ['head -c 3000000 /dev/zero | tr "\\0" x >&2', 'exit 1']),
    ...NO_BOOT,
    because: /exit status 1: x{20,300}$/m,
  },
  {
    name: 'monitor that leaves a child with the console',
    change: (dir, _, arch) => monitorOf(dir, arch, ['sleep 1000 &', 'exit 0']),
    ...NOTHING_BELIEVED,
    ends: 'crash',
  },
  {
    name: 'no room for the transcript',
    change: () => ({
      prepare: (_, transcript) => {
        mkdirSync(dirname(transcript), { recursive: true });
        rmSync(transcript, { force: true });
        symlinkSync('/dev/full', transcript);
      },
    }),
    ...NO_BOOT,
    because: /the transcript cannot be written: ENOSPC/,
  },
  {
    name: 'no folder for the transcript',
    change: () => ({
      prepare: (_, transcript) => {
        mkdirSync(transcript, { recursive: true });
      },
    }),
    ...NO_BOOT,
    because: /the transcript cannot be written: EISDIR/,
  },
  {
    name: 'share removed while the guest runs',
    change: (dir) =>
      inCaseTwo(() => {
        removeInUse(join(dir, 'share-0'));
      }),
    ...ALL_PASS,
    because: /share was removed/,
    on: { arm64: { ...NOTHING_BELIEVED, because: /no result file/ } },
  },
  {
    name: 'a share that fills without end',
    lie: { inCase: [fillShare] },
    change: () => ({ limitsOf: () => PATIENT }),
    ...CASE_HANGS,
    because: /more than 1000 entries into its share/,
  },
  planted('a FIFO as result file', (share) => execFileSync('mkfifo', [join(share, 'result')]), BAD_RESULT),
  planted('a folder as result file', (share) => mkdirSync(join(share, 'result', 'a'), { recursive: true }), BAD_RESULT),
  planted(
    '10 GiB of nothing as coverage',
    (share) => {
      writeFileSync(join(share, 'gcda', 'BUNDLE'), '');
      truncateSync(join(share, 'gcda', 'BUNDLE'), 10 * 2 ** 30);
    },
    TAKEN_AWAY,
  ),
  planted('a FIFO as coverage', (share) => execFileSync('mkfifo', [join(share, 'gcda', 'MANIFEST')]), TAKEN_AWAY),
  planted(
    'a link as coverage',
    (share) => {
      symlinkSync('/etc/passwd', join(share, 'gcda', 'MANIFEST'));
    },
    TAKEN_AWAY,
  ),
  planted(
    'a locked folder',
    (share) => {
      mkdirSync(join(share, 'locked'), { mode: 0 });
    },
    {
      ...ALL_PASS,
      because: /unexpected/,
    },
  ),
];

describe.each(ARCHES_UNDER_TEST)('%s', (arch) => {
  let image: string;
  beforeAll(async () => {
    image = await buildGuest(arch, scratch.dir);
  });

  test.for(FAULTS)('$name', async (fault, { expect }) => {
    const dir = join(scratch.dir, arch, fault.name.replaceAll(/\W/g, '-'));
    mkdirSync(dir, { recursive: true });
    const { verdicts, ends, exitCode, because = /^/ } = { ...fault, ...fault.on?.[arch] };
    const seen = await tell({
      arch,
      image,
      dir,
      ...limitsFor(ends),
      words: (asked) => {
        const names = asked.map(({ name }) => name);
        return [scriptWord(scriptOf(names, names.includes('two') ? (fault.lie ?? {}) : {}))];
      },
      ...fault.change(dir, image, arch),
    });
    const told = `${seen.verdicts} | ${seen.ends} | ${seen.exitCode}`;
    expect(told, seen.words).toBe(`${verdicts} | ${ends} | ${exitCode}`);
    expect(seen.words).toMatch(because);
  });
});
