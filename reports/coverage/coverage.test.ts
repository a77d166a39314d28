// SPDX-License-Identifier: BSD-3-Clause
/** Against the toolchain itself: a program is built with coverage, run several times, and gcov's own counts are the truth. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../model/events.ts';
import { bootEnded, cell, image, started } from '../synthetic-run.ts';
import type { ObjectCounters } from './bundle.ts';
import { collectCoverage, CoverageCollector } from './collect.ts';
import { mergeCoverage } from './coverage.ts';
import type { CoverageDocument } from './document.ts';
import { countsByGcov, otherCountsIn, otherCountsInRecord } from './gcov-counts.ts';
import { pageName } from './html-frame.ts';
import { writeBundle } from './synthetic-bundle.ts';

const SOURCES: Readonly<Record<string, string>> = {
  'src/shared.h': `#pragma once
static inline int clamp(int x) {
  if (x > 40)
    return 40;
  return x < 0 ? 0 : x;
}
__attribute__((noinline)) static int half(int x) {
  return x > 1 ? x / 2 : x;
}
#define PAIR(n) int n##_up(int x) { return x ? x + 1 : 0; } int n##_down(int x) { return x - 1; }
`,
  'src/lib/work.c': `#include "shared.h"
PAIR(pair)
int work(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) { sum += i & 1 ? clamp(i) : -1; if (sum > 1000 && n) break; }
  switch (n % 4) {
  case 0: return pair_up(half(sum));
  case 1: return pair_down(sum);
  default: break;
  }
  while (sum-- > 0) if (sum % 7 == 0) n++;
  return n;
}
int never(int x) { return x ? 1 : 2; }
`,
  'src/main.c': `#include <stdlib.h>
#include "shared.h"
int work(int n);
int main(int argc, char **argv) {
  long total = 0;
  for (int i = 1; i < argc; i++)
    total += work(atoi(argv[i])) + clamp(half(atoi(argv[i])));
  return total == 12345678;
}
`,
};

const RUNS: readonly (readonly string[])[] = [['3', '4'], ['100', '-5', '1'], [], ['2000', '9']];

function countsInLcov(lcov: string): Map<string, Map<number, number>> {
  const sources = new Map<string, Map<number, number>>();
  for (const record of lcov.split('end_of_record\n').slice(0, -1)) {
    const name = /^SF:(.*)$/m.exec(record)?.[1] ?? '';
    const lines = [...record.matchAll(/^DA:(\d+),(\d+)$/gm)].map(([, line, count]) => [Number(line), Number(count)] as const);
    expect(sources.has(name), `${name} stands once`).toBe(false);
    expect(record).toContain(`\nLF:${lines.length}\n`);
    expect(record).toContain(`\nLH:${lines.filter(([, count]) => count > 0).length}\n`);
    sources.set(name, new Map(lines));
  }
  return sources;
}

interface Build {
  readonly root: string;
  readonly event: RunEvent;
  /** Counters of each of RUNS alone. */
  readonly boots: readonly (readonly ObjectCounters[])[];
}

