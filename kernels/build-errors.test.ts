// SPDX-License-Identifier: BSD-3-Clause
import { expect, test } from 'vitest';
import { firstBuildError, readBuildErrors } from './build-errors.ts';

const read = (log: string): ReturnType<typeof firstBuildError> =>
  firstBuildError(log, '/src/kernels/reference', '/src');

test("the compiler's first error wins over what make says later", () => {
  const log = [
    '  CC      lib/ukalloc/alloc.c',
    "lib/ukalloc/alloc.c:12:3: warning: unused variable 'x' [-Wunused-variable]",
    "lib/ukalloc/alloc.c:42:9: error: 'foo' undeclared (first use in this function)",
    '/src/suites/ukalloc/cases.c:7:1: error: second',
    'make: *** [support/build/objects.mk:36: /out/alloc.o] Error 1',
  ].join('\n');
  expect(read(log)).toEqual({
    message: "'foo' undeclared (first use in this function)",
    file: 'kernels/reference/lib/ukalloc/alloc.c',
    line: 42,
  });
});

test('a script of the tree that gives up is told by what it says, and where', () => {
  const log = [
    '  UKBI    app_qemu-x86_64.bootinfo',
    'Traceback (most recent call last):',
    '  File "/src/kernels/reference/support/mkimage.py", line 130, in <module>',
    '    main()',
    '  CC      lib/ukalloc/alloc.c',
    'lib/ukalloc/alloc.c:12:3: warning: unused variable',
    '  File "/src/kernels/reference/support/mkimage.py", line 45, in main',
    '    out = check_output(["objdump", "-h", name])',
    '  File "/usr/lib/python3.11/subprocess.py", line 1955, in _execute_child',
    '    raise child_exception_type(errno_num, err_msg, err_filename)',
    "FileNotFoundError: [Errno 2] No such file or directory: 'objdump'",
    'make[1]: *** [/src/kernels/reference/plat/Linker.uk:72: /out/app_qemu-x86_64] Error 1',
    "make[1]: Target 'all' not remade because of errors.",
    'make: *** [Makefile:600: sub-make] Error 2',
    "make: Target 'all' not remade because of errors.",
  ];
  expect(read(log.join('\n'))).toEqual({
    message: "FileNotFoundError: [Errno 2] No such file or directory: 'objdump'",
    ...{ file: 'kernels/reference/support/mkimage.py', line: 45 },
  });
  const plain = log.map((line) => line.replace(/^FileNotFoundError.*/, 'Exception: no segments'));
  expect(read(plain.join('\n')).message).toBe('Exception: no segments');
});

test('a suite outside of the kernel is shown by its own path', () => {
  expect(read('/src/suites/smp/cases.c:3:10: fatal error: uk/none.h: No such file or directory')).toMatchObject({
    file: 'suites/smp/cases.c',
    line: 3,
  });
});

test('the linker names the place of an undefined reference', () => {
  const log = [
    "/usr/bin/ld: /out/a.o: in function `main':",
    "/src/suites/app/main.c:9: undefined reference to `nothing'",
  ].join('\n');
  expect(read(log)).toEqual({ message: "undefined reference to `nothing'", file: 'suites/app/main.c', line: 9 });
});

test('without the places of a debugger the linker names the object in the line before', () => {
  const log = [
    "/usr/bin/aarch64-linux-gnu-ld: /out/libsecond.o: in function `entry':",
    "(.text+0x0): multiple definition of `entry'; /out/libfirst.o:start.c:(.text+0x0): first defined here",
    "/usr/bin/aarch64-linux-gnu-ld: start.c:(.text+0x8): undefined reference to `gone'",
    "/usr/bin/aarch64-linux-gnu-ld: /out/libthird.o:main.c:(.text+0x4): undefined reference to `lost'",
    'collect2: error: ld returned 1 exit status',
  ].join('\n');
  expect(read(log).message).toBe(
    "multiple definition of `entry'; /out/libfirst.o:start.c:(.text+0x0): first defined here",
  );
  const { placed } = readBuildErrors(log.split('\n'), '/src', '/src');
  expect(placed.map(({ file, line }) => ({ file, line }))).toEqual([
    { file: '/out/libsecond.o', line: null },
    { file: '/out/libsecond.o', line: null },
    { file: '/out/libthird.o', line: null },
  ]);
});

