// SPDX-License-Identifier: BSD-3-Clause
/** The templates are what GitHub and GitLab take, and the checks that say so find each mistake that is made in them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expressionsIn, readsOf } from './expression.ts';
import { workflowTrouble } from './github-workflow.ts';
import { pipelineTrouble } from './gitlab-pipeline.ts';

const CI = join(import.meta.dirname, '..');
const textOf = (file: string): string => readFileSync(join(CI, file), 'utf8');
const NIGHTLY = textOf('github/nightly.yml');
const PIPELINE = textOf('gitlab/ukmatrix.yml');

test.each(globSync('github/*.yml', { cwd: CI }))('%s is a workflow', (file) => {
  expect(workflowTrouble(textOf(file))).toEqual([]);
});

test.each(globSync('gitlab/*.yml', { cwd: CI }))('%s is a pipeline', (file) => {
  expect(pipelineTrouble(textOf(file))).toEqual([]);
});

function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

test.each([
  ['a key that does not exist', 'runs-on:', 'run-on:', /run-on/],
  ['no list of steps', 'timeout-minutes: 15', 'timeout-minutes: soon', /timeout-minutes/],
  ['a cron line of four fields', '17 2 * * *', '17 2 * *', /cron/],
  ['a permission that does not exist', 'contents: read', 'contents: maybe', /permissions/],
  ['a job that is not there', 'needs: plan\n', 'needs: plans\n', /there is no job plans/],
  ['an output that is not there', 'needs.plan.outputs.matrix', 'needs.plan.outputs.matrices', /no such output/],
  ['a job that is not needed', 'needs: [plan, shard]', 'needs: [shard]', /does not need plan/],
  [
    'a context where it cannot be',
    'name: shard ${{ matrix.shard }}',
    'name: shard ${{ env.SHARDS }}',
    /env cannot be read/,
  ],
  [
    'a function where it cannot be',
    'group: ukmatrix-nightly',
    'group: ${{ hashFiles(0) }}',
    /hashFiles\(\) cannot be called/,
  ],
  ['too few arguments', 'fromJSON(needs.plan.outputs.matrix)', 'fromJSON()', /0 arguments/],
  ['secrets in a condition', "vars.CODECOV == 'true'", "secrets.CODECOV == 'true'", /secrets cannot be read/],
  ['a broken expression', "needs.plan.result == 'success'", "needs.plan.result = 'success'", /unexpected/],
  ['an expression that is never closed', '${{ github.run_id }}', '${{ github.run_id }', /never closed/],
  ['a property that is unknown', 'github.run_id', 'github.run_identity', /github\.run_identity/],
  [
    'an output that no step writes',
    'steps.cut.outputs.matrix',
    'steps.cut.outputs.shards',
    /nothing of the step writes/,
  ],
  ['a step that is not there', 'steps.cut.outputs', 'steps.plan.outputs', /no earlier step/],
  ['an input that no action has', 'if-no-files-found:', 'if-nothing-found:', /has no input/],
  [
    'an input that is missing',
    '          path: shards.json\n          retention-days: 7',
    '          retention-days: 7',
    /needs path/,
  ],
  ['an action that nobody looked at', 'actions/checkout@v4', 'someone/checkout@v4', /known actions/],
  ['a script that bash cannot read', 'case "$code" in', 'case "$code"', /bash cannot read/],
  ["somebody's text in a script", '--out shard --github', '--out ${{ github.head_ref }}', /pasted into a script/],
  [
    'two commands in one step',
    '      - name: Merge the shards\n',
    '      - uses: actions/checkout@v4\n',
    /either run or uses/,
  ],
  ['no YAML', 'jobs:', 'jobs: [', /./],
])('GitHub: %s', (_, from, to, words) => {
  expect(workflowTrouble(changed(NIGHTLY, from, to)).join('\n')).toMatch(words);
});

test('GitHub: jobs that wait for each other', () => {
  const circle = changed(NIGHTLY, '  plan:\n    runs-on', '  plan:\n    needs: merge\n    runs-on');
  expect(workflowTrouble(circle).join('\n')).toMatch(/wait for each other/);
});

test.each([
  ['a key that does not exist', 'interruptible: true', 'interruptable: true', /interruptable/],
  ['a stage that is not there', 'stage: run', 'stage: walk', /no stage walk/],
  ['a job that is not there', '- job: plan', '- job: plans', /needs plans/],
  ['a job of a later stage', 'stage: plan\n', 'stage: plan\n  needs: [merge]\n', /later stage/],
  ['a parent that is not there', 'extends: .ukmatrix', 'extends: .ukmatrices', /extends \.ukmatrices/],
  ['a rule that cannot be read', '$CI_PIPELINE_SOURCE == "schedule"', '$CI_PIPELINE_SOURCE = "schedule"', /unexpected/],
  ['a variable that nobody sets', '"$SHARDS"', '"$SHARD_COUNT"', /\$SHARD_COUNT is set nowhere/],
  ['a policy that does not exist', 'policy: pull-push\n  script', 'policy: push-pull\n  script', /policy/],
  ['a duration that is none', 'expire_in: 1 month', 'expire_in: soon', /expire_in/],
  ['a format that does not exist', 'coverage_format: cobertura', 'coverage_format: lcov', /coverage_format/],
  ['too many jobs', 'parallel: 4', 'parallel: 400', /parallel/],
  ['a script that bash cannot read', 'case "$code" in', 'case "$code"', /bash cannot read/],
])('GitLab: %s', (_, from, to, words) => {
  expect(pipelineTrouble(changed(PIPELINE, from, to)).join('\n')).toMatch(words);
});

test('GitLab reads the coverage off the line that merge prints', () => {
  const [, expression = ''] = /coverage: \/(.*)\/\n/.exec(PIPELINE) ?? [];
  expect(new RegExp(expression, 'm').exec('\ncoverage: lines 91.2 %, functions 93.0 %')?.[1]).toBe('91.2');
});

test('expressions', () => {
  expect(readsOf(" !cancelled() && (needs.a.result == 'it''s' || matrix['x y'].z[0] != 0x1F) ")).toEqual({
    paths: [
      ['needs', 'a', 'result'],
      ['matrix', 'x y', 'z', '*'],
    ],
    functions: [{ name: 'cancelled', argumentCount: 0 }],
  });
  for (const wrong of ['', 'a b', 'f(', "'open", 'a.', 'a &&', 'a ? b', '(a', 'a[1', '"double"']) {
    expect(typeof readsOf(wrong), wrong).toBe('string');
  }
  expect(expressionsIn("a ${{ '}}' }} b ${{ c }}").expressions).toEqual([" '}}' ", ' c ']);
});
