// SPDX-License-Identifier: BSD-3-Clause
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planned, cell, ended, failed, mixedRun, recordOf, started, bootStarted } from '../synthetic-run.ts';
import { applyEvent, emptyRecord } from '../run-record.ts';
import type { RunEvent } from '../../model/events.ts';
import { fold } from './style.ts';
import { terminalReporter, type Detail } from './terminal.ts';

interface Screen {
  readonly text: () => string;
  readonly stream: { write(text: string): void; isTTY: boolean; columns: number; rows: number };
}

function screen(isTTY: boolean, columns = 80): Screen {
  let written = '';
  return {
    text: () => written,
    stream: {
      write: (text) => {
        written += text;
      },
      isTTY,
      columns,
      rows: 24,
    },
  };
}

async function show(
  events: readonly RunEvent[],
  to: Screen,
  environment: Record<string, string> = {},
  detail: Detail = 'usual',
): Promise<string> {
  const record = emptyRecord();
  const reporter = terminalReporter({ record, stream: to.stream, environment, runDir: '.ukmatrix/runs/1', detail });
  for (const event of events) {
    applyEvent(record, event);
    reporter.consume(event);
    vi.advanceTimersByTime(40);
  }
  await reporter.finish();
  return to.text();
}

/** What stays on a screen that understands the two sequences the reporter moves the cursor with. */
function settled(output: string): string[] {
  const lines: string[] = [''];
  for (const token of output.split(/(\u001B\[\d+A\r\u001B\[J|\n)/)) {
    const up = /^\u001B\[(\d+)A/.exec(token)?.[1];
    if (up !== undefined) {
      lines.splice(lines.length - 1 - Number(up));
      lines.push('');
    } else if (token === '\n') {
      lines.push('');
    } else {
      lines.push(`${lines.pop() ?? ''}${token}`);
    }
  }
  return lines;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('terminal reporter without a terminal', () => {
  it('writes plain lines: no escape at all', async () => {
    const output = await show(mixedRun(), screen(false));
    expect(output).not.toContain('\u001B');
    expect(output).toContain('1/2 x86_64-nolibc-smp1: 2 cases\n');
    expect(output.split('\n').length).toBeLessThan(60);
  });

  it('says what one needs of each unexpected outcome', async () => {
    const output = await show(mixedRun(), screen(false));
    expect(output).toContain(
      [
        'CRASH  ukalloc > overrun',
        '    in arm64-nolibc-smp4',
        '    lib/ukalloc/alloc.c:88: Unhandled page fault at 0x10',
        '    at uk_memalign < 0x101000',
        '    again: npm run ukmatrix -- run --arch arm64 --smp 4 --machine virt-gicv3 --case ukalloc.overrun',
        '',
      ].join('\n'),
    );
    expect(output).toContain('7 cases in 2 cells: 3 pass, 1 fail, 1 skip, 1 crash, 1 unresolved, 3 unexpected');
    expect(output).toContain('coverage: lines 75.0 %, functions 100.0 %, branches 66.6 %');
    expect(output).toContain(
      'FAIL  ukalloc > memalign\n    in arm64-nolibc-smp4\n    suites/ukalloc/cases.c:42: expected `x` to be 3 but was 4\n' +
        '    transcript: .ukmatrix/runs/1/transcripts/arm64-nolibc-smp4/0.log\n    again: npm run',
    );
    expect(output).toContain('repro: .ukmatrix/runs/1/repro/, a script for each\npage: .ukmatrix/runs/1/index.html\n');
  });

  it('tells cases that never ran for one reason together, behind what did run', async () => {
    const [one, two] = [cell('x86_64', 1), cell('x86_64', 4)];
    const [lost, broken, last] = [planned('smp', 'lost'), planned('smp', 'broken'), planned('smp', 'last')];
    const cause = 'the kernel stopped before the first case of its suite: out of frames';
    const never = { verdict: 'unresolved', outcome: 'unexpected', cause, boot: null, transcriptRange: null } as const;
    const ends = [one, two].flatMap((of) => [
      ended(of, lost, never),
      ended(of, broken, failed('expected `x` to be 3 but was 4')),
      ended(of, last, never),
    ]);
    const output = await show([started([one, two]), bootStarted(one), bootStarted(two), ...ends], screen(false));
    const headings = output.split('\n').filter((line) => /^(?:FAIL|UNRESOLVED) {2}/.test(line));
    expect(headings).toEqual(['FAIL  smp > broken', 'UNRESOLVED  smp > lost and 1 other case']);
    expect(output).toContain(`UNRESOLVED  smp > lost and 1 other case\n    in ${one.id}, ${two.id}\n`);
  });

  it('has a table with a row for each cell and a column for each verdict that occurred', async () => {
    const lines = (await show(mixedRun(), screen(false))).split('\n');
    const heading = lines.find((line) => line.startsWith('cell ')) ?? '';
    expect(heading.split(/\s+/)).toEqual(['cell', 'pass', 'fail', 'skip', 'crash', 'unresolved']);
    const row = lines.findLast((line) => line.startsWith('arm64-nolibc-smp4 ')) ?? '';
    expect(row.split(/\s+/)).toEqual(['arm64-nolibc-smp4', '1', '1', '1', '1', '1', '1', 'boot']);
  });

  it('has no table of suites where each cell is a suite of its own', async () => {
    const image = { ...cell('x86_64', 1), id: 'apic' };
    const lines = (suite: string): Promise<string> =>
      show([started([image]), bootStarted(image), ended(image, planned(suite, 'exit'))], screen(false));
    expect(await lines('timer')).toMatch(/^suite /m);
    expect(await lines('apic')).not.toMatch(/^suite /m);
  });

  it('takes a failure that several cells share together', async () => {
    const cells = [cell('x86_64', 1), cell('x86_64', 4)];
    const one = planned('ukalloc', 'memalign');
    const events = [started(cells), ...cells.flatMap((of) => [bootStarted(of), ended(of, one, failed('same'))])];
    const output = await show(events, screen(false));
    expect(output).toContain('    in x86_64-nolibc-smp1, x86_64-nolibc-smp4\n');
  });

  it('says of many cells what they have in common', async () => {
    const cells = (['x86_64', 'arm64'] as const).flatMap((arch) => [1, 2, 4, 8].map((smp) => cell(arch, smp)));
    const one = planned('ukalloc', 'memalign');
    const ends = cells.map((of) => ended(of, one, of.axes.arch === 'arm64' ? failed('wrong') : {}));
    expect(await show([started(cells), ...ends], screen(false))).toContain('    only on arm64 (4 of 8 cells)\n');
  });

  it('says after each boot of many what stopped it, and shows no boot that is over', async () => {
    const of = cell('arm64', 1);
    const round = (boot: number, suitesLeft: number, name: string | null): RunEvent[] => [
      { ...bootStarted(of), boot } as RunEvent,
      {
        ...{ type: 'round-ended', atMs: 1, cell: of.id, boot, suitesLeft },
        ...(name === null ? { end: 'hang', stopped: null } : { end: 'crash', stopped: { suite: 'ring', name } }),
      },
    ];
    const events = [started([of]), ...round(0, 38, 'fills'), ...round(1, 1, null), ...round(2, 0, 'drains')];
    const lines = (await show(events, screen(false))).split('\n').filter((line) => line.includes(' boot '));
    expect(lines).toEqual([
      `${of.id} boot 0: crash in ring > fills, 38 suites left`,
      `${of.id} boot 1: hang, 1 suite left`,
    ]);
    const live = stripVTControlCharacters(await show(events, screen(true)));
    expect(live).toContain(lines[0]);
    expect(live).not.toContain(`  ${of.id} boot 1  running`);
    expect(live).not.toContain('cases 0/0');
    expect(await show(events, screen(false), {}, 'quiet')).not.toContain('left');
  });

  it('tells a command that runs several problems again once', async () => {
    const of = cell('x86_64', 1);
    const tree = { ...of, axes: { ...of.axes, kernel: 'tree:/uk', machine: 'qemu:pc' as const } };
    const [one, two] = [planned('ring', 'fills'), planned('ring', 'drains')];
    const ends = [one, two].map((each) => ended(tree, each, failed(`no ${each.name}`)));
    const output = await show([started([tree]), bootStarted(tree), ...ends], screen(false));
    const again = output.split('\n').filter((line) => line.startsWith('    again: '));
    expect(again).toHaveLength(2);
    expect(again[0]).toMatch(/^ {4}again: npm run .* --suite ring$/);
    expect(again[1]).toBe('    again: as for ring > fills');
  });

  it('tells once why cells could not run, of all that share the reason together', async () => {
    const cells = [1, 2, 4, 8].map((smp) => cell('x86_64', smp));
    const finding = (id: string, text: string): RunEvent => ({ type: 'finding', atMs: 2, cell: id, boot: null, text });
    const why = 'tree:/x could not be built: no gcc';
    const events = [
      started(cells),
      ...cells.map(({ id }) => finding(id, why)),
      finding(cells[0]?.id ?? '', 'and something else'),
      { type: 'run-ended', atMs: 3, exitCode: 3, interrupted: false, durationMs: 3 } as const,
    ];
    const output = await show(events, screen(false));
    const [one, two, four] = cells.map(({ id }) => id);
    expect(output).toContain(`UNRESOLVED  ${one}, ${two}, ${four} and 1 more\n    ${why}\n\nFindings\n`);
    expect(output.split(why)).toHaveLength(2);
    expect(output).toContain(`  ${one}: and something else\n`);
  });

  it('says of an image that was not built at once where in the sources that is', async () => {
    const where = cell('arm64', 1);
    const result = { kind: 'failed', message: 'unknown type name', file: 'lib/x.c', line: 3 } as const;
    const events = [
      started([where]),
      { type: 'build-ended', atMs: 1, image: where.image, result, durationMs: 5 } as const,
    ];
    expect(await show(events, screen(false))).toContain(`NOT BUILT ${where.image}: lib/x.c:3: unknown type name\n`);
  });

  it('-q: what went wrong, the sum, and nothing else; -v: each case', async () => {
    const quiet = await show(mixedRun(), screen(false), {}, 'quiet');
    expect(quiet).not.toContain('building');
    expect(quiet.split('\n')[0]).toBe('FAIL  ukalloc > memalign');
    expect(quiet.split('\n').at(-2)).toMatch(/^7 cases in 2 cells/);
    const verbose = await show(mixedRun(), screen(false), {}, 'verbose');
    expect(verbose).toContain('pass       x86_64-nolibc-smp1 ukalloc > malloc_zero 2 ms\n');
    expect(verbose).toContain('boot arm64-nolibc-smp4 0: complete after 50 ms\n');
  });

  it('lets no guest move the cursor', async () => {
    const of = cell('x86_64', 1);
    const evil = ended(of, planned('ukalloc', 'e\u001B[2Jvil'), failed('\u001B]0;owned\u0007\u009B2J\rtext'));
    expect(await show([started([of]), evil], screen(false))).not.toMatch(/[\u001B\u009B\r\u0007]/);
  });
});

describe('terminal reporter on a terminal', () => {
  it('shows progress while running and leaves no trace of it', async () => {
    const to = screen(true);
    const output = await show(mixedRun(), to);
    expect(output).toContain('cells 0 done, 2 running, 0 left');
    expect(output).toContain('ukalloc > memalign');
    const last = settled(output);
    expect(last.filter((line) => line.includes('running, '))).toEqual([]);
    expect(last.filter((line) => line.includes('FAIL'))).toHaveLength(2);
  });

  it('repaints at most every 100 ms unless a line is to stay', async () => {
    const of = cell('x86_64', 1);
    const passes = Array.from({ length: 100 }, (_, index) => ended(of, planned('ukalloc', `case${index}`)));
    const output = await show([started([of]), bootStarted(of), ...passes], screen(true));
    // 102 events 40 ms apart are 4080 ms.
    expect(output.match(/\u001B\[\d+A/g)?.length).toBeLessThanOrEqual(46);
  });

  it('moves the clock while nothing happens', async () => {
    const to = screen(true);
    const begin = started([cell('x86_64', 1)]);
    const record = recordOf([begin]);
    const reporter = terminalReporter({ record, stream: to.stream, environment: {}, runDir: 'r' });
    reporter.consume(begin);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(to.text()).toContain('6.1 s |');
    await reporter.finish();
    const written = to.text();
    await vi.advanceTimersByTimeAsync(7_000);
    expect(to.text()).toBe(written);
  });

  it.each([80, 40])('keeps what it repaints within %i columns', async (columns) => {
    const cells = Array.from({ length: 30 }, (_, index) => ({
      ...cell('arm64', 4),
      id: `arm64-${'x'.repeat(60)}${index}`,
    }));
    const output = await show([started(cells), ...cells.map((of) => bootStarted(of))], screen(true, columns), {
      NO_COLOR: '1',
    });
    const frames = output.split(/\u001B\[\d+A\r\u001B\[J/).slice(1, -1);
    expect(frames.length).toBeGreaterThan(2);
    for (const line of frames.flatMap((frame) => frame.split('\n'))) {
      expect(line.length).toBeLessThan(columns);
    }
  });

  it('has no colour with NO_COLOR', async () => {
    const output = await show(mixedRun(), screen(true), { NO_COLOR: '1' });
    expect(output).not.toMatch(/\u001B\[\d+m/);
    expect(await show(mixedRun(), screen(true))).toMatch(/\u001B\[\d+m/);
  });
});

describe('a line on a narrow terminal', () => {
  it('is broken between words, and a command stays one', async () => {
    const shown = settled(await show(mixedRun(), screen(true))).map((line) => stripVTControlCharacters(line));
    expect(shown.filter((line) => line.length >= 80)).toEqual([]);
    const again = shown.findIndex((line) => line.includes('again: npm run ukmatrix -- run --arch arm64'));
    expect(shown[again]).toMatch(/ \\$/);
    expect(shown[again + 1]).toBe('        --case ukalloc.memalign');
  });

  it('is left as it is where nothing can be broken', () => {
    expect(fold(`    ${'x'.repeat(90)}`, 80)).toEqual([`    ${'x'.repeat(90)}`]);
    expect(fold(`${'x'.repeat(70)} took 12.5 ms`, 80)).toEqual([`${'x'.repeat(70)} took`, '    12.5 ms']);
    expect(fold('short  enough', 80)).toEqual(['short  enough']);
    expect(fold(`    page: ${'x'.repeat(90)} end`, 80)).toEqual([
      '    page:',
      `        ${'x'.repeat(90)}`,
      '        end',
    ]);
  });

  it('keeps the quoted words of a command whole', () => {
    const quoted = `'${'a b '.repeat(9)}c'\\''d e'`;
    const lines = fold(`    again: npm run ukmatrix -- run --case ${quoted} --suite ${quoted}`, 60);
    expect(lines.join('\n').replaceAll(/ \\\n\s+/g, ' ')).toBe(
      `    again: npm run ukmatrix -- run --case ${quoted} --suite ${quoted}`,
    );
    expect(lines.every((line, index) => index === lines.length - 1 || line.endsWith(' \\'))).toBe(true);
  });
});
