// SPDX-License-Identifier: BSD-3-Clause
/** Event streams made up for the reports' unit tests: small runs whose every event is visible in the test that uses them. */
import type { Cell, ImagePlan } from '../model/cell.ts';
import { EVENTS_VERSION, type CaseEnded, type PlannedCase, type RunEvent } from '../model/events.ts';
import { applyEvent, emptyRecord, type RunRecord } from './run-record.ts';

export const image = (arch: Cell['axes']['arch']): ImagePlan => ({
  key: `reference-${arch}-nolibc-cov`,
  kernel: 'reference',
  arch,
  libc: 'nolibc',
  coverage: true,
  memoryTags: false,
  largeAtomics: false,
  suites: ['ukalloc', 'smp'],
});

export const cell = (arch: Cell['axes']['arch'], smp: number): Cell => ({
  id: `${arch}-nolibc-smp${smp}`,
  axes: {
    kernel: 'reference',
    arch,
    libc: 'nolibc',
    smp,
    machine: arch === 'x86_64' ? 'microvm' : 'virt-gicv3',
    cpu: 'max',
    topology: 'packed',
    timer: 'quiet',
    end: 'main',
    mte: 'off',
    accel: 'tcg',
    memoryMiB: 64,
  },
  suites: ['ukalloc', 'smp'],
  image: image(arch).key,
});

export const started = (cells: readonly Cell[]): RunEvent => ({
  type: 'run-started',
  atMs: 0,
  version: EVENTS_VERSION,
  runId: '20260101-000000-test',
  startedAt: '2026-01-01T00:00:00.000Z',
  argv: ['run'],
  host: { cpuCount: 2, qemu: '7.2.0', node: '24.0.0', os: 'Debian 12' },
  revisions: { kernel: 'a'.repeat(40), suites: null },
  cells,
  images: [...new Set(cells.map(({ axes }) => axes.arch))].map(image),
});

export const planned = (suite: string, name: string): PlannedCase => ({
  suite,
  name,
  file: `suites/${suite}/cases.c`,
  line: 10,
});

/** A case that passed in boot 0, with `changes` on top. */
export const ended = (of: Cell, { suite, name }: PlannedCase, changes: Partial<CaseEnded> = {}): CaseEnded => ({
  type: 'case-ended',
  atMs: 50,
  cell: of.id,
  boot: 0,
  suite,
  name,
  attempt: 0,
  verdict: 'pass',
  cause: null,
  assertions: { passed: 3, failed: 0 },
  failures: [],
  backtrace: [],
  durationMs: 1.5,
  transcriptRange: [0, 20],
  expectation: { verdict: 'pass', reason: null },
  outcome: 'expected',
  ...changes,
});

export const failed = (text: string, file = 'suites/ukalloc/cases.c', line = 42): Partial<CaseEnded> => ({
  verdict: 'fail',
  outcome: 'unexpected',
  assertions: { passed: 1, failed: 1 },
  failures: [{ text, file, line }],
});

export const bootStarted = (of: Cell, boot = 0): RunEvent => ({
  type: 'boot-started',
  atMs: 10,
  cell: of.id,
  boot,
  command: ['qemu-system-x86_64', '-M', 'microvm'],
  transcript: `transcripts/${of.id}/${boot}.log`,
});

export const bootEnded = (of: Cell, boot = 0): RunEvent => ({
  type: 'boot-ended',
  atMs: 60,
  cell: of.id,
  boot,
  durationMs: 50,
  exit: { kind: 'status', status: 33 },
  end: 'complete',
  disagreement: null,
  coverageDir: null,
});

export const runEnded = (exitCode: number, interrupted = false): RunEvent => ({
  type: 'run-ended',
  atMs: 100,
  exitCode,
  interrupted,
});

export const recordOf = (events: readonly RunEvent[]): RunRecord => {
  const record = emptyRecord();
  for (const event of events) {
    applyEvent(record, event);
  }
  return record;
};

/** Two cells: one where everything passes, one with a failure, a crash with a backtrace, a skip and a case never reported. */
export function mixedRun(): RunEvent[] {
  const good = cell('x86_64', 1);
  const bad = cell('arm64', 4);
  const [zero, align, overrun, four] = [
    planned('ukalloc', 'malloc_zero'),
    planned('ukalloc', 'memalign'),
    planned('ukalloc', 'overrun'),
    planned('smp', 'four'),
  ];
  const lost = planned('smp', 'lost');
  return [
    started([good, bad]),
    { type: 'cell-planned', atMs: 5, cell: good.id, cases: [zero, align] },
    { type: 'cell-planned', atMs: 5, cell: bad.id, cases: [zero, align, overrun, four, lost] },
    bootStarted(good),
    bootStarted(bad),
    ended(good, zero),
    ended(good, align),
    ended(bad, zero),
    { type: 'case-started', atMs: 20, cell: bad.id, boot: 0, suite: 'ukalloc', name: 'memalign' },
    ended(bad, align, failed('expected `x` to be 3 but was 4')),
    ended(bad, overrun, {
      verdict: 'crash',
      outcome: 'unexpected',
      cause: 'Unhandled page fault at 0x10',
      backtrace: [
        { address: '0x101234', function: 'uk_memalign', file: 'lib/ukalloc/alloc.c', line: 88 },
        { address: '0x101000', function: null, file: null, line: null },
      ],
    }),
    ended(bad, four, { verdict: 'skip', cause: 'needs 8 CPUs', assertions: { passed: 0, failed: 0 } }),
    bootEnded(good),
    bootEnded(bad),
    { type: 'finding', atMs: 61, cell: bad.id, boot: 0, text: 'output after the end line' },
    { type: 'cell-ended', atMs: 70, cell: good.id },
    { type: 'cell-ended', atMs: 70, cell: bad.id },
    {
      type: 'coverage-merged',
      atMs: 90,
      lines: { found: 200, hit: 150 },
      functions: { found: 20, hit: 20 },
      branches: { found: 3, hit: 2 },
    },
    runEnded(1),
  ];
}