/** Builds the program, and runs it once for each of RUNS, counting separately and into the object tree as gcc would. */
function build(): Build {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ukmatrix-coverage-')));
  for (const [name, text] of Object.entries(SOURCES)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  mkdirSync(join(root, 'o/lib'), { recursive: true });
  const compile = (source: string, object: string): void => {
    execFileSync('gcc', ['--coverage', '-O1', '-Isrc', '-c', source, '-o', object], { cwd: root });
  };
  compile('src/lib/work.c', 'o/lib/work.o');
  compile(join(root, 'src/main.c'), 'o/main.o');
  execFileSync('gcc', ['--coverage', 'o/lib/work.o', 'o/main.o', '-o', 'program'], { cwd: root });
  const boots = RUNS.map((words, index) => {
    const prefix = join(root, `run${index}`);
    execFileSync('./program', words, { cwd: root, env: { ...process.env, GCOV_PREFIX: prefix } });
    execFileSync('./program', words, { cwd: root });
    return globSync('**/*.gcda', { cwd: prefix }).map((path) => ({
      path: `/${path}`,
      bytes: readFileSync(join(prefix, path)),
    }));
  });
  const event: RunEvent = {
    type: 'build-ended',
    atMs: 1,
    image: image('x86_64').key,
    result: {
      kind: 'built',
      hash: 'h',
      file: 'k',
      debugFile: 'k.dbg',
      objectDir: join(root, 'o'),
      sourceRoots: [join(root, 'src')],
      toolchainPrefix: '',
    },
    durationMs: 1,
  };
  return { root, event, boots };
}

const CELLS = [cell('x86_64', 1), cell('x86_64', 4)] as const;

/** A run of two cells that share the RUNS between them: 0 and 1 in the first, 2 and 3 in the second. */
function runWith({ root, event, boots }: Build): { readonly runDir: string; readonly events: RunEvent[] } {
  const runDir = mkdtempSync(join(root, 'runs-'));
  const ends = boots.map((objects, index): RunEvent => {
    const coverageDir = `boot${index}`;
    writeBundle(join(runDir, coverageDir), objects);
    const of = index < 2 ? CELLS[0] : CELLS[1];
    return { ...bootEnded(of, index % 2), coverageDir } as RunEvent;
  });
  const startedAt = new Date(Date.now() + 60_000).toISOString();
  return { runDir, events: [{ ...started(CELLS), startedAt } as RunEvent, event, ...ends] };
}

let built: Build;
beforeAll(() => {
  built = build();
});

describe('merged coverage', () => {
  it("has gcov's own counts, line by line, over boots and objects", async () => {
    const { runDir, events } = runWith(built);
    const { merged, findings } = await mergeCoverage({ runDir, events, baseDir: built.root });
    expect(findings).toEqual([]);
    const theirs = countsByGcov(built.root);
    const ours = countsInLcov(readFileSync(join(runDir, 'coverage/lcov.info'), 'utf8'));
    expect([...ours.keys()]).toEqual(['src/lib/work.c', 'src/main.c', 'src/shared.h']);
    for (const [name, counts] of ours) {
      expect([...counts], name).toEqual([...(theirs.get(name) ?? [])].sort(([one], [other]) => one - other));
    }
    expect(merged?.functions).toEqual({ found: 6, hit: 5 });
  });

  it.each([
    ['o/main.gcda', 'main.c'],
    ['o/lib/work.gcda', 'work.c'],
  ])("has gcov's own counts of branches and functions in %s", async (object, file) => {
    const { runDir, events } = runWith(built);
    await mergeCoverage({ runDir, events, baseDir: built.root });
    const records = readFileSync(join(runDir, 'coverage/lcov.info'), 'utf8').split('end_of_record');
    const ours = otherCountsInRecord(records.find((record) => record.includes(`${file}\n`)) ?? '');
    const env = { ...process.env, LC_ALL: 'C' };
    execFileSync('gcov', ['-b', '-c', object], { cwd: built.root, env, stdio: 'ignore' });
    const theirs = otherCountsIn(readFileSync(join(built.root, `${file}.gcov`), 'utf8'));
    globSync('*.gcov', { cwd: built.root }).forEach((name) => {
      rmSync(join(built.root, name));
    });
    expect(ours.branches.size).toBeGreaterThan(0);
    expect(Object.fromEntries(ours.branches)).toEqual(Object.fromEntries(theirs.branches));
    expect(Object.fromEntries(ours.functions)).toEqual(Object.fromEntries(theirs.functions));
  });

  it("counts each cell alone as gcov counts its boots alone", async () => {
    const { runDir, events } = runWith(built);
    const { sources } = await collectCoverage(runDir, events);
    for (const [index, { id }] of CELLS.entries()) {
      const boots = events.filter((event) => event.type !== 'boot-ended' || event.cell === id);
      const alone = await collectCoverage(runDir, boots);
      for (const source of alone.sources.values()) {
        const hits = [...source.lines].flatMap(([line, { count }]) => (count > 0 ? [[line, count] as const] : []));
        const ours = [...(sources.get(source.path)?.hitBy.get(id) ?? [])];
        expect(new Map(ours), `${source.path} in cell ${index}`).toEqual(new Map(hits));
        const called = [...source.functions].flatMap(([key, { count }]) => (count > 0 ? [key] : []));
        expect([...(sources.get(source.path)?.calledBy.get(id) ?? [])].sort()).toEqual(called.sort());
      }
    }
  });

  it('comes to the same while the run goes on', async () => {
    const { runDir, events } = runWith(built);
    const running = new CoverageCollector(runDir);
    for (const event of events) {
      running.consume(event);
      if (event.type === 'boot-ended' && event.boot === 1) {
        running.consume({ type: 'cell-ended', atMs: 1, cell: event.cell });
        await setTimeout(event.cell === CELLS[0].id ? 1 : 50);
      }
    }
    const { sources, findings } = await running.finish();
    expect(findings).toEqual([]);
    expect(sources).toEqual((await collectCoverage(runDir, events)).sources);
  });

  it('does not count a boot of a cell that had ended', async () => {
    const { runDir, events } = runWith(built);
    const ends = CELLS.map(({ id }): RunEvent => ({ type: 'cell-ended', atMs: 1, cell: id }));
    const late = events.filter((event) => event.type === 'boot-ended').slice(0, 1);
    const { sources, findings } = await collectCoverage(runDir, [...events, ...ends, ...late]);
    expect(findings).toEqual([expect.stringMatching(/boot 0 is not used: its cell had ended/)]);
    expect(sources).toEqual((await collectCoverage(runDir, events)).sources);
  });

  it('knows which cells ran each line', async () => {
    const { runDir, events } = runWith(built);
    await mergeCoverage({ runDir, events, baseDir: built.root });
    const document = JSON.parse(readFileSync(join(runDir, 'coverage/coverage.json'), 'utf8')) as CoverageDocument;
    const work = document.sources.find(({ path }) => path === 'src/lib/work.c');
    const cellsOf = (line: number): (readonly number[] | undefined)[] =>
      (work?.lines ?? []).filter(([number]) => number === line).map(([, , ran]) => document.sets[ran]);
    expect(document.cells.map(({ id }) => id)).toEqual(CELLS.map(({ id }) => id));
    expect(cellsOf(3)).toEqual([[0, 1]]);
    expect(cellsOf(14)).toEqual([[]]);
    // Only the first cell's arguments hold one that is 3 modulo 4 or negative.
    expect(cellsOf(11)).toEqual([[0]]);
    expect(work?.axes['11']).toEqual(['only smp=1']);
    expect(work?.axes['3']).toBeUndefined();
  });

  it('adds branches of macros on one line one after another', async () => {
    const { runDir, events } = runWith(built);
    await mergeCoverage({ runDir, events, baseDir: built.root });
    const lcov = readFileSync(join(runDir, 'coverage/lcov.info'), 'utf8');
    expect(lcov.match(/^BRDA:2,.*$/gm)).toHaveLength(2);
    expect(lcov).toContain('FNDA:0,never');
    expect(lcov).toMatch(/^BRDA:14,0,0,-$/m);
  });

  it('writes pages that refer to nothing outside their folder', async () => {
    const { runDir, events } = runWith(built);
    await mergeCoverage({ runDir, events, baseDir: built.root });
    const folder = join(runDir, 'coverage/html');
    const pages = globSync('*.html', { cwd: folder });
    expect(pages).toContain(pageName('src/shared.h'));
    for (const page of pages) {
      const html = readFileSync(join(folder, page), 'utf8');
      expect(html).not.toMatch(/https?:/);
      for (const [, target = ''] of html.matchAll(/(?:href|src)="([^"#]+)/g)) {
        expect(target === '../../index.html' || existsSync(join(folder, target)), target).toBe(true);
      }
    }
    expect(readFileSync(join(folder, pageName('src/shared.h')), 'utf8')).toContain('if (x &gt; 40)');
  });

  it('leaves out counters of another build, names them, and counts the rest', async () => {
    const other = build();
    const { runDir, events } = runWith(built);
    writeBundle(join(runDir, 'boot0'), [
      ...(other.boots[0] ?? []).filter(({ path }) => path.endsWith('work.gcda')),
      ...(built.boots[0] ?? []).filter(({ path }) => path.endsWith('main.gcda')),
    ]);
    const { merged, findings } = await mergeCoverage({ runDir, events, baseDir: built.root });
    expect(findings).toEqual([expect.stringMatching(/boot 0: not used: .*work\.gcda: its stamp is not that of the \.gcno/)]);
    expect(merged).not.toBeNull();
  });

  it('says which boot left nothing usable, and is silent about one that crashed before it could', async () => {
    const { runDir, events } = runWith(built);
    writeFileSync(join(runDir, 'boot1/BUNDLE'), 'x');
    const changed = events.map((event) =>
      event.type === 'boot-ended' && event.coverageDir === 'boot2'
        ? { ...event, coverageDir: 'nowhere', end: 'crash' as const }
        : event,
    );
    const { findings } = await mergeCoverage({ runDir, events: changed, baseDir: built.root });
    expect(findings).toEqual([expect.stringMatching(/^coverage of x86_64-nolibc-smp1 boot 1 is not used: its BUNDLE has 1 bytes/)]);
  });

  it('writes nothing where there is nothing to count', async () => {
    const runDir = mkdtempSync(join(built.root, 'runs-'));
    expect(await mergeCoverage({ runDir, events: [started(CELLS), built.event], baseDir: built.root })).toEqual({
      merged: null,
      findings: [],
    });
    expect(existsSync(join(runDir, 'coverage'))).toBe(false);
  });

  it('names an object tree or a gcov that is gone', async () => {
    const { runDir, events } = runWith(built);
    const moved = (changes: object): RunEvent[] =>
      events.map((event) =>
        event.type === 'build-ended' ? { ...event, result: { ...event.result, ...changes } } : event,
      );
    const noTree = await mergeCoverage({ runDir, events: moved({ objectDir: '/nonexistent' }), baseDir: built.root });
    expect(noTree).toMatchObject({ merged: null, findings: [expect.stringContaining('object tree cannot be read')] });
    const noGcov = await mergeCoverage({ runDir, events: moved({ toolchainPrefix: 'no-such-' }), baseDir: built.root });
    expect(noGcov).toMatchObject({ merged: null, findings: [expect.stringContaining('no-such-gcov')] });
  });

  it('does not mind sources that a checkout has touched', async () => {
    const touched = build();
    const later = new Date(Date.now() + 60_000);
    utimesSync(join(touched.root, 'src/main.c'), later, later);
    const { runDir, events } = runWith(touched);
    expect((await mergeCoverage({ runDir, events, baseDir: touched.root })).findings).toEqual([]);
  });

  it('shows no text that is not what was counted, also when reports are written again', async () => {
    const edited = build();
    const { runDir, events } = runWith(edited);
    const file = join(edited.root, 'src/main.c');
    const page = (): string => readFileSync(join(runDir, 'coverage/html', pageName('src/main.c')), 'utf8');
    const markOf = (): number | null | undefined =>
      (JSON.parse(readFileSync(join(runDir, 'coverage/coverage.json'), 'utf8')) as CoverageDocument).sources.find(
        ({ path }) => path === 'src/main.c',
      )?.mark;
    const options = { runDir, events, baseDir: edited.root };
    await mergeCoverage(options);
    const mark = markOf();
    expect(page()).toContain('int main(');
    // A checkout: younger than the run, and the same.
    utimesSync(file, new Date(Date.now() + 120_000), new Date(Date.now() + 120_000));
    await mergeCoverage(options);
    expect(page()).toContain('int main(');
    writeFileSync(file, `/* one line more */\n${readFileSync(file, 'utf8')}`);
    await mergeCoverage(options);
    expect(page()).toContain('The source has changed since the run');
    expect(page()).not.toContain('int main(');
    expect([mark, markOf()]).toEqual([expect.any(Number), mark]);
    rmSync(join(runDir, 'coverage/coverage.json'));
    utimesSync(file, new Date(Date.now() + 120_000), new Date(Date.now() + 120_000));
    await mergeCoverage(options);
    expect(page()).toContain('The source has changed since the run');
  });

  it('shows counts of a source that is gone', async () => {
    const gone = build();
    const { runDir, events } = runWith(gone);
    rmSync(join(gone.root, 'src/main.c'));
    await mergeCoverage({ runDir, events, baseDir: gone.root });
    const html = readFileSync(join(runDir, 'coverage/html', pageName('src/main.c')), 'utf8');
    expect(html).toContain('The source is not there any more');
  });
});
