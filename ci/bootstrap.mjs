#!/usr/bin/env node
// SPDX-License-Identifier: BSD-3-Clause
/**
 * Gets a checkout ready and then runs one of its programs: `node ci/bootstrap.mjs start|test|bench|check|ukmatrix [ARGS]`.
 * Plain JavaScript that Node 16 and later can run, because the Node 24 that runs the rest is one of the things it installs.
 * It looks for files, asks no package manager, and so costs a few milliseconds when nothing is missing. Exit code 2: something is
 * missing that it may not install; the one line on standard output installs it.
 *
 * The scripts of package.json give a run room for what it keeps until its end (V8's sizes are in MiB): a collector that looks for garbage
 * in a small heap again and again takes processors from guests, and finds little.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { keepCompiledCode } from './compile-cache.mjs';
import { findModulesQuickly } from './quick-modules.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'node_modules', '.bootstrap-stamp');
const NODE = join(ROOT, 'node_modules', '.bin', 'node');
const NODE_MAJOR = 24;

/** What each command runs once everything is there. */
const PROGRAMS = {
  start: { file: 'runners/cli/main.ts', args: ['run', '--matrix', 'smoke'] },
  test: { file: 'ci/test.ts', args: [] },
  check: { file: 'ci/check.ts', args: [] },
  bench: { file: 'bench/main.ts', args: [] },
  ukmatrix: { file: 'runners/cli/main.ts', args: [] },
};

/** Executable -> Debian package that brings it. The compiler for the other architecture is a cross compiler. */
const PACKAGES = {
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-system-aarch64': 'qemu-system-arm',
  gcc: 'gcc',
  make: 'make',
  patch: 'patch',
  'kconfig-conf': 'kconfig-frontends-nox',
  setpriv: 'util-linux',
  prlimit: 'util-linux',
  flock: 'util-linux',
  perl: 'perl-base',
  ...(process.arch === 'arm64'
    ? { 'x86_64-linux-gnu-gcc': 'gcc-x86-64-linux-gnu', 'qemu-x86_64': 'qemu-user' }
    : { 'aarch64-linux-gnu-gcc': 'gcc-aarch64-linux-gnu', 'qemu-aarch64': 'qemu-user' }),
};

/** File -> Debian package that brings it: the C library of the host, on which programs run as processes, for both architectures. */
const FILES = {
  '/usr/include/stdio.h': 'libc6-dev',
  ...(process.arch === 'arm64'
    ? { '/usr/x86_64-linux-gnu/include/stdio.h': 'libc6-dev-amd64-cross' }
    : { '/usr/aarch64-linux-gnu/include/stdio.h': 'libc6-dev-arm64-cross' }),
};

/** The page of a run is tested in a browser. Not every system has this one as a package: those tests are skipped there. */
const BROWSER = 'chromium';
const WITH_BROWSER = ['test', 'bench'];

function say(text) {
  process.stderr.write(`ukmatrix: ${text}\n`);
}

function isOnPath(executable) {
  return (process.env.PATH || '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, executable), constants.X_OK);
      return true;
    } catch {
      return false; // Not in this folder; the next one may have it.
    }
  });
}

/** What is missing -> its package. */
function missingThings() {
  const executables = Object.entries(PACKAGES).filter(([name]) => !isOnPath(name));
  const files = Object.entries(FILES).filter(([file]) => !existsSync(file));
  return Object.fromEntries([...executables, ...files]);
}

/** Words to put before a command that needs root, or null when this user may not become root without a password. */
function rootPrefix() {
  if (process.getuid && process.getuid() === 0) return [];
  const isPasswordless = isOnPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return isPasswordless ? ['sudo', '-n'] : null;
}

/** Ends the process with the line that a person with the rights can run. */
function giveUp(missing, packages) {
  say(`missing: ${missing.join(', ')}; installing needs root. Run this line, then try again:`);
  process.stdout.write(
    `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}\n`,
  );
  process.exit(2);
}

/** apt-get as root: whether it succeeded; null where this user cannot run it. */
function aptGet() {
  const prefix = isOnPath('apt-get') ? rootPrefix() : null;
  if (prefix === null) return null;
  return (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return spawnSync(command, rest, { stdio: ['ignore', 2, 2] }).status === 0;
  };
}

function installBrowser() {
  if (isOnPath(BROWSER)) return;
  say(`installing Debian package: ${BROWSER}`);
  const apt = aptGet();
  if (apt !== null) apt('update', '-q');
  const isInstalled = apt !== null && apt('install', '-y', '-q', '--no-install-recommends', BROWSER);
  if (!isInstalled) say(`no ${BROWSER}: the tests of the page in a browser are skipped`);
}

function installPackages() {
  const missing = missingThings();
  const packages = [...new Set(Object.values(missing))].sort();
  if (packages.length === 0) return;
  const apt = aptGet();
  if (apt === null) giveUp(Object.keys(missing), packages);
  say(`installing Debian packages: ${packages.join(' ')}`);
  // A mirror that fails to update one list may still have the packages: the installation decides.
  apt('update', '-q');
  const isInstalled = apt('install', '-y', '-q', '--no-install-recommends', ...packages);
  const stillMissing = Object.keys(missingThings());
  if (!isInstalled || stillMissing.length > 0) {
    giveUp(stillMissing.length > 0 ? stillMissing : Object.keys(missing), packages);
  }
}

function installNodeModules() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  say('installing npm packages (npm ci)');
  const npm = spawnSync('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (npm.status !== 0 || !existsSync(NODE)) {
    say(`npm ci failed${npm.error ? `: ${npm.error.message}` : ''}; its messages are above`);
    process.exit(2);
  }
  writeFileSync(STAMP, lock);
}

/** `npm --prefix DIR run` goes to DIR; the paths that somebody types are relative to where he is. */
function goWhereUserIs() {
  const { npm_lifecycle_event: event, INIT_CWD: folder } = process.env;
  if (event === 'ukmatrix' && folder !== undefined && existsSync(folder)) process.chdir(folder);
}

/** Runs the program in this process when this Node can, else in the Node that npm brought. */
async function run(command, program, args) {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) {
    keepCompiledCode();
    findModulesQuickly();
    const file = join(ROOT, program.file);
    process.argv = [process.execPath, file, ...program.args, ...args];
    await import(pathToFileURL(file).href);
    return;
  }
  // What kills this process outright stops the other one too.
  const words = ['--pdeathsig', 'TERM', '--', NODE, fileURLToPath(import.meta.url), command, ...args];
  const child = spawn('setpriv', words, { stdio: 'inherit' });
  // Ctrl-C reaches the whole foreground group, a signal may be sent to this process alone: the program counts both as one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 130));
}

const [command = '', ...args] = process.argv.slice(2);
const program = Object.prototype.hasOwnProperty.call(PROGRAMS, command) ? PROGRAMS[command] : null;
if (program === null) {
  say(`unknown command ${JSON.stringify(command)}; known: ${Object.keys(PROGRAMS).join(', ')}`);
  process.exit(2);
}
installPackages();
if (WITH_BROWSER.includes(command)) installBrowser();
installNodeModules();
if (command === 'ukmatrix') goWhereUserIs();
await run(command, program, args);
