// SPDX-License-Identifier: BSD-3-Clause
/** The gallery of liars: what kernels do that no decent kernel does, each in a real QEMU, each with the one right answer. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ARCHES } from '../../../model/cell.ts';
import { ARCHES_UNDER_TEST } from '../narrowing.ts';
import { temporaryFolder } from '../ukmatrix.ts';
import { buildGuest } from './build-guest.ts';
import { GALLERY } from './gallery.ts';
import { answerOf } from './liar.ts';
import { scriptOf, scriptWord } from './script.ts';
import { limitsFor, tell } from './tell.ts';

const scratch = temporaryFolder();

afterAll(() => {
  scratch[Symbol.dispose]();
});

test('every liar has a name of its own', () => {
  expect(new Set(GALLERY.map(({ name }) => name)).size).toBe(GALLERY.length);
});

describe.each(ARCHES_UNDER_TEST)('%s', (arch) => {
  let image: string;
  beforeAll(async () => {
    image = await buildGuest(arch, scratch.dir);
  });

  const liars = GALLERY.filter((liar) => (liar.arch ?? ARCHES).includes(arch));
  test.concurrent.for(liars)('$name: the guest $does', async (liar, { expect }) => {
    const { verdicts, ends, exitCode, because = /^/ } = answerOf(liar, arch);
    const seen = await tell({
      arch,
      image,
      ...limitsFor(ends),
      dir: join(scratch.dir, arch, liar.name),
      words: (asked) => {
        const names = asked.map(({ name }) => name);
        return [scriptWord(scriptOf(names, names.includes('two') ? liar.lie : {}))];
      },
    });
    const told = `${seen.verdicts} | ${seen.ends} | ${seen.exitCode}`;
    expect(told, seen.words).toBe(`${verdicts} | ${ends} | ${exitCode}`);
    expect(seen.words).toMatch(because);
  });
});
