// SPDX-License-Identifier: BSD-3-Clause
/**
 * A program as the application of a kernel that cannot load programs: one image for each. Its `main` gets another name and is called by ours,
 * which says on the console how it ended. Programs of one tree share the folder, so that only they are compiled again.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../inputs.ts';

export interface ForeignProgram {
  /** Absolute. */
  readonly file: string;
  readonly helpers: readonly string[];
  readonly includeDirs: readonly string[];
  readonly cflags: readonly string[];
}

/** What the kernel's `main` prints before the status, on a line of its own. The program does not know the nonce. */
export const exitMark = (nonce: string): string => `@${nonce} exit `;

/** The same for the same program, so that its image is found again. */
export const nonceOf = ({ file }: Pick<ForeignProgram, 'file'>): string =>
  hashOf('program', readFileSync(file, 'utf8')).slice(0, 12);

const definesMain = (text: string): boolean => /^[^#/*\n]*\bmain\s*\(/m.test(text);

/** The sources of a folder that are programs. */
export const isProgram = (file: string): boolean => definesMain(readFileSync(file, 'utf8'));

const LICENSE = '/* SPDX-License-Identifier: BSD-3-Clause */';

/**
 * exit() never comes back; where the kernel has no function to switch off, the harness ends it. What is not flushed by then is lost with
 * some C libraries. What a program registers for its end (C11 7.22.4.2: 32 functions at least) runs before the status is told, as its
 * verdict may be there.
 */
const wrapper = (mark: string): string => `${LICENSE}
int printf(const char *format, ...);
int fflush(void *stream) __attribute__((weak));
void ukplat_terminate(int request) __attribute__((weak));
int ukmatrix_program(int argc, char *argv[], char *envp[]);
void ukmatrix_exit(int status) __attribute__((noreturn));
void ukmatrix_end(int status) __attribute__((noreturn));

static void (*at_exit[64])(void);
static unsigned int at_exit_count;

int ukmatrix_atexit(void (*function)(void));

int ukmatrix_atexit(void (*function)(void))
{
	if (at_exit_count == sizeof(at_exit) / sizeof(at_exit[0]))
		return -1;
	at_exit[at_exit_count++] = function;
	return 0;
}

static void run_at_exit(void)
{
	while (at_exit_count > 0)
		at_exit[--at_exit_count]();
}

static void tell(int status)
{
	printf("\\n${mark}%d\\n", status & 255);
	if (fflush)
		fflush(0);
}

void ukmatrix_end(int status)
{
	tell(status);
	if (ukplat_terminate)
		ukplat_terminate(0);
	for (;;)
		__asm__ volatile("" : : : "memory");
}

void ukmatrix_exit(int status)
{
	run_at_exit();
	ukmatrix_end(status);
}

int main(int argc, char *argv[]);

int main(int argc, char *argv[])
{
	static char *environment[] = {0};
	int status;

	(void)argc;
	status = ukmatrix_program(argc > 0, argv, environment);
	run_at_exit();
	tell(status);
	return 0;
}
`;

/** In the newer form GNU's linker and addr2line take what a source includes for the source itself. */
const DEBUG_INFO = '-gdwarf-4';

const RENAMED = [
  'main=ukmatrix_program',
  'exit=ukmatrix_exit',
  'atexit=ukmatrix_atexit',
  '_exit=ukmatrix_end',
  '_Exit=ukmatrix_end',
];

function makefile({ includeDirs, cflags }: ForeignProgram, names: readonly string[]): string {
  const lines = [
    '$(eval $(call addlib,appprogram))',
    `APPPROGRAM_CINCLUDES-y += ${includeDirs.map((dir) => `-I${dir}`).join(' ')}`,
    `APPPROGRAM_CFLAGS-y += ${[DEBUG_INFO, ...cflags].join(' ')}`,
    ...names.map((name) => `APPPROGRAM_SRCS-y += $(APPPROGRAM_BASE)/${name}`),
    '',
  ];
  return lines.join('\n');
}

/** Writes the application's folder anew. Sources are included by their absolute paths, so that messages name them. */
export function writeProgramApp(dir: string, program: ForeignProgram): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const renamed = RENAMED.map((pair) => `#define ${pair.replace('=', ' ')}`).join('\n');
  const helpers = program.helpers.filter((file) => !isProgram(file));
  const sources = [program.file, ...helpers].map((file, index): [string, string] => [
    `source${index}.c`,
    `${LICENSE}\n${renamed}\n#include "${file}"\n`,
  ]);
  const files: readonly (readonly [string, string])[] = [
    ...sources,
    ['wrapper.c', wrapper(exitMark(nonceOf(program)))],
  ];
  for (const [name, text] of files) writeFileSync(join(dir, name), text);
  writeFileSync(join(dir, 'Config.uk'), '');
  const names = files.map(([name]) => name);
  writeFileSync(join(dir, 'Makefile.uk'), makefile(program, names));
}
