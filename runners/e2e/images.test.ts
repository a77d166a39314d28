// SPDX-License-Identifier: BSD-3-Clause
/** Prebuilt images of other projects: a list of them in a real QEMU, each with its own protocol, and the verdicts that an expert reads. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Arch } from '../../model/cell.ts';
import { buildGuest } from './liars/build-guest.ts';
import { EXIT, exit, fault, halt, say, scriptWord, sayForEver, spin, type Step } from './liars/script.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder, ukmatrix, ukmatrixRun, verdictsOf, type Finished } from './ukmatrix.ts';

const scratch = temporaryFolder();
afterAll(() => {
  scratch[Symbol.dispose]();
});

const MACHINES: Readonly<Record<Arch, string>> = {
  x86_64: 'microvm,acpi=off,pit=off,pic=off,rtc=off,isa-serial=on',
  arm64: 'virt,gic-version=2',
};

interface Entry {
  readonly name: string;
  readonly protocol: string;
  readonly steps: readonly Step[];
  readonly more?: Readonly<Record<string, unknown>>;
  /** `suite.case verdict`; one of both architectures, or the same. */
  readonly verdicts: readonly string[];
}

const ENTRIES: readonly Entry[] = [
  {
    name: 'kunit',
    protocol: 'ktap',
    steps: [
      say('[    0.060000] KTAP version 1\n[    0.060000] 1..1\n[    0.060000]     KTAP version 1\n'),
      say('[    0.060000]     # Subtest: list\n[    0.060000]     1..2\n[    0.060000]     ok 1 add\n'),
      say('[    0.060000]     not ok 2 del\n[    0.060000] not ok 1 list\n'),
      exit(EXIT.pass),
    ],
    verdicts: ['list.add pass', 'list.del fail'],
  },
  {
    name: 'panics',
    protocol: 'tap',
    steps: [say('TAP version 13\n1..2\nok 1 - a\nKernel panic - not syncing: b\n'), exit(EXIT.crash)],
    verdicts: ['panics.a pass', 'panics.test 2 crash'],
  },
  {
    name: 'lines',
    protocol: 'prefix-lines',
    steps: [
      say('PASS: a\nXFAIL: b\nSKIP: c (no disk)\nSUMMARY: 3 tests, 1 expected failures, 1 skipped\nEXIT: STATUS=1\n'),
      exit(EXIT.pass),
    ],
    verdicts: ['lines.a pass', 'lines.b fail', 'lines.c skip'],
  },
  {
    name: 'hangs',
    protocol: 'prefix-lines',
    steps: [say('PASS: a\n'), spin],
    more: { timeoutMs: 2000 },
    verdicts: ['lines.a pass', '(log) timeout'].map((text) =>
      text.replace('lines', 'hangs').replace('(log)', 'hangs.(log)'),
    ),
  },
  {
    name: 'sleeps',
    protocol: 'ktap',
    steps: [say('KTAP version 1\n1..1\nok 1 a\n'), halt],
    more: { timeoutMs: 200_000 },
    verdicts: ['sleeps.a pass'],
  },
  {
    name: 'babbles',
    protocol: 'exit-code',
    steps: [sayForEver('more\n')],
    more: { outputMiB: 1 },
    verdicts: ['babbles.exit timeout'],
  },
  {
    name: 'status',
    protocol: 'exit-code',
    steps: [say('EXIT: STATUS=7\n'), exit(EXIT.pass)],
    verdicts: ['status.exit fail'],
  },
  {
    name: 'own',
    protocol: 'own.yaml',
    steps: [say('-- disk.read\nok\n-- disk.write\ndisk.c(12): wrote 3\nbad\nbye\n'), exit(EXIT.pass)],
    verdicts: ['disk.read pass', 'disk.write fail'],
  },
  {
    name: 'silent',
    protocol: 'tap',
    steps: [say('hello\n'), exit(EXIT.pass)],
    verdicts: ['silent.(log) unresolved'],
  },
  {
    name: 'refused',
    protocol: 'exit-code',
    steps: [],
    more: { args: ['-device', 'no-such'] },
    verdicts: ['refused.(log) unresolved'],
  },
  {
    name: 'featureless',
    protocol: 'exit-code',
    steps: [],
    more: { args: ['-device', 'no-such'], ifRefused: 'skip' },
    verdicts: ['featureless.(image) skip'],
  },
  { name: 'skipped', protocol: 'tap', steps: [], more: { skip: 'not now' }, verdicts: ['skipped.(image) skip'] },
  {
    name: 'elsewhere',
    protocol: 'tap',
    steps: [],
    more: { requires: [{ file: '/proc/sys/kernel/ostype', value: 'Plan 9' }] },
    verdicts: ['elsewhere.(image) skip'],
  },
];

const OWN = String.raw`
protocol: own
start: '^-- (?<suite>\w+)\.(?<case>\w+)$'
verdict: { pass: '^ok$', fail: '^bad$' }
failure: '^(?<file>[\w.]+)\((?<line>[0-9]+)\): (?<text>.*)'
end: '^bye$'
`;

