// SPDX-License-Identifier: BSD-3-Clause
/**
 * One run of make: in a process group of its own, its output in a file and not in memory, so that 20 MB of warnings cost nothing, and
 * with an end for builds that have none.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { execa, signalGroup } from './execa.ts';
import { runningTools, type RunningTool } from './running-tools.ts';

export interface MakeLimits {
  /** A build that prints nothing for this long gets nowhere. */
  readonly silentMs: number;
  readonly totalMs: number;
  readonly logBytes: number;
}

/** A whole libc in one library archive may compile silently for minutes; no tree takes an hour. */
export const MAKE_LIMITS: MakeLimits = { silentMs: 600_000, totalMs: 3_600_000, logBytes: 1 << 30 };

export interface MakeRun {
  readonly root: string;
  /** `NAME=value` words. */
  readonly variables: readonly string[];
  readonly goals: readonly string[];
  readonly logFile: string;
  readonly limits: MakeLimits;
  readonly signal: AbortSignal;
}

export type MakeEnd =
  | { readonly kind: 'made' }
  | { readonly kind: 'failed' }
  /** `tools`: what ran when it took too long. */
  | { readonly kind: 'stopped'; readonly message: string; readonly tools: readonly RunningTool[] };

const KILL_GRACE_MS = 2000;
/** Status of a program that should start another one and does not find it; make's own are 1 and 2. */
const NOT_FOUND = 127;
export const durationInSeconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

export const INTERRUPTED = { kind: 'stopped', message: 'the build was interrupted', tools: [] } as const;

/**
 * Whoever calls us may be a make or a git hook, cross-build another kernel with another compiler, or give images names of their own:
 * makefiles would take it for theirs. What a shell reads before each command of theirs prints into what they read of it.
 */
const FOR_MAKEFILES =
  /^(?:ARCH|PLAT|CC|COMPILER|LLVM_TARGET_ARCH|(?:GNU)?MAKEFLAGS|MAKEFILES|MAKELEVEL|BASH_ENV|GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX)|(?:UK|CONFIG|KCONFIG)_.*)$/;

function withoutMakeVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = Object.keys(environment).filter((name) => FOR_MAKEFILES.test(name));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** Calls `stop` once with what is wrong, and whether it is for the time that it takes. Returns what ends the watch. */
function watch(logFile: string, limits: MakeLimits, stop: (message: string, isSlow: boolean) => void): () => void {
  const startedMs = performance.now();
  let [bytes, grewMs] = [0, startedMs];
  const timer = setInterval(
    () => {
      const now = performance.now();
      const size = existsSync(logFile) ? statSync(logFile).size : 0;
      if (size !== bytes) [bytes, grewMs] = [size, now];
      if (size > limits.logBytes) stop(`the build printed more than ${limits.logBytes} bytes`, false);
      else if (now - grewMs > limits.silentMs)
        stop(`the build printed nothing for ${durationInSeconds(limits.silentMs)}`, true);
      else if (now - startedMs > limits.totalMs)
        stop(`the build did not end within ${durationInSeconds(limits.totalMs)}`, true);
    },
    Math.min(1000, limits.silentMs / 4),
  );
  return () => {
    clearInterval(timer);
  };
}

export async function runMake({ root, variables, goals, logFile, limits, signal }: MakeRun): Promise<MakeEnd> {
  // A signal that has come already tells nobody who listens later.
  if (signal.aborted) return INTERRUPTED;
  mkdirSync(dirname(logFile), { recursive: true });
  const log = { file: logFile, append: true } as const;
  const args = ['--pdeathsig', 'TERM', '--', 'make', '-C', root, ...variables, ...goals];
  const child = execa('setpriv', args, {
    stdin: 'ignore',
    stdout: log,
    stderr: log,
    reject: false,
    detached: true, // A group of its own, so that an interruption can reach every compiler.
    env: { ...withoutMakeVariables(process.env), LC_ALL: 'C' },
  });
  const stopped: Extract<MakeEnd, { kind: 'stopped' }>[] = [];
  const stop = (message: string, tools: readonly RunningTool[] = []): void => {
    if (stopped.push({ kind: 'stopped', message, tools }) > 1) return;
    signalGroup(child.pid, 'SIGTERM');
    setTimeout(() => {
      signalGroup(child.pid, 'SIGKILL');
    }, KILL_GRACE_MS).unref();
  };
  const onAbort = (): void => {
    stop(INTERRUPTED.message);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const unwatch = watch(logFile, limits, (message, isSlow) => {
    stop(message, isSlow && child.pid !== undefined ? runningTools(child.pid) : []);
  });
  const result = await child;
  unwatch();
  signal.removeEventListener('abort', onAbort);
  if (result.code === 'ENOENT' || result.exitCode === NOT_FOUND) {
    const tool = result.code === 'ENOENT' ? 'setpriv' : 'make';
    return { ...INTERRUPTED, message: `${tool} is not installed; run: sudo apt-get install -y make util-linux` };
  }
  return stopped[0] ?? { kind: result.failed ? 'failed' : 'made' };
}
