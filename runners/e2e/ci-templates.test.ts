// SPDX-License-Identifier: BSD-3-Clause
/**
 * The commands of the CI templates, taken from the files and carried out: what the shards and their merge say must equal one run of the same
 * selection. The first shard is GitHub's, the second one GitLab's, of one plan.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ARCHES_UNDER_TEST } from './narrowing.ts';
import { readEvents, ROOT, temporaryFolder, ukmatrix, ukmatrixRun, verdictsOf, type Finished } from './ukmatrix.ts';

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}
type Pipeline = Readonly<Record<string, { readonly script: readonly string[] }>>;

interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const ARCH = ARCHES_UNDER_TEST[0] ?? 'x86_64';
const SELECTION = `--arch ${ARCH} --smp 1`;
const github = parse(readFileSync(join(ROOT, 'ci', 'github', 'nightly.yml'), 'utf8')) as Workflow;
const gitlab = parse(readFileSync(join(ROOT, 'ci', 'gitlab', 'ukmatrix.yml'), 'utf8')) as Pipeline;
const folder = temporaryFolder();
const checkout = join(folder.dir, 'checkout');
const inCheckout = (...names: string[]): string => join(checkout, ...names);

/** A history of its own, which no other test writes into: plans follow from it. Images are everybody's. */
const home = { UKMATRIX_HOME: join(folder.dir, 'home') };

/** As the runners start it. */
async function bash(script: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const options = { cwd: checkout, env: { ...env, ...home }, stdin: 'ignore', reject: false } as const;
  const { exitCode, stdout, stderr } = await execa('bash', ['-eo', 'pipefail', '-c', script], options);
  return { exitCode, stdout, stderr };
}

/** The run steps of a job; expressions in their env stand for what `matrix` says. */
async function githubJob(name: string, env: NodeJS.ProcessEnv, matrix: Record<string, unknown> = {}): Promise<Ended> {
  const steps = github.jobs[name]?.steps.filter(({ run }) => run !== undefined) ?? [];
  expect(steps).toHaveLength(1);
  const [step] = steps;
  const ofMatrix = (text: string): string =>
    text.replaceAll(/\$\{\{ matrix\.(\w+) \}\}/g, (_, key: string) => String(matrix[key]));
  const own = Object.entries(step?.env ?? {}).map(([key, value]): [string, string] => [key, ofMatrix(value)]);
  return bash(step?.run ?? '', { ...env, ...Object.fromEntries(own) });
}

const gitlabJob = (name: string, env: NodeJS.ProcessEnv): Promise<Ended> =>
  bash(gitlab[name]?.script.join('\n') ?? '', env);

/** Lines with whether they ran, by source and line. */
function coveredLines(runDir: string): Map<string, boolean> {
  const lines = new Map<string, boolean>();
  let source = '';
  for (const line of readFileSync(join(runDir, 'coverage', 'lcov.info'), 'utf8').split('\n')) {
    if (line.startsWith('SF:')) source = line.slice(3);
    const [, number, count] = /^DA:(\d+),(\d+)/.exec(line) ?? [];
    if (number !== undefined) lines.set(`${source}:${number}`, count !== '0');
  }
  return lines;
}

let whole: Finished;
let matrix: { include: { shard: string; index: number }[] };
let merged: Ended;
const plans: string[] = [];

beforeAll(async () => {
  mkdirSync(checkout);
  for (const name of ['package.json', 'ci']) symlinkSync(join(ROOT, name), inCheckout(name));
  const images = join(process.env['UKMATRIX_HOME'] ?? join(ROOT, '.ukmatrix'), 'images');
  for (const dir of [images, home.UKMATRIX_HOME]) mkdirSync(dir, { recursive: true });
  symlinkSync(images, join(home.UKMATRIX_HOME, 'images'));
  whole = await ukmatrixRun(folder.dir, SELECTION.split(' '), home);
  const output = join(folder.dir, 'output');
  const planned = await githubJob('plan', { SELECTION, SHARDS: '2', GITHUB_OUTPUT: output });
  expect(planned.exitCode, planned.stderr).toBe(0);
  matrix = JSON.parse(readFileSync(output, 'utf8').replace(/^matrix=/, '')) as typeof matrix;
  plans.push(readFileSync(inCheckout('shards.json'), 'utf8'));
  const plannedAgain = await gitlabJob('plan', { SELECTION, SHARDS: '2' });
  expect(plannedAgain.exitCode, plannedAgain.stderr).toBe(0);
  plans.push(readFileSync(inCheckout('shards.json'), 'utf8'));
  const [first] = matrix.include;
  const ended = await githubJob('shard', {}, first);
  expect(ended.exitCode, ended.stderr).toBe(0);
  mkdirSync(inCheckout('shards'));
  renameSync(inCheckout('shard'), inCheckout('shards', 'shard-1'));
  // As the artifacts leave them out.
  rmSync(inCheckout('shards', 'shard-1', 'coverage', 'raw'), { recursive: true });
  const second = await gitlabJob('shard', { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '2' });
  expect(second.exitCode, second.stderr).toBe(0);
  merged = await githubJob('merge', { GITHUB_STEP_SUMMARY: join(folder.dir, 'summary.md') });
});

