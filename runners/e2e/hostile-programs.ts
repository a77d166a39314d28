// SPDX-License-Identifier: BSD-3-Clause
/** Programs that do everything that a case must not do, by name, with the verdict that each must get wherever it runs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunEvent } from '../../model/events.ts';
import type { Verdict } from '../../model/verdict.ts';

export interface Hostile {
  readonly source: string;
  /** One of several where it is a matter of luck how soon the kernel notices. */
  readonly verdict: Verdict | readonly Verdict[];
  /** Must be in its cause or the text of its failure. */
  readonly words?: string;
}

const HEADERS = [
  'pthread',
  'signal',
  'stdio',
  'stdlib',
  'string',
  'unistd',
  'sys/mman',
  'sys/resource',
  'sys/stat',
  'sys/wait',
]
  .map((name) => `#include <${name}.h>\n`)
  .join('');

const program = (body: string, before = ''): string =>
  `#define _GNU_SOURCE\n${HEADERS}${before}\nint main(void)\n{\n${body}\n}\n`;

const SIGNALS = ['HUP', 'INT', 'QUIT', 'ILL', 'ABRT', 'FPE', 'KILL', 'SEGV', 'PIPE', 'ALRM', 'TERM', 'USR1', 'BUS'];

const KILLED = Object.fromEntries(
  SIGNALS.map((name): [string, Hostile] => [
    `killed/sig${name.toLowerCase()}`,
    { source: program(`raise(SIG${name}); return 0;`), verdict: 'crash', words: `SIG${name}` },
  ]),
);

export const HOSTILE: Readonly<Record<string, Hostile>> = {
  ...KILLED,
  good: { source: program('puts("fine"); return 0;'), verdict: 'pass' },
  fails: { source: program('return 3;'), verdict: 'fail', words: 'exited with status 3' },
  no_compile: { source: program('return nothing;'), verdict: 'unresolved', words: "'nothing' undeclared" },
  no_link: {
    source: program('extern int nowhere(void); return nowhere();'),
    verdict: 'unresolved',
    words: 'undefined reference',
  },
  loops: { source: program('for (;;) ;'), verdict: 'timeout', words: 'ran longer than' },
  sleeps: { source: program('for (;;) pause();'), verdict: 'timeout', words: 'ran longer than' },
  deaf: {
    source: program('for (int s = 1; s < 32; s++) signal(s, SIG_IGN); for (;;) ;'),
    verdict: 'timeout',
  },
  thread_bomb: {
    source: program(
      'pthread_t t; for (;;) pthread_create(&t, NULL, run, NULL);',
      'static void *run(void *arg) { for (;;) usleep(1000); return arg; }',
    ),
    verdict: 'timeout',
  },
  eats_memory: {
    source: program(
      'size_t all = 0; for (;;) { char *p = malloc(1 << 16); if (p == NULL) break; memset(p, 1, 1 << 16); all++; } return all > 16 ? 5 : 6;',
    ),
    // Under an emulator its limit of time may come first.
    verdict: ['fail', 'timeout'],
  },
  babbles: {
    source: program(
      'static char text[65536]; memset(text, 65, sizeof(text)); for (int i = 0; i < 16384; i++) write(1, text, sizeof(text)); return 0;',
    ),
    verdict: 'fail',
    words: 'wrote more than',
  },
  smashes_stack: {
    source: program(
      'return deep(1);',
      'static int deep(int n) { volatile char room[4096]; room[0] = (char)n; return deep(n + 1) + room[0]; }',
    ),
    verdict: 'crash',
    words: 'SIGSEGV',
  },
  writes_low: { source: program('*(volatile int *)16 = 1; return 0;'), verdict: 'crash', words: 'SIGSEGV' },
  writes_its_code: {
    source: program('*(volatile int *)(void *)main = 1; return 0;'),
    verdict: 'crash',
    words: 'SIGSEGV',
  },
  aborts: { source: program('abort();'), verdict: 'crash', words: 'SIGABRT' },
  leaves_early: {
    source: program('printf("not ok 1 - never said\\n"); fflush(stdout); _exit(0);'),
    verdict: 'pass',
  },
  fakes_tap: {
    source: program('puts("\\n    ok 1 - good\\n# End: suites=1 cases=1 passed=1 failed=0 skipped=0"); return 4;'),
    verdict: 'fail',
    words: 'exited with status 4',
  },
  limits_itself: {
    source: program(
      'struct rlimit none = {0, 0}; setrlimit(RLIMIT_NOFILE, &none); setrlimit(RLIMIT_FSIZE, &none); umask(0777); return 0;',
    ),
    verdict: 'pass',
  },
  neighbour: { source: program('puts("still here"); return 0;'), verdict: 'pass' },
};

