// SPDX-License-Identifier: BSD-3-Clause
/** The form of the events (model/events.ts) as a check for logs from elsewhere: a CI artifact may be cut, joined or edited. */
import { z } from 'zod';
import type { RunEvent } from '../model/events.ts';
import { VERDICTS } from '../model/verdict.ts';

const text = z.string();
const maybeText = text.nullable();
const number = z.number();
const place = { file: maybeText, line: number.nullable() };
const counts = z.looseObject({ found: number, hit: number });
const axes = z.looseObject({
  kernel: text,
  arch: text,
  libc: text,
  smp: number,
  machine: text,
  cpu: text.default('max'),
  topology: text.default('packed'),
  timer: text.default('quiet'),
  end: text.default('main'),
  mte: text.default('off'),
  accel: text,
  memoryMiB: number,
});
const cell = z.looseObject({ id: text, axes, suites: z.array(text), image: text });
const image = z.looseObject({
  key: text,
  kernel: text,
  arch: text,
  libc: text,
  coverage: z.boolean(),
  memoryTags: z.boolean().default(false),
  largeAtomics: z.boolean().default(false),
  suites: z.array(text),
});
const build = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.enum(['built', 'cached']),
    hash: text,
    file: text,
    debugFile: text,
    objectDir: text,
    sourceRoots: z.array(text),
    toolchainPrefix: text,
  }),
  z.looseObject({ kind: z.literal('failed'), message: text, ...place }),
]);
const exit = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('status'), status: number }),
  z.looseObject({ kind: z.literal('signal'), signal: text }),
  z.looseObject({ kind: z.enum(['killed', 'not-started']), reason: text }),
]);
const frame = z.looseObject({ address: text, function: maybeText, ...place });
const range = z.tuple([number.nonnegative(), number.nonnegative()]).nullable();
const inBoot = { cell: text, boot: number };

const event = <Type extends RunEvent['type'], Shape extends z.ZodRawShape>(
  type: Type,
  shape: Shape,
): z.ZodObject<{ type: z.ZodLiteral<Type>; atMs: typeof number } & Shape> =>
  z.looseObject({ type: z.literal(type), atMs: number, ...shape });

const EVENT = z.discriminatedUnion('type', [
  event('run-started', {
    version: number,
    runId: text,
    startedAt: z.iso.datetime(),
    argv: z.array(text),
    shard: z.looseObject({ name: text, index: number, plan: text }).optional(),
    host: z.looseObject({ cpuCount: number, qemu: text, node: text, os: text }),
    revisions: z.looseObject({ kernel: maybeText, suites: maybeText }).optional(),
    cells: z.array(cell),
    images: z.array(image),
  }),
  event('build-started', { image: text }),
  event('build-ended', { image: text, result: build, durationMs: number }),
  event('cell-planned', { cell: text, cases: z.array(z.looseObject({ suite: text, name: text, ...place })) }),
  event('boot-started', { ...inBoot, command: z.array(text), transcript: text }),
  event('case-started', { ...inBoot, suite: text, name: text }),
  event('case-ended', {
    cell: text,
    boot: number.nullable(),
    suite: text,
    name: text,
    attempt: number,
    verdict: z.enum(VERDICTS),
    cause: maybeText,
    assertions: z.looseObject({ passed: number, failed: number }),
    failures: z.array(z.looseObject({ text, ...place })),
    backtrace: z.array(frame),
    durationMs: number.nonnegative(),
    transcriptRange: range,
    expectation: z.looseObject({
      verdict: z.enum(['pass', 'fail', 'skip', 'crash', 'timeout']),
      reason: maybeText,
    }),
    outcome: z.enum(['expected', 'unexpected', 'flaky']),
  }),
  event('boot-ended', {
    ...inBoot,
    durationMs: number,
    exit,
    end: z.enum(['complete', 'crash', 'hang', 'truncated']),
    disagreement: maybeText,
    coverageDir: maybeText,
    pressedAfterMs: number.optional(),
  }),
  event('round-ended', {
    cell: text,
    boot: number,
    end: z.enum(['complete', 'crash', 'hang', 'truncated']),
    stopped: z.object({ suite: text, name: text }).nullable(),
    suitesLeft: number,
  }),
  event('order-dependence', {
    cell: text,
    suite: text,
    name: text,
    isKeptAlone: z.boolean(),
    after: z.array(text),
    isShortest: z.boolean(),
  }),
  event('late-fault', { cell: text, suite: text, name: text, culprit: maybeText, cause: maybeText }),
  event('finding', { cell: maybeText, boot: number.nullable(), text }),
  event('cell-ended', { cell: text }),
  event('coverage-merged', { lines: counts, functions: counts, branches: counts }),
  event('run-ended', { exitCode: number, interrupted: z.boolean() }),
]);

/** Null for an event; else what is wrong with it, in words. */
export function shapeTrouble(value: unknown): string | null {
  const result = EVENT.safeParse(value);
  const [issue] = result.error?.issues ?? [];
  return issue === undefined ? null : `${issue.path.join('.')}: ${issue.message}`;
}