test("make's own complaint is better than nothing", () => {
  expect(read('make: *** A= names no application folder.  Stop.\n')).toEqual({
    ...{ message: 'A= names no application folder', file: null, line: null },
  });
  expect(read('')).toMatchObject({ message: 'the build ended without a word' });
});

test("what a quiet make builds is no complaint, and the linker's of a script is one", () => {
  const progress = ['  CC      libnolibc: strerror.o', '  LN      Makefile'];
  const collect = 'collect2: error: ld returned 1 exit status';
  expect(read([...progress, collect].join('\n')).message).toBe(collect);
  const script = '/usr/bin/aarch64-linux-gnu-ld:/src/lib/x/extra.ld:2: syntax error';
  expect(read([...progress, script, collect].join('\n'))).toEqual({
    ...{ message: 'syntax error', file: 'lib/x/extra.ld', line: 2 },
  });
});

const DUPLICATE = [
  "/t/lib/uktest/include/uk/test.h:92:20: error: redefinition of 'uk_testcase_x_a'",
  '   92 |  static const struct uk_testcase uk_testcase_##suite##_##name',
  "/t/lib/uktest/include/uk/test.h:103:9: note: in expansion of macro 'UK_TESTCASE_DESC'",
  "/t/lib/x/tests/t.c:163:57: note: in expansion of macro 'UK_TESTCASE'",
  "/t/lib/uktest/include/uk/test.h:92:20: note: previous definition of 'uk_testcase_x_a'",
  "/t/lib/x/tests/t.c:12:1: note: in expansion of macro 'UK_TESTCASE'",
  'make: *** [/t/support/build/Makefile.build:30: /out/libx/t.o] Error 1',
];

test('what a macro made is wrong where the macro is used, not where it is defined', () => {
  expect(readBuildErrors(DUPLICATE, '/t', '/').first).toMatchObject({ file: 't/lib/x/tests/t.c', line: 163 });
});

test('objects that failed are named with what was said before them', () => {
  const header = ['/t/include/h.h:3:1: error: oops', 'make[1]: *** [rules.mk:3: /out/with space/b.o] Error 1'];
  const silent = ['/bin/sh: 1: bogus: not found', 'make: *** [/out/liby/c.o] Error 1'];
  const { objects } = readBuildErrors([...DUPLICATE, ...header, ...silent], '/t', '/');
  expect(objects).toEqual([
    { file: '/out/libx/t.o', error: expect.objectContaining({ line: 163 }) as unknown },
    { file: '/out/with space/b.o', error: { file: '/t/include/h.h', line: 3, message: 'oops' } },
    { file: '/out/liby/c.o', error: { file: null, line: null, message: '/bin/sh: 1: bogus: not found' } },
  ]);
});

test('Kconfig and make name the place of a wrong line', () => {
  const kconfig = ['/t/lib/x/Config.uk:15: syntax error', 'make[1]: *** [/out/Makefile:952: defconfig] Error 1'].join(
    '\n',
  );
  expect(read(kconfig)).toEqual({ message: 'syntax error', file: '/t/lib/x/Config.uk', line: 15 });
  expect(read('/t/lib/x/Makefile.uk:11: *** libx needs an oven.  Stop.')).toEqual({
    ...{ message: 'libx needs an oven', file: '/t/lib/x/Makefile.uk', line: 11 },
  });
});

test("the assembler's words are told without the compiler's temporary file", () => {
  const log = ['/tmp/ccPIdSUm.s: Assembler messages:', "/tmp/ccPIdSUm.s:7: Error: no such instruction: `bogus'"];
  const warning = 'ld: warning: /out/libz/i.o: missing .note.GNU-stack section implies executable stack';
  const { first, objects } = readBuildErrors([warning, ...log, 'make: *** [a.mk:3: /out/liby/c.o] Error 1'], '/t', '/');
  expect(first).toMatchObject({ message: "Error: no such instruction: `bogus' (of c.o)", line: null });
  expect(objects).toMatchObject([{ file: '/out/liby/c.o', error: { message: "Error: no such instruction: `bogus'" } }]);
});

test("what cannot be fetched is told in the words of who tried, and is its library's", () => {
  const log = [
    "wget: unable to resolve host address 'example.invalid'",
    'make: *** [/t/a.mk:3: /out/liby/y.tgz] Error 4',
  ];
  expect(readBuildErrors(log, '/t', '/')).toMatchObject({
    first: { message: log[0] },
    objects: [{ file: '/out/liby/y.tgz' }],
  });
});

