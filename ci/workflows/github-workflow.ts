// SPDX-License-Identifier: BSD-3-Clause
/**
 * Checks a GitHub workflow before anybody runs it: keys and values, jobs and outputs that exist, expressions that read only what is there at
 * their place, inputs that an action has, scripts that bash can read and into which nobody's text is pasted.
 */
import { spawnSync } from 'node:child_process';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { expressionsIn, readsOf, type Reads } from './expression.ts';
import { ACTIONS, AVAILABILITY, FUNCTIONS, GENERAL_FUNCTIONS, GITHUB_PROPERTIES, UNTRUSTED } from './github-facts.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const expression = z.string().regex(/^\$\{\{.*\}\}$/s, 'neither of its type nor an expression');
const env = z.record(z.string().regex(/^[A-Za-z_]\w*$/, 'no name of a variable'), scalar);
const minutes = z.union([z.number().int().positive(), expression]);
const id = z.string().regex(/^[A-Za-z_][\w-]*$/, 'no id: letters, digits, _ and -');
const access = z.enum(['read', 'write', 'none']);
const permissions = z.union([
  z.enum(['read-all', 'write-all']),
  z.strictObject({
    actions: access.optional(),
    checks: access.optional(),
    contents: access.optional(),
    'id-token': access.optional(),
    issues: access.optional(),
    'pull-requests': access.optional(),
    statuses: access.optional(),
  }),
]);
const concurrency = z.union([
  z.string(),
  z.strictObject({ group: z.string(), 'cancel-in-progress': z.union([z.boolean(), expression]).optional() }),
]);
const CRON = /^(\*|[\d,*/-]+) (\*|[\d,*/-]+) (\*|[\d,*/-]+) (\*|[\d,*/A-Z-]+) (\*|[\d,*/A-Z-]+)$/;
const filters = z.strictObject({
  types: z.array(z.string()).optional(),
  branches: z.array(z.string()).optional(),
  'branches-ignore': z.array(z.string()).optional(),
  paths: z.array(z.string()).optional(),
  'paths-ignore': z.array(z.string()).optional(),
});
const On = z.strictObject({
  push: filters.nullable().optional(),
  pull_request: filters.nullable().optional(),
  schedule: z.array(z.strictObject({ cron: z.string().regex(CRON, 'no cron line of five fields') })).optional(),
  workflow_dispatch: z.null().optional(),
});
const Step = z.strictObject({
  id: id.optional(),
  name: z.string().optional(),
  if: z.union([z.string(), z.boolean()]).optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), scalar).optional(),
  run: z.string().optional(),
  shell: z.enum(['bash', 'sh']).optional(),
  env: env.optional(),
  'working-directory': z.string().optional(),
  'continue-on-error': z.union([z.boolean(), expression]).optional(),
  'timeout-minutes': minutes.optional(),
});
const Job = z.strictObject({
  name: z.string().optional(),
  needs: z.union([id, z.array(id)]).optional(),
  if: z.union([z.string(), z.boolean()]).optional(),
  'runs-on': z.union([z.string(), z.array(z.string())]),
  permissions: permissions.optional(),
  env: env.optional(),
  outputs: z.record(id, z.string()).optional(),
  strategy: z
    .strictObject({
      'fail-fast': z.union([z.boolean(), expression]).optional(),
      'max-parallel': z.union([z.number().int().positive(), expression]).optional(),
      matrix: z.union([expression, z.record(id, z.union([z.array(z.unknown()), expression]))]),
    })
    .optional(),
  concurrency: concurrency.optional(),
  'timeout-minutes': minutes.optional(),
  steps: z.array(Step).nonempty(),
});
const Workflow = z.strictObject({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: On,
  permissions: permissions.optional(),
  env: env.optional(),
  concurrency: concurrency.optional(),
  jobs: z.record(id, Job),
});

type Step = z.infer<typeof Step>;
type Job = z.infer<typeof Job>;
type Workflow = z.infer<typeof Workflow>;

/** What stands at one place of the file. */
interface Place {
  readonly at: string;
  /** Key of AVAILABILITY. */
  readonly key: string;
  readonly job: Job | null;
  readonly jobs: Workflow['jobs'];
  /** Steps before this one that have an id. */
  readonly steps: readonly Step[];
  readonly env: readonly string[];
}

