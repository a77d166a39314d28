// SPDX-License-Identifier: BSD-3-Clause
/** Who edited a source while it was built had the old verdict for the new source in all runs from then on. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HashCache } from '../inputs.ts';
import { ImageStore } from '../image-store.ts';
import { MAKE_LIMITS } from '../make.ts';
import { HOST_ARCH } from '../toolchain.ts';
import { buildForeign, type ForeignResult } from './build.ts';
import { dropObjectsOf } from './changed-sources.ts';

/** Whoever edits does it when the object's content is read and before it is written, so that make takes it for new. */
const makefile = (edit: string): string => `
.PHONY: defconfig all
all: $(O)/ukmatrix_qemu-${HOST_ARCH}
defconfig:
	@mkdir -p $(O) && cp $(UK_DEFCONFIG) $(C)
$(O)/app/app.o: $(A)/app.c
	@mkdir -p $(@D) && cp $< $@.read && echo '$@: $<' > $(@D)/app.d
	@${edit}
	@sleep 0.02; cp $@.read $@
$(O)/ukmatrix_qemu-${HOST_ARCH}: $(O)/app/app.o
	@cp $< $@
`;

interface Tree {
  readonly source: string;
  readonly build: () => Promise<ForeignResult>;
}

function treeWith(edit: string): Tree {
  const home = mkdtempSync(join(tmpdir(), 'ukmatrix-changed-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true });
  });
  const [root, source] = [join(home, 'tree'), join(home, 'tree', 'app.c')];
  mkdirSync(join(root, 'lib'), { recursive: true });
  for (const file of ['Makefile.uk', 'Config.uk']) writeFileSync(join(root, file), '');
  writeFileSync(join(root, 'Makefile'), makefile(edit));
  writeFileSync(source, 'old\n');
  const none = new Map<string, string>();
  const tree = { root, app: root, libs: [], config: none, wishes: none };
  const { signal } = new AbortController();
  const request = {
    tree,
    arch: HOST_ARCH,
    without: null,
    jobs: 2,
    rootDir: home,
    limits: MAKE_LIMITS,
    signal,
  } as const;
  const build = (): Promise<ForeignResult> =>
    buildForeign(request, new ImageStore(home), new HashCache(join(home, 'hashes.json')), home);
  return { source, build };
}

const contentOf = (result: ForeignResult): string =>
  result.kind === 'failed' ? result.message : readFileSync(result.image.file, 'utf8');
const findingsOf = (result: ForeignResult): readonly string[] =>
  result.kind === 'failed' ? [] : result.image.findings;

test('an edit while it is built is in the image, and going back has the old one', async () => {
  const { source, build } = treeWith('test -e $(O)/../edited || { touch $(O)/../edited; echo new > $<; }');
  const built = await build();
  expect(contentOf(built)).toBe('new\n');
  expect(findingsOf(built)).toEqual([expect.stringMatching(/^sources changed while they were built, .*: .*app\.c$/)]);
  expect(await build()).toMatchObject({ kind: 'cached', image: { findings: [] } });
  writeFileSync(source, 'old\n');
  expect(contentOf(await build())).toBe('old\n');
});

test('an image of sources that never rest is used once', async () => {
  const { build } = treeWith('echo x >> $<');
  const built = await build();
  expect(findingsOf(built)).toEqual([expect.stringContaining('sources changed in two builds one after the other')]);
  expect(await build()).toMatchObject({ kind: 'built' });
});

test('objects go that depend on a changed file, and no others', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'ukmatrix-dropped-'));
  onTestFinished(() => {
    rmSync(outDir, { recursive: true });
  });
  const [reader, other] = [join(outDir, 'libx', 'reader.o'), join(outDir, 'libx', 'other.o')];
  mkdirSync(join(outDir, 'libx'));
  for (const file of [reader, other]) writeFileSync(file, '');
  writeFileSync(join(outDir, 'libx', 'reader.d'), 'reader.o: /tree/reader.c /link/to/tree/list.h\n');
  writeFileSync(join(outDir, 'libx', 'other.d'), 'other.o: /tree/other.c /tree/mylist.h\n');
  dropObjectsOf(['/tree/list.h'], outDir);
  expect([existsSync(reader), existsSync(other)]).toEqual([false, true]);
});
