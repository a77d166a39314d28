// SPDX-License-Identifier: BSD-3-Clause
/** Objects of one configuration went into the image of the next: make had looked at their age before Kconfig touched what they depend on. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HashCache } from '../inputs.ts';
import { ImageStore } from '../image-store.ts';
import { MAKE_LIMITS } from '../make.ts';
import { HOST_ARCH } from '../toolchain.ts';
import { buildForeign } from './build.ts';
import { flagSymbolsIn } from './flag-symbols.ts';

/** The order in which released trees do things, without a compiler. */
const MAKEFILE = `
.PHONY: all defconfig prepare $(C)
all: $(O)/ukmatrix_qemu-${HOST_ARCH}
defconfig:
	@mkdir -p $(O)/touched && cp $(UK_DEFCONFIG) $(C)
$(O)/auto.conf: $(C)
	@cmp -s $(C) $@ || touch $(O)/touched/level
	@cp $(C) $@
prepare: $(O)/auto.conf
$(O)/app/app.o: $(wildcard $(O)/touched/level) | prepare
	@mkdir -p $(@D) && cp $(C) $@
$(O)/ukmatrix_qemu-${HOST_ARCH}: $(O)/app/app.o
	@cp $< $@
`;

/** Builds for each of these levels in turn; what the images are made of. */
async function builtFor(makefile: string, levels: readonly string[], symbol = 'LEVEL'): Promise<string[]> {
  const home = mkdtempSync(join(tmpdir(), 'ukmatrix-stale-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true });
  });
  const root = join(home, 'tree');
  mkdirSync(join(root, 'lib'), { recursive: true });
  writeFileSync(join(root, 'Makefile'), makefile);
  writeFileSync(join(root, 'Makefile.uk'), 'CFLAGS-$(CONFIG_FLAGGED) += -O0\n');
  writeFileSync(join(root, 'Config.uk'), 'config LEVEL\n\tint "level"\nconfig FLAGGED\n\tint "flags"\n');
  const found: string[] = [];
  for (const level of levels) {
    const tree = { root, app: root, libs: [], config: new Map([[symbol, level]]), wishes: new Map<string, string>() };
    const build = { tree, arch: HOST_ARCH, without: null, jobs: 2, rootDir: home, limits: MAKE_LIMITS };
    const { signal } = new AbortController();
    const hashes = new HashCache(join(home, 'hashes.json'));
    const built = await buildForeign({ ...build, signal }, new ImageStore(home), hashes, home);
    if (built.kind === 'failed') throw new Error(built.message);
    found.push(/(?:LEVEL|FLAGGED|UK_NAME)="?(\w)"?$/m.exec(readFileSync(built.image.file, 'utf8'))?.[1] ?? 'none');
  }
  return found;
}

test('an image is made of objects of its own configuration', async () => {
  expect(await builtFor(MAKEFILE, ['1', '2', '3', '1'])).toEqual(['1', '2', '3', '1']);
});

test('a tree that cannot prepare alone is built as it is', async () => {
  expect(await builtFor(MAKEFILE.replaceAll('prepare', 'ready'), ['1', '2'])).toHaveLength(2);
});

test('nor of objects that were compiled with other flags, which make does not look at', async () => {
  const untouched = MAKEFILE.replace('touch $(O)/touched/level', 'true').replace('$(wildcard $(O)/touched/level) ', '');
  expect(await builtFor(untouched, ['1', '2', '1'], 'FLAGGED')).toEqual(['1', '2', '1']);
});

test('an image of the name of an earlier configuration is not taken for that of this one', async () => {
  const named = `NAME := $(shell sed -n 's/^CONFIG_UK_NAME="\\(.*\\)"/\\1/p' $(UK_DEFCONFIG))\n${MAKEFILE.replaceAll('ukmatrix_qemu', '$(NAME)_qemu')}`;
  expect(await builtFor(named, ['a', 'b', 'a', 'c'], 'UK_NAME')).toEqual(['a', 'b', 'a', 'c']);
});

test('symbols are those of flags of compilers, and of the conditions around them', () => {
  const makefile = `
COMPFLAGS-$(CONFIG_OPTIMIZE_PERF) += -O2
LDFLAGS-$(CONFIG_OPTIMIZE_DEADELIM) += -Wl,--gc-sections
ifeq ($(CONFIG_A),y)
LIBX_CFLAGS-$(call gcc_version_ge,8,0) += -DX
else ifneq ($(CONFIG_B),)
LIBX_SRCS-$(CONFIG_C) += x.c
endif
ifeq ($(CONFIG_D),y)
CINCLUDES-y += -I.
endif
ISR_ARCHFLAGS-y += \\
\t$(if $(CONFIG_E),-mno-sse)
LIBX_CFLAGS-$(CONFIG_LIBX_TEST) += -DTEST
`;
  expect(flagSymbolsIn(makefile)).toEqual(['OPTIMIZE_PERF', 'A', 'E']);
});
