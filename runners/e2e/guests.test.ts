// SPDX-License-Identifier: BSD-3-Clause
/** What no decent kernel does, and the one verdict that is right for it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootGuest, buildGuest, type GuestOutcome } from './guest.ts';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { temporaryFolder } from './ukmatrix.ts';

const LIMITS = { progressMs: 1500, capMs: 30_000, outputBytes: 1 << 18 };
const folder = temporaryFolder();

afterAll(() => {
  folder[Symbol.dispose]();
});

describe.each(ARCHES_UNDER_TEST)('%s', (arch) => {
  let image: string;
  beforeAll(async () => {
    image = await buildGuest(arch, folder.dir);
  });
  const boot = (act: string): Promise<GuestOutcome> => bootGuest(arch, image, act, folder.dir, LIMITS);

  test.concurrent.each([
    ['hang', 'timeout', 'hang'],
    ['sleep', 'timeout', 'hang'],
    ['babble', 'timeout', 'hang'],
    ['off', 'crash', 'crash'],
    ['forge', 'crash', 'crash'],
  ])('a guest that does "%s" in its second case: %s', async (act, verdict, end) => {
    const { judgement, verdicts } = await boot(act);
    expect(verdicts).toEqual({ one: 'pass', two: verdict });
    expect(judgement.end).toBe(end);
    expect(judgement.remaining).toEqual([{ suite: 'g', name: 'three' }]);
  });

  test('every case reported but no end line: the last one is in doubt', async () => {
    const { verdicts } = await boot('mute');
    expect(verdicts).toEqual({ one: 'pass', two: 'pass', three: 'unresolved' });
  });

  test('a storm of output is kept up to the limit and no further', async () => {
    const { evidence } = await boot('babble');
    expect(evidence.killed).toBe('output');
    expect(evidence.byteCount).toBeLessThan(2 * LIMITS.outputBytes);
  });
});

describe.runIf(ARCHES_UNDER_TEST.includes('x86_64'))('exit status of x86_64', () => {
  let image: string;
  beforeAll(async () => {
    image = await buildGuest('x86_64', folder.dir);
  });
  const boot = (act: string): Promise<GuestOutcome> => bootGuest('x86_64', image, act, folder.dir, LIMITS);

  test('a decent guest passes', async () => {
    expect((await boot('pass')).verdicts).toEqual({ one: 'pass', two: 'pass', three: 'pass' });
  });

  test('a failure that is told everywhere is a failure, and the rest passes', async () => {
    expect((await boot('fail')).verdicts).toEqual({ one: 'pass', two: 'fail', three: 'pass' });
  });

  test('all passed, but the exit status says otherwise: nothing is believed', async () => {
    const { judgement, verdicts } = await boot('lie');
    expect(verdicts).toEqual({ one: 'unresolved', two: 'unresolved', three: 'unresolved' });
    expect(judgement.disagreement).toBe('the exit status is 35 where 33 was due');
  });

  test('a triple fault resets the machine and is a crash of its case', async () => {
    expect((await boot('triple')).verdicts).toEqual({ one: 'pass', two: 'crash' });
  });
});
