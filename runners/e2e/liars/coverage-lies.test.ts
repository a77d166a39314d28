// SPDX-License-Identifier: BSD-3-Clause
/** Coverage that a guest made up: the verdicts stand, nothing of it is counted, and the finding says why. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { RunEvent } from '../../../model/events.ts';
import { collectCoverage } from '../../../reports/coverage/collect.ts';
import { cell, image as imagePlan, started } from '../../../reports/synthetic-run.ts';
import { ARCHES_UNDER_TEST } from '../narrowing.ts';
import { temporaryFolder } from '../ukmatrix.ts';
import { buildGuest } from './build-guest.ts';
import { folder, scriptOf, scriptWord, write } from './script.ts';
import { tell } from './tell.ts';

const scratch = temporaryFolder();
const objectDir = join(scratch.dir, 'objects');

/** Magic, version, stamp, checksum, end (gcov-io.h of GCC 12): the head of the counters that another build of the same source would leave. */
function countersOfAnotherBuild(): Buffer {
  const notes = readFileSync(join(objectDir, 'x.gcno'));
  const head = Buffer.concat([notes.subarray(0, 16), Buffer.alloc(4)]);
  head.write('adcg', 0, 'latin1');
  head.writeUInt32LE((head.readUInt32LE(8) ^ 1) >>> 0, 8);
  return head;
}

interface Bundle {
  readonly manifest: string;
  readonly bundle: Uint8Array;
}

const hex = (bytes: Uint8Array): string => crc32(bytes).toString(16).padStart(8, '0');
const bundleOf = (bytes: Uint8Array, path = '/build/x.gcda'): Bundle => ({
  manifest: `ukgcov 1 1 ${bytes.length}\n0 ${bytes.length} ${hex(bytes)} ${path}\nend\n`,
  bundle: bytes,
});
const SOME = Buffer.from('x'.repeat(100));

const LIES: readonly { readonly name: string; readonly make: () => Bundle; readonly because: RegExp }[] = [
  { name: 'of another build', make: () => bundleOf(countersOfAnotherBuild()), because: /another build wrote it/ },
  { name: 'that is none', make: () => bundleOf(SOME), because: /x\.gcda: / },
  {
    name: 'of a file that was never compiled',
    make: () => bundleOf(countersOfAnotherBuild(), '/etc/passwd.gcda'),
    because: /no \.gcno of that name/,
  },
  {
    name: 'that is cut off',
    make: () => ({ ...bundleOf(SOME), bundle: SOME.subarray(0, 60) }),
    because: /BUNDLE has 60 bytes of 100/,
  },
  {
    name: 'whose list is cut off',
    make: () => ({ manifest: bundleOf(SOME).manifest.replace('end\n', ''), bundle: SOME }),
    because: /MANIFEST is cut off/,
  },
  {
    name: 'with a bit changed on its way',
    make: () => ({ ...bundleOf(SOME), bundle: Buffer.from('y'.repeat(100)) }),
    because: /another CRC/,
  },
  {
    name: 'whose pieces overlap',
    make: () => ({
      manifest: `ukgcov 1 2 100\n0 60 ${hex(SOME.subarray(0, 60))} /a\n40 60 00000000 /b\nend\n`,
      bundle: SOME,
    }),
    because: /does not continue at byte 60/,
  },
  {
    name: 'of a version to come',
    make: () => ({ manifest: 'ukgcov 2 0 0\nend\n', bundle: SOME }),
    because: /does not begin/,
  },
  {
    name: 'of nothing but bytes',
    make: () => ({ manifest: '\0\xff\n'.repeat(20), bundle: SOME }),
    because: /does not begin/,
  },
];

beforeAll(async () => {
  mkdirSync(objectDir);
  writeFileSync(join(objectDir, 'x.c'), 'int x(int y) { return y ? 1 : 2; }\n');
  await execa('gcc', ['-c', '--coverage', 'x.c'], { cwd: objectDir });
});

afterAll(() => {
  scratch[Symbol.dispose]();
});

describe.each(ARCHES_UNDER_TEST)('%s', (arch) => {
  let image: string;
  beforeAll(async () => {
    image = await buildGuest(arch, scratch.dir);
  });

  test.for(LIES)('coverage $name', async ({ make, because }, { expect }) => {
    const { manifest, bundle } = make();
    const dir = join(scratch.dir, arch, because.source.replaceAll(/\W/g, ''));
    const steps = [folder('gcda'), write('gcda/BUNDLE', bundle), write('gcda/MANIFEST', manifest)];
    const seen = await tell({
      arch,
      image,
      dir,
      words: (asked) => [
        scriptWord(
          scriptOf(
            asked.map(({ name }) => name),
            { inCase: steps },
          ),
        ),
      ],
    });
    expect(`${seen.verdicts} ${seen.exitCode}`, seen.words).toBe('pass pass pass 0');
    const { sources, findings } = await collectCoverage(dir, eventsOf(seen.events));
    expect(sources.size).toBe(0);
    expect(findings.join('\n')).toMatch(because);
  });
});

/** The boot of a run whose image has the one object that was compiled above. */
function eventsOf(events: readonly RunEvent[]): RunEvent[] {
  const where = { ...cell('x86_64', 1), id: 'cell' };
  const built: RunEvent = {
    type: 'build-ended',
    atMs: 0,
    image: imagePlan('x86_64').key,
    result: {
      kind: 'built',
      hash: '0',
      file: 'x',
      debugFile: 'x',
      objectDir,
      sourceRoots: [],
      toolchainPrefix: '',
    },
    durationMs: 0,
  };
  const boots = events.filter((event) => event.type === 'boot-ended');
  return [started([where]), built, ...boots.map((boot) => ({ ...boot, coverageDir: join('share-0', 'gcda') }))];
}