const needsOf = ({ needs = [] }: Job): readonly string[] => (typeof needs === 'string' ? [needs] : needs);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}

function needsTrouble([, name = '', kind, output]: readonly string[], { job, jobs }: Place): string | null {
  if (job === null || !needsOf(job).includes(name)) return `needs.${name}: the job does not need ${name}`;
  if (kind !== 'outputs' && kind !== 'result') return `needs.${name}.${kind ?? ''}: known are outputs and result`;
  const isKnown = kind === 'result' || output === undefined || Object.keys(jobs[name]?.outputs ?? {}).includes(output);
  return isKnown ? null : `needs.${name}.outputs.${output}: the job has no such output`;
}

function stepsTrouble([, name = '', kind, output = '']: readonly string[], { steps }: Place): string | null {
  const step = steps.find((one) => one.id === name);
  if (step === undefined) return `steps.${name}: no earlier step of the job has this id`;
  if (kind !== 'outputs')
    return kind === 'outcome' || kind === 'conclusion' ? null : `steps.${name}.${kind ?? ''} is unknown`;
  const isWritten = step.run?.includes(`${output}=`) === true && step.run.includes('GITHUB_OUTPUT');
  const isKnown = step.uses === undefined ? isWritten : (ACTIONS[step.uses]?.outputs.includes(output) ?? false);
  return isKnown ? null : `steps.${name}.outputs.${output}: nothing of the step writes it`;
}

function matrixTrouble([, name]: readonly string[], { job }: Place): string | null {
  const matrix = job?.strategy?.matrix;
  if (matrix === undefined) return 'matrix: the job has none';
  return typeof matrix === 'string' || name === undefined || name in matrix
    ? null
    : `matrix.${name} is not in the matrix`;
}

function pathTrouble(path: readonly string[], place: Place): string | null {
  const [context = '', name = ''] = path;
  switch (context) {
    case 'needs':
      return needsTrouble(path, place);
    case 'steps':
      return stepsTrouble(path, place);
    case 'matrix':
      return matrixTrouble(path, place);
    case 'env':
      return place.env.includes(name) ? null : `env.${name} is set nowhere above`;
    case 'github':
      return name === '' || GITHUB_PROPERTIES.has(name) ? null : `github.${name} is unknown`;
    default:
      return null;
  }
}

function readsTrouble({ paths, functions }: Reads, place: Place): string[] {
  const available = AVAILABILITY[place.key] ?? { contexts: [], functions: [] };
  const callable = [...GENERAL_FUNCTIONS, ...available.functions];
  const wrongPaths = paths.map((path) => {
    const [context = ''] = path;
    return available.contexts.includes(context) ? pathTrouble(path, place) : `${context} cannot be read here`;
  });
  const wrongCalls = functions.map(({ name, argumentCount }) => {
    if (!callable.includes(name)) return `${name}() cannot be called here`;
    const [least, most] = FUNCTIONS[name] ?? [0, Infinity];
    return argumentCount < least || argumentCount > most ? `${name}() has ${argumentCount} arguments` : null;
  });
  return [...wrongPaths, ...wrongCalls].filter((text) => text !== null);
}

function expressionTrouble(value: unknown, place: Place): string[] {
  const isCondition = place.key.endsWith('.if');
  return [...textsIn(value)].flatMap((text) => {
    const { expressions, isOpen } = expressionsIn(text);
    const all = isCondition && expressions.length === 0 ? [text] : expressions;
    const wrong = all.flatMap((one) => {
      const reads = readsOf(one);
      if (typeof reads === 'string') return [`\${{${one}}}: ${reads}`];
      const pasted = reads.paths
        .map((path) => path.join('.'))
        .filter((path) => UNTRUSTED.some((rule) => rule.test(path)));
      const injected =
        place.key === 'jobs.steps.run'
          ? pasted.map((path) => `${path} is pasted into a script: hand it over in env`)
          : [];
      return [...readsTrouble(reads, place), ...injected];
    });
    return [...wrong, ...(isOpen ? ['${{ is never closed'] : [])].map((words) => `${place.at}: ${words}`);
  });
}