test('a source that nobody makes is missed by its object', () => {
  const line = "make: *** No rule to make target '/t/lib/x/gen.c', needed by '/out/libx/gen.o'.  Stop.";
  expect(readBuildErrors([line], '/t', '/').objects).toMatchObject([{ file: '/out/libx/gen.o' }]);
});

test('of a file that nobody makes its own line is told, not what another lacks', () => {
  const line = (name: string): string =>
    `make[1]: *** No rule to make target '/out/l/origin/${name}.c', needed by '/out/l/${name}.o'.`;
  const { objects } = readBuildErrors([line('a'), line('b')], '/tree', '/');
  expect(objects.map(({ error }) => error.message)).toEqual(
    ['a', 'b'].map((name) => line(name).replace('make[1]: *** ', '')),
  );
});

test('what the linker finds twice is told of the source, not of the object it came in', () => {
  const log =
    "/usr/bin/ld: /out/libb.o:/b/t.c:3: multiple definition of `testsuite_twin'; /out/liba.o:/a/t.c:3: first defined here\n";
  expect(firstBuildError(log, '/tree', '/project')).toMatchObject({ file: '/b/t.c', line: 3 });
  expect(firstBuildError(log, '/tree', '/project').message).toMatch(/^multiple definition of `testsuite_twin'/);
});

test('of two files that failed for different reasons each has its own, git and checksums included', () => {
  const failed = (name: string): string => `make[1]: *** [/l/Makefile.uk:5: /out/${name}/.origin] Error 2`;
  const log = [
    'tar (child): /out/a/a.tar.gz: Cannot open: No such file or directory',
    failed('a'),
    'fatal: unable to look up git.example (port 9418) (Name or service not known)',
    failed('b'),
    '/out/c/c.zip: SHA256 checksum validation failed',
    failed('c'),
    failed('d'),
  ];
  expect(readBuildErrors(log, '/tree', '/').objects.map(({ error }) => error.message)).toEqual([
    log[0],
    log[2],
    log[4],
    '[/l/Makefile.uk:5: /out/d/.origin] Error 2',
  ]);
});

test('a makefile that gives up over a tool tells what the tool said', () => {
  const log = [
    'mkdir: cannot create directory ‘/out’: Permission denied',
    'Makefile:140: *** could not create directory "/out".  Stop.',
  ].join('\n');
  expect(firstBuildError(log, '/tree', '/project')).toMatchObject({
    file: '/tree/Makefile',
    message: 'could not create directory "/out": mkdir: cannot create directory ‘/out’: Permission denied',
  });
});

test('each file of a circle of Kconfig symbols is told all of it', () => {
  const see = 'For a resolution refer to Documentation/kbuild/kconfig-language.txt';
  const log = [
    '/a/Config.uk:1:error: recursive dependency detected!',
    see,
    '/a/Config.uk:1:\tsymbol LIBA depends on LIBB',
    see,
    '/b/Config.uk:4:\tsymbol LIBB is selected by LIBA',
    '/c/Config.uk:9: syntax error',
  ];
  const message = 'recursive dependency detected! LIBA depends on LIBB, LIBB is selected by LIBA';
  const { placed } = readBuildErrors(log, '/', '/');
  expect(placed.map((error) => [error.file, error.message])).toEqual([
    ['/a/Config.uk', message],
    ['/a/Config.uk', message],
    ['/b/Config.uk', message],
    ['/c/Config.uk', 'syntax error'],
  ]);
});

test('what Kconfig said is no reason of an object that could not be made behind it', () => {
  const log = [
    '/a/Config.uk:1:error: recursive dependency detected!',
    '/a/Config.uk:1:\tsymbol LIBA depends on LIBA',
    '/tmp/ccSP90tU.s: Assembler messages:',
    "/tmp/ccSP90tU.s:17: Error: unknown mnemonic `bogus' -- `bogus %rax'",
    'make[1]: *** [Makefile:9: /out/libb/test_b.o] Error 1',
  ];
  const [object] = readBuildErrors(log, '/k', '/').objects;
  expect(object).toMatchObject({ file: '/out/libb/test_b.o' });
  expect(object?.error.message).toBe("Error: unknown mnemonic `bogus' -- `bogus %rax'");
});
