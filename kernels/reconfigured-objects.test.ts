// SPDX-License-Identifier: BSD-3-Clause
/** Of objects that were made for another configuration those stay that its difference cannot matter to. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';

const KERNEL = join(import.meta.dirname, 'reference');
const dir = mkdtempSync(join(tmpdir(), 'ukmatrix-reconfigured-'));
const out = join(dir, 'out');
const header = join(out, 'include', 'uk', 'bits', 'config.h');

afterAll(() => {
  rmSync(dir, { recursive: true });
});

/** Object -> what it was made from. */
const OBJECTS = {
  tags: ['tags.c', 'tags.h'],
  cpus: ['cpus.c', 'plain.h'],
  plain: ['plain.c', 'plain.h'],
  lost: ['lost.c', 'gone.h'],
} as const;
const TEXTS = {
  'tags.h': '#if defined(CONFIG_TAGS)\n#endif\n',
  'tags.c': '#include "tags.h"\n',
  'cpus.c': 'int cpus[CONFIG_CPUS], more[CONFIG_CPUS_MORE];\n',
  'plain.h': '/* CONFIGURATION, CONFIG_H */\n',
  'plain.c': '\n',
  'lost.c': '\n',
};

const objectFile = (name: string): string => join(out, 'obj', 'plain', 'lib', `${name}.c.o`);

beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'obj', 'plain', 'lib'), { recursive: true });
  for (const [name, text] of Object.entries(TEXTS)) writeFileSync(join(dir, name), text);
});

function makeObjects(): void {
  for (const [name, files] of Object.entries(OBJECTS)) {
    const object = objectFile(name);
    writeFileSync(object, '');
    const [source, ...headers] = files.map((file) => join(dir, file));
    const phony = headers.map((file) => `${file}:\n`).join('');
    writeFileSync(`${object}.d`, `$(O)/obj/lib/${name}.c.o: ${source} \\\n ${headers.join(' ')}\n${phony}`);
  }
}

function configure(...symbols: readonly string[]): string[] {
  const config = join(dir, 'config');
  writeFileSync(config, `# CONFIG_OTHER is not set\n${symbols.map((symbol) => `CONFIG_${symbol}\n`).join('')}`);
  execFileSync('sh', ['support/build/configure.sh', out, config, header, join(out, 'include/uk/bits/config')], {
    cwd: KERNEL,
  });
  return Object.keys(OBJECTS).filter((name) => existsSync(objectFile(name)));
}

test.each([
  ['a symbol that is set', ['CPUS=4', 'CPUS_MORE=4', 'TAGS=y'], ['cpus', 'plain']],
  ['a symbol with another value', ['CPUS=8', 'CPUS_MORE=4'], ['tags', 'plain']],
  ['a symbol that is no longer set', ['CPUS_MORE=4'], ['tags', 'plain']],
  ['a symbol that none mentions', ['CPUS=4', 'CPUS_MORE=4', 'SUITE=y', 'NAME="x y"'], ['tags', 'cpus', 'plain']],
])('%s', (_, symbols, kept) => {
  configure('CPUS=4', 'CPUS_MORE=4');
  makeObjects();
  expect(configure(...symbols)).toEqual(kept);
});

test('the header keeps its time while its text is the same', () => {
  configure('CPUS=4');
  utimesSync(header, 1000, 1000);
  configure('CPUS=4');
  expect(statSync(header).mtimeMs).toBe(1_000_000);
  configure('CPUS=8');
  expect(statSync(header).mtimeMs).not.toBe(1_000_000);
});

test('objects of a configuration that nobody knows go', () => {
  makeObjects();
  expect(configure('CPUS=4')).toEqual([]);
});
