// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { TestProvider } from '../kernels/library-tests.ts';
import type { StackFrame } from '../model/verdict.ts';
import { judgeReading, withBacktrace, type JudgedBoot } from './image-judge.ts';
import type { Reading } from './protocols/reading.ts';
import { isEndShared, withoutKernelsOwn } from './tree-own-end.ts';

const provider = (suite: string): TestProvider => ({
  ...{ symbol: suite.toUpperCase(), suites: [suite], dir: `/lib/${suite}`, library: `lib${suite}` },
  ...{ cases: [{ suite, name: 'runs' }], sources: [`/lib/${suite}/test.c`], isWhole: false, needs: [] },
});
const image = { providers: [provider('fs'), provider('net')] };
const counts = { assertions: { passed: 2, failed: 0 }, failures: [] };

interface Tried extends JudgedBoot {
  readonly round: readonly string[];
  readonly image: typeof image;
  readonly end: { readonly reading: Reading; readonly crashPlace: null };
}

/** `suite`: whose case was the last word; null: a boot without any. */
function boot(suite: string | null, cause: string, backtrace: readonly StackFrame[] = []): Tried {
  const suites =
    suite === null ? [] : [{ name: suite, cases: [{ name: 'runs', verdict: 'crash', ...counts } as const] }];
  const reading: Reading = { end: 'crash', cause, findings: [], suites };
  const round = suite === null ? [] : [suite.toUpperCase()];
  return {
    round,
    image,
    end: { reading, crashPlace: null },
    ...withBacktrace(judgeReading(reading, 'cell'), backtrace),
  };
}

const casesOf = (boots: readonly Tried[]): string[] =>
  boots.flatMap(({ judgement }) => judgement.verdicts.map(({ suite, name, verdict }) => `${suite}.${name} ${verdict}`));
const both = (cause: string): Tried[] => [boot('fs', `${cause} at 0x1000`), boot('net', `${cause} at 0x2000`)];

test('an end that two suites are charged with, and that comes without them as well, is neither’s', () => {
  const boots = both('page fault');
  expect(isEndShared(boots, '/project')).toBe(true);
  const bare = boot(null, 'page fault at 0x3000');
  expect(casesOf(withoutKernelsOwn(boots, bare, '/project'))).toEqual(['fs.runs unresolved', 'net.runs unresolved']);
  const [first] = withoutKernelsOwn(boots, bare, '/project');
  expect(first?.cases[0]).toMatchObject({
    cause: 'the kernel ends so without any suite, too: page fault at 0x3000',
    assertions: { passed: 2, failed: 0 },
  });
});

test('another end of the kernel says nothing of theirs', () => {
  const other = boot(null, 'the machine was reset');
  expect(casesOf(withoutKernelsOwn(both('page fault'), other, '/project'))).toEqual([
    'fs.runs crash',
    'net.runs crash',
  ]);
});

test('a boot without suites is not needed for one suite, for two ends, or where the stack leads to the suite', () => {
  const inside: StackFrame = { address: '0x1', function: 'helper', file: '/lib/net/test.c', line: 3 };
  expect(isEndShared([boot('fs', 'page fault')], '/project')).toBe(false);
  expect(isEndShared([boot('fs', 'page fault'), boot('fs', 'page fault')], '/project')).toBe(false);
  expect(isEndShared([boot('fs', 'page fault'), boot('net', 'the machine was reset')], '/project')).toBe(false);
  expect(isEndShared([boot('fs', 'page fault'), boot('net', 'page fault', [inside])], '/project')).toBe(false);
});