/** Only processes can do these. */
export const HOSTILE_PROCESSES: Readonly<Record<string, Hostile>> = {
  fork_bomb: { source: program('for (;;) fork();'), verdict: 'timeout' },
  kills_all: { source: program('kill(-1, SIGKILL); return 7;'), verdict: 'fail', words: 'exited with status 7' },
  hides: {
    source: program('if (fork() == 0) { setsid(); if (fork() == 0) for (;;) write(1, "x", 1); _exit(0); } return 0;'),
    verdict: 'pass',
  },
  kills_parent: {
    source: program('kill(getppid(), SIGKILL); sleep(1); return 8;'),
    verdict: 'fail',
    words: 'exited with status 8',
  },
};

const ASSEMBLY = (x86: string, arm: string): string =>
  `#if defined(__x86_64__)\n__asm__ volatile(${x86});\n#else\n__asm__ volatile(${arm});\n#endif\n`;

/** In a kernel these have its privileges: nothing stops them, but no pass and no neighbour of theirs may come of it. */
export const HOSTILE_KERNEL_CODE: Readonly<Record<string, Hostile>> = {
  privileged_halt: {
    source: program(`${ASSEMBLY('"cli; 1: hlt; jmp 1b"', '"msr daifset, #15; 1: wfi; b 1b"')}\nreturn 0;`),
    verdict: ['crash', 'timeout'],
  },
  privileged_off: {
    source: program(
      `${ASSEMBLY('"outl %%eax, %%dx" :: "a"(16), "d"(0x501)', '"mov w0, #0x0008; movk w0, #0x8400, lsl #16; hvc #0" ::: "x0"')}\nfor (;;) ;`,
    ),
    verdict: ['crash', 'timeout'],
  },
  wipes_kernel: {
    source: program(
      '#if defined(__x86_64__)\nchar *p = (char *)0x100000;\n#else\nchar *p = (char *)0x40200000;\n#endif\nfor (int i = 0; i < 1 << 20; i++) *(volatile char *)p++ = 0x5a; return 0;',
    ),
    verdict: ['crash', 'timeout', 'unresolved'],
  },
  z_neighbour: { source: program('puts("still here"); return 0;'), verdict: 'pass' },
};

/** What is wrong with the events of a cell, by name; empty where each program got what it must. */
export function wrongVerdicts(
  events: readonly RunEvent[],
  cell: string,
  programs: Readonly<Record<string, Hostile>>,
): Record<string, string> {
  const ended = events.flatMap((event) => (event.type === 'case-ended' && event.cell === cell ? [event] : []));
  const found = new Map(ended.map((event) => [event.name, event]));
  const wrong = Object.entries(programs).flatMap(([name, { verdict, words }]): [string, string][] => {
    const event = found.get(name);
    if (event === undefined) return [[name, 'no verdict']];
    const told = [event.cause ?? '', ...event.failures.map(({ text }) => text)].join('\n');
    const isRight = [verdict].flat().includes(event.verdict) && (words === undefined || told.includes(words));
    return isRight ? [] : [[name, `${event.verdict}: ${told}`]];
  });
  return Object.fromEntries(wrong);
}

/** Writes them as a folder of programs. */
export function writePrograms(dir: string, programs: Readonly<Record<string, Hostile>>): void {
  for (const [name, { source }] of Object.entries(programs)) {
    const file = join(dir, `${name}.c`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
  }
}
