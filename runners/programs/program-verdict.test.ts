// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { ProgramEnd } from '../../kernels/host/supervisor.ts';
import type { CaseVerdict } from '../judge.ts';
import { refineReported, verdictOfEnd } from './program-verdict.ts';

const TERMS = { limitMs: 5000, outputBytes: 1024, skipStatus: 77 };
const end = (what: object): ProgramEnd => ({ durationMs: 1, byteCount: 0, ...what }) as ProgramEnd;
const judge = (what: object, output = ''): object => verdictOfEnd(end(what), TERMS, output, '/project');

test('only exit status 0 passes', () => {
  expect(judge({ kind: 'exit', status: 0 })).toMatchObject({ verdict: 'pass' });
  expect(judge({ kind: 'exit', status: 1 })).toMatchObject({
    verdict: 'fail',
    failures: [{ text: 'exited with status 1' }],
  });
  expect(judge({ kind: 'exit', status: 77 }, 'no /dev/shm here\n')).toMatchObject({
    verdict: 'skip',
    cause: 'no /dev/shm here',
  });
  expect(judge({ kind: 'signal', number: 11 })).toMatchObject({
    verdict: 'crash',
    cause: 'killed by signal 11 (SIGSEGV)',
  });
  expect(judge({ kind: 'signal', number: 6 })).toMatchObject({ cause: 'killed by signal 6 (SIGABRT)' });
  expect(judge({ kind: 'timeout' })).toMatchObject({ verdict: 'timeout', cause: 'ran longer than 5000 ms' });
  expect(judge({ kind: 'output' })).toMatchObject({
    verdict: 'fail',
    failures: [{ text: 'wrote more than 1024 bytes' }],
  });
  expect(judge({ kind: 'not-run', reason: 'gone' })).toMatchObject({ verdict: 'unresolved', cause: 'gone' });
});

test('what the program complained about is shown in place of its status', () => {
  const output = 'hello\r\n/project/suites/x/a.c:12: expected 3 but was 4\r\nsrc/b.c:7: no\nc.txt:1: not code\n';
  expect(judge({ kind: 'exit', status: 1 }, output)).toMatchObject({
    failures: [
      { text: 'expected 3 but was 4', file: 'suites/x/a.c', line: 12 },
      { text: 'no', file: 'src/b.c', line: 7 },
    ],
  });
});

const REPORTED: CaseVerdict = {
  suite: 'libc',
  name: 'string/memcpy',
  verdict: 'fail',
  cause: null,
  assertions: { passed: 0, failed: 1 },
  failures: [],
  backtrace: [],
  durationMs: 1,
  range: [0, 10],
};
const refined = (text: string, output = ''): CaseVerdict =>
  refineReported({ ...REPORTED, failures: [{ text, file: null, line: null }] }, output, '/project');

test("the kernel's words for an end mean what the host's mean", () => {
  expect(refined('killed by signal 11 (SIGSEGV), cannot write 0x0 at PC 0x40001234')).toMatchObject({
    verdict: 'crash',
    cause: 'killed by signal 11 (SIGSEGV), cannot write 0x0 at PC 0x40001234',
  });
  expect(refined('ran longer than 5000 ms')).toMatchObject({ verdict: 'timeout' });
  expect(refined('wrote more than 1048576 bytes')).toMatchObject({ verdict: 'fail' });
  expect(refined('exited with status 3')).toMatchObject({ verdict: 'fail' });
});

test('a program cannot turn its failure into anything by what it prints', () => {
  expect(refined('exited with status 3', 'killed by signal 11 (SIGSEGV)\n')).toMatchObject({ verdict: 'fail' });
  const pass = { ...REPORTED, verdict: 'pass' } as const;
  expect(refineReported(pass, 'a.c:1: failed\n', '/project')).toBe(pass);
});
