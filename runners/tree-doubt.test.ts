// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import type { TestProvider } from '../kernels/library-tests.ts';
import type { StackFrame } from '../model/verdict.ts';
import { judgeReading, withBacktrace, type JudgedBoot } from './image-judge.ts';
import type { Reading } from './protocols/reading.ts';
import { cleared, doubtedCase, withoutExplained } from './tree-doubt.ts';

const provider = (suite: string, ...names: string[]): TestProvider => ({
  ...{ symbol: suite.toUpperCase(), suites: [suite], dir: `/lib/${suite}`, library: `lib${suite}` },
  ...{ cases: names.map((name) => ({ suite, name })), sources: [`/lib/${suite}/test.c`], isWhole: false, needs: [] },
});
const PROVIDERS = [provider('fs', 'opens', 'reads'), provider('net', 'connects')];
const ROUND = ['FS', 'NET'];

const counts = { assertions: { passed: 1, failed: 0 }, failures: [] };
const boot = (end: Reading['end'], stoppedName = 'reads', backtrace: readonly StackFrame[] = []): JudgedBoot =>
  withBacktrace(
    judgeReading(
      {
        ...{ end, cause: 'the machine was reset', findings: [] },
        suites: [
          {
            name: 'fs',
            cases: [
              { name: 'opens', verdict: stoppedName === 'opens' ? 'crash' : 'pass', ...counts },
              ...(stoppedName === 'reads' ? [{ name: 'reads', verdict: 'crash', ...counts } as const] : []),
            ],
          },
        ],
      },
      'cell',
    ),
    backtrace,
  );
const site = { crashPlace: null, rootDir: '/project' };

test('the last case of a suite may not be what ended the boot', () => {
  expect(doubtedCase({ ...boot('crash'), ...site }, PROVIDERS, ROUND)).toEqual({
    id: { suite: 'fs', name: 'reads' },
    symbol: 'FS',
  });
});

test('a case with others of its suite behind it, or the last of the round, is not in doubt', () => {
  expect(doubtedCase({ ...boot('crash', 'opens'), ...site }, PROVIDERS, ROUND)).toBeNull();
  expect(doubtedCase({ ...boot('crash'), ...site }, PROVIDERS, ['FS'])).toBeNull();
  expect(doubtedCase({ ...boot('complete'), ...site }, PROVIDERS, ROUND)).toBeNull();
});

test('what was seen in the library of the suite is its own', () => {
  const frame = { address: '0x1', function: 'f', file: '/lib/fs/fs.c', line: 1 };
  expect(doubtedCase({ ...boot('crash', 'reads', [frame]), ...site }, PROVIDERS, ROUND)).toBeNull();
  const crashPlace = { library: 'libfs', file: 'test.c', line: 3 };
  expect(doubtedCase({ ...boot('crash'), ...site, crashPlace }, PROVIDERS, ROUND)).toBeNull();
  const elsewhere = { ...crashPlace, library: 'libukalloc' };
  expect(doubtedCase({ ...boot('crash'), ...site, crashPlace: elsewhere }, PROVIDERS, ROUND)).not.toBeNull();
});

test('what ended the boot of a case that is cleared is told all the same', () => {
  const { cases } = cleared(boot('crash'), { suite: 'fs', name: 'reads' }, 'cell');
  expect(cases.map(({ suite, name, verdict }) => `${suite}.${name} ${verdict}`)).toEqual([
    'fs.opens pass',
    'cell.(log) crash',
  ]);
  expect(cases.at(-1)?.cause).toBe(
    'the machine was reset, after fs.reads, which ends well without the suites behind it',
  );
});

test('a boot that told nothing is explained by the suite of it that ends the kernel alone', () => {
  const image = { providers: PROVIDERS };
  const silent = {
    round: ROUND,
    image,
    ...judgeReading({ end: 'crash', cause: 'halted', suites: [], findings: [] }, 'cell'),
  };
  const suites = [{ name: 'net', cases: [] }];
  const alone = {
    round: ['NET'],
    image,
    ...judgeReading({ end: 'crash', cause: 'halted', suites, findings: [] }, 'cell'),
  };
  const namesOf = (boots: readonly JudgedBoot[]): string[] =>
    boots.flatMap(({ cases }) => cases.map(({ suite, name }) => `${suite}.${name}`));
  expect(namesOf(withoutExplained([silent, alone]))).toEqual(['net.(init)']);
  expect(namesOf(withoutExplained([silent]))).toEqual(['cell.(log)']);
  expect(namesOf(withoutExplained([silent, { ...alone, round: ['FS'], image: { providers: [] } }]))).toContain(
    'cell.(log)',
  );
});