function scriptTrouble(script: string, at: string): string[] {
  // As the runner has it: expressions are text before bash sees it.
  const { status, stderr } = spawnSync('bash', ['-n'], {
    input: script.replaceAll(/\$\{\{.*?\}\}/g, 'x'),
    encoding: 'utf8',
  });
  return status === 0 ? [] : [`${at}: bash cannot read it: ${stderr.trim()}`];
}

function actionTrouble({ uses, with: given = {} }: Step, at: string): string[] {
  if (uses === undefined) return [];
  const facts = ACTIONS[uses];
  if (facts === undefined) return [`${at}: ${uses} is not among the known actions`];
  const names = Object.keys(given);
  const unknown = names.filter((name) => !facts.inputs.includes(name)).map((name) => `${uses} has no input ${name}`);
  const missing = facts.required.filter((name) => !names.includes(name)).map((name) => `${uses} needs ${name}`);
  return [...unknown, ...missing].map((words) => `${at}: ${words}`);
}

function stepTrouble(step: Step, place: Place): string[] {
  const { at } = place;
  const isOne = (step.run === undefined) !== (step.uses === undefined);
  const keys = ['if', 'env', 'name', 'run', 'with', 'timeout-minutes', 'working-directory'] as const;
  const ownEnv = [...place.env, ...Object.keys(step.env ?? {})];
  return [
    ...(isOne ? [] : [`${at}: a step has either run or uses`]),
    ...(step.with !== undefined && step.uses === undefined ? [`${at}: with is for actions`] : []),
    ...(place.steps.some((other) => step.id !== undefined && other.id === step.id)
      ? [`${at}: a second id ${step.id ?? ''}`]
      : []),
    ...actionTrouble(step, at),
    ...(step.run === undefined ? [] : scriptTrouble(step.run, at)),
    ...keys.flatMap((key) =>
      expressionTrouble(step[key], { ...place, env: ownEnv, at: `${at}.${key}`, key: `jobs.steps.${key}` }),
    ),
  ];
}

function jobTrouble(name: string, job: Job, { jobs, env: shared = {} }: Workflow): string[] {
  const at = `jobs.${name}`;
  const missing = needsOf(job).filter((other) => !(other in jobs));
  const variables = [...Object.keys(shared), ...Object.keys(job.env ?? {})];
  const place = { at, job, jobs, steps: [] as readonly Step[], env: variables };
  const keys = ['if', 'name', 'env', 'runs-on', 'strategy', 'timeout-minutes', 'concurrency'] as const;
  const steps = job.steps.flatMap((step, index) =>
    stepTrouble(step, { ...place, key: '', at: `${at}.steps[${index}]`, steps: job.steps.slice(0, index) }),
  );
  return [
    ...missing.map((other) => `${at}.needs: there is no job ${other}`),
    ...keys.flatMap((key) => expressionTrouble(job[key], { ...place, at: `${at}.${key}`, key: `jobs.${key}` })),
    ...expressionTrouble(job.outputs, { ...place, steps: job.steps, at: `${at}.outputs`, key: 'jobs.outputs' }),
    ...steps,
  ];
}

/** A job that waits for itself waits for ever. */
function circleTrouble(jobs: Workflow['jobs']): string[] {
  const done = new Set<string>();
  let left = Object.keys(jobs);
  for (;;) {
    const ready = left.filter((name) =>
      needsOf(jobs[name] as Job).every((other) => done.has(other) || !(other in jobs)),
    );
    if (ready.length === 0) break;
    for (const name of ready) done.add(name);
    left = left.filter((name) => !done.has(name));
  }
  return left.length === 0 ? [] : [`jobs ${left.join(', ')} wait for each other`];
}

/** What is wrong with a workflow, in words; empty for one that GitHub would take. */
export function workflowTrouble(source: string): string[] {
  const document = parseDocument(source, { version: '1.2' });
  if (document.errors.length > 0) return document.errors.map(({ message }) => message);
  const parsed = Workflow.safeParse(document.toJS());
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const workflow = parsed.data;
  const place = { job: null, jobs: workflow.jobs, steps: [], env: [] };
  return [
    ...(['run-name', 'env', 'concurrency'] as const).flatMap((key) =>
      expressionTrouble(workflow[key], { ...place, at: key, key }),
    ),
    ...circleTrouble(workflow.jobs),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => jobTrouble(name, job, workflow)),
  ];
}