function writeList(arch: Arch, guest: string): string {
  const images = ENTRIES.map(({ name, protocol, steps, more = {} }) => ({
    name,
    file: guest,
    protocol,
    append: scriptWord(steps),
    ...more,
  }));
  const missing = { name: 'missing', file: 'no-such-file', protocol: 'tap' };
  const defaults = {
    arch,
    machine: MACHINES[arch],
    memoryMiB: 64,
    ...(arch === 'x86_64' ? { devices: ['isa-debug-exit,iobase=0x501,iosize=4'] } : {}),
  };
  const file = join(scratch.dir, `images-${arch}.yaml`);
  writeFileSync(join(scratch.dir, 'own.yaml'), OWN);
  writeFileSync(
    file,
    `images:\n${[...images, missing].map((one) => `  - ${JSON.stringify(one)}\n`).join('')}defaults: ${JSON.stringify(defaults)}\n`,
  );
  return file;
}

describe.each(ARCHES_UNDER_TEST)('%s', (arch) => {
  let run: Finished;
  let list: string;
  beforeAll(async () => {
    list = writeList(arch, await buildGuest(arch, scratch.dir));
    run = await ukmatrixRun(join(scratch.dir, arch), ['--matrix', list]);
  });

  test.each(ENTRIES.map(({ name, verdicts }) => [name, verdicts] as const))('image %s', (name, verdicts) => {
    const seen = [...verdictsOf(run.events, name)].map(([key, verdict]) => `${key} ${verdict}`);
    expect(seen).toEqual(verdicts);
  });

  test('what is known to fail is expected, the rest decides the exit code', () => {
    const ofLines = run.events.filter((event) => event.type === 'case-ended' && event.cell === 'lines');
    expect(ofLines.map((event) => (event.type === 'case-ended' ? event.outcome : ''))).toEqual([
      'expected',
      'expected',
      'expected',
    ]);
    expect(run.exitCode).toBe(1);
  });

  test('an image that is done and never switches off is not waited for', () => {
    const findings = run.events.filter((event) => event.type === 'finding' && event.cell === 'sleeps');
    expect(JSON.stringify(findings)).toContain('it said everything, but did not switch off within ');
  });

  test('an image that is not there is one unresolved cell; the others went on', () => {
    const findings = run.events.filter((event) => event.type === 'finding' && event.cell === 'missing');
    expect(JSON.stringify(findings)).toContain('there is no such file');
  });

  test('a protocol that saw none of its lines shows what it got', () => {
    const silent = run.events.filter((event) => event.type === 'case-ended' && event.cell === 'silent');
    expect(JSON.stringify(silent)).toContain(String.raw`it begins: \"hello\"`);
  });

  test('one image from the command line, and the list narrowed to one', async () => {
    const dir = join(scratch.dir, `${arch}-one`);
    const device = arch === 'x86_64' ? ['--qemu-arg=-device', '--qemu-arg=isa-debug-exit,iobase=0x501,iosize=4'] : [];
    const options = [
      '--kernel',
      `image:${join(scratch.dir, `guest-${arch}`)}`,
      '--arch',
      arch,
      '--machine',
      MACHINES[arch],
      '--memory',
      '64',
    ];
    const script = scriptWord([say('TAP version 13\n1..1\nok 1 - a\n'), exit(EXIT.pass)]);
    const status = ['--status-map', '33=pass'];
    const one = await ukmatrixRun(dir, [...options, ...device, ...status, '--protocol', 'tap', '--append', script]);
    expect([one.exitCode, ...verdictsOf(one.events, `guest-${arch}`)]).toEqual([0, [`guest-${arch}.a`, 'pass']]);
    const narrowed = await ukmatrixRun(join(dir, 'narrowed'), ['--matrix', list, '--suite', 'status']);
    expect(narrowed.events.filter(({ type }) => type === 'boot-started')).toHaveLength(1);
  });

  test.runIf(arch === 'x86_64')('a status that QEMU makes of 68 is no kill', async () => {
    const image = ['--kernel', `image:${join(scratch.dir, `guest-${arch}`)}`, '--machine', MACHINES[arch]];
    const device = ['--qemu-arg=-device', '--qemu-arg=isa-debug-exit,iobase=0x501,iosize=4'];
    const more = ['--memory', '64', ...device, '--protocol', 'exit-code', '--append', scriptWord([exit(68)])];
    const run = await ukmatrixRun(join(scratch.dir, 'status-137'), [...image, ...more]);
    expect([run.exitCode, ...verdictsOf(run.events, `guest-${arch}`)]).toEqual([1, [`guest-${arch}.exit`, 'fail']]);
  });

  test.runIf(arch === 'x86_64').each([
    ['plain', 1, 'crash'],
    ['0=pass,reset=pass', 0, 'pass'],
  ])('a triple fault has status 0, with the map %s', async (statusMap, exitCode, verdict) => {
    const image = ['--kernel', `image:${join(scratch.dir, `guest-${arch}`)}`, '--machine', MACHINES[arch]];
    const protocol = ['--protocol', 'exit-code', '--status-map', statusMap];
    const dir = join(scratch.dir, `fault-${verdict}`);
    const run = await ukmatrixRun(dir, [...image, '--memory', '64', ...protocol, '--append', scriptWord([fault])]);
    expect([run.exitCode, ...verdictsOf(run.events, `guest-${arch}`)]).toEqual([
      exitCode,
      [`guest-${arch}.exit`, verdict],
    ]);
  });
});

test.each([
  [['--kernel', 'image:x'], '--kernel image: needs --protocol'],
  [['--kernel', 'image:x', '--protocol', 'tpa'], 'unknown protocol "tpa"'],
  [['--kernel', 'image:x', '--protocol', 'tap', '--status-map', '7'], 'says no verdict for a status'],
])('%j is refused before anything starts', async (args, message) => {
  const { exitCode, stderr } = await ukmatrix(['run', ...args]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
});