afterAll(() => {
  folder[Symbol.dispose]();
});

const readCell = (): string => {
  const [start] = whole.events;
  return start?.type === 'run-started' ? (start.cells[0]?.id ?? '') : '';
};

test('the plan is the same for whoever asks', () => {
  expect(matrix.include.map(({ shard }) => shard)).toEqual(['1/2', '2/2']);
  expect(plans[1]).toBe(plans[0]);
});

test('the shards together are the whole run: exit code, cases, verdicts', () => {
  const verdicts = verdictsOf(readEvents(inCheckout('report')), readCell());
  expect(Object.fromEntries([...verdicts].sort())).toEqual(
    Object.fromEntries([...verdictsOf(whole.events, readCell())].sort()),
  );
  expect(verdicts.size).toBeGreaterThan(300);
  expect(merged.exitCode, merged.stderr).toBe(whole.exitCode);
  const parts = ['shard-1', '2'].map((name) => verdictsOf(readEvents(inCheckout('shards', name)), readCell()).size);
  expect(parts.every((size) => size > 0)).toBe(true);
  expect(parts.reduce((sum, size) => sum + size, 0)).toBe(verdicts.size);
});

test('the shards together have the coverage of the whole run, but for lines that depend on time', () => {
  const lines = coveredLines(inCheckout('report'));
  const all = coveredLines(whole.runDir);
  expect([...lines.keys()]).toEqual([...all.keys()]);
  const others = [...all].filter(([place, isHit]) => lines.get(place) !== isHit).map(([place]) => place);
  expect(others.length, others.join(' ')).toBeLessThan(all.size / 200);
  const parts = ['shard-1', '2'].map((name) => coveredLines(inCheckout('shards', name)));
  const isHit = (place: string): boolean => parts.some((part) => part.get(place) === true);
  expect([...lines].filter(([place, hit]) => hit !== isHit(place))).toEqual([]);
});

test('one report of all, and a summary for the step', () => {
  for (const name of ['junit.xml', 'index.html', 'summary.json', `transcripts/${readCell()}/1.log`])
    expect(existsSync(inCheckout('report', name)), name).toBe(true);
  expect(readFileSync(join(folder.dir, 'summary.md'), 'utf8')).toMatch(/^## ukmatrix: all as promised\n/);
  expect(merged.stdout).toMatch(/^::stop-commands::[0-9a-f]{32}$/m);
});

test("GitLab's merge: a shard that is missing is never green", async () => {
  rmSync(inCheckout('report'), { recursive: true });
  renameSync(inCheckout('shards', '2'), join(folder.dir, 'lost'));
  const { exitCode, stdout } = await gitlabJob('merge', { BASELINE: '' });
  expect(stdout).toContain('shard 2/2 is missing');
  expect(stdout).toMatch(/^coverage: lines \d/m);
  expect(exitCode).toBe(3);
  expect(readFileSync(inCheckout('report', 'junit.xml'), 'utf8')).toContain('shard 2/2: it is missing');
});

test('shards that were cut differently are not merged', async () => {
  const stranger = join(folder.dir, 'stranger');
  mkdirSync(stranger);
  const events = readFileSync(inCheckout('shards', 'shard-1', 'events.ndjson'), 'utf8');
  const { id } = JSON.parse(plans[0] ?? '') as { id: string };
  writeFileSync(join(stranger, 'events.ndjson'), events.replace(id, '0123456789abcdef'));
  const { exitCode, stderr } = await ukmatrix(['merge', inCheckout('shards'), stranger], home);
  expect(stderr).toContain('is a shard of another plan');
  expect(exitCode).toBe(3);
});
