// SPDX-License-Identifier: BSD-3-Clause
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MAKE_LIMITS, runMake, type MakeEnd } from './make.ts';
import { findExecutable } from './toolchain.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ukmatrix-make-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

function makeHere(): Promise<MakeEnd> {
  const { signal } = new AbortController();
  return runMake({ root: dir, variables: [], goals: [], logFile: join(dir, 'log'), limits: MAKE_LIMITS, signal });
}

test('a missing make or setpriv is named, with the line that installs it', async () => {
  const setpriv = findExecutable('setpriv') ?? '';
  vi.stubEnv('PATH', dir);
  const install = 'is not installed; run: sudo apt-get install -y make util-linux';
  expect(await makeHere()).toEqual({ kind: 'stopped', message: `setpriv ${install}`, tools: [] });
  symlinkSync(setpriv, join(dir, 'setpriv'));
  expect(await makeHere()).toEqual({ kind: 'stopped', message: `make ${install}`, tools: [] });
});

test('what the environment says to other makefiles is not taken for a word to these', async () => {
  for (const name of ['ARCH', 'UK_BASE', 'CONFIG_UK_BASE', 'KCONFIG_ALLCONFIG', 'MAKEFLAGS']) vi.stubEnv(name, 'other');
  for (const name of ['COMPILER', 'LLVM_TARGET_ARCH', 'GIT_DIR']) vi.stubEnv(name, 'other');
  vi.stubEnv('CC', 'ccache gcc');
  vi.stubEnv('GNUMAKEFLAGS', '--dry-run');
  vi.stubEnv('HOME', 'kept');
  const names = '$(HOME):$(ARCH):$(UK_BASE):$(CONFIG_UK_BASE):$(KCONFIG_ALLCONFIG)';
  const others = '$(COMPILER):$(LLVM_TARGET_ARCH):$(GIT_DIR):$(origin CC)';
  writeFileSync(join(dir, 'Makefile'), `$(info ${names})\n$(info ${others})\nall: ;\n\t@touch $(CURDIR)/made\n`);
  expect(await makeHere()).toEqual({ kind: 'made' });
  expect(readFileSync(join(dir, 'log'), 'utf8')).toContain('kept::::\n:::default\n');
  expect(existsSync(join(dir, 'made'))).toBe(true);
});

test('what bash reads before each command does not get into what makefiles read of one', async () => {
  writeFileSync(join(dir, 'greeting'), 'echo hello\n');
  vi.stubEnv('BASH_ENV', join(dir, 'greeting'));
  writeFileSync(join(dir, 'Makefile'), 'SHELL := /bin/bash\n$(info told: $(shell echo x86))\nall: ;\n');
  expect(await makeHere()).toEqual({ kind: 'made' });
  expect(readFileSync(join(dir, 'log'), 'utf8')).toContain('told: x86\n');
});
