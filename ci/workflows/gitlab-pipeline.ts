// SPDX-License-Identifier: BSD-3-Clause
/**
 * Checks a GitLab CI file before anybody runs it: keys and values ("CI/CD YAML syntax reference"), stages, jobs and variables that exist,
 * rules and the expression for coverage that can be read, scripts that bash can read.
 */
import { spawnSync } from 'node:child_process';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const texts = z.array(z.string());
const variables = z.record(
  z.string().regex(/^[A-Za-z_]\w*$/, 'no name of a variable'),
  z.union([z.string(), z.number()]),
);
const when = z.enum(['on_success', 'on_failure', 'always', 'manual', 'never']);
const DURATION = /^\d+ ?(s|m|h|min|minutes?|hours?|days?|weeks?|months?|mo)$/;
const Rule = z.strictObject({
  if: z.string().optional(),
  changes: texts.optional(),
  when: when.optional(),
  allow_failure: z.boolean().optional(),
  variables: variables.optional(),
});
const Cache = z.strictObject({
  key: z.union([z.string(), z.strictObject({ files: texts.max(2), prefix: z.string().optional() })]),
  paths: texts.nonempty(),
  policy: z.union([z.enum(['pull', 'push', 'pull-push']), z.string().regex(/^\$\w+$/, 'no policy')]).optional(),
  unprotect: z.boolean().optional(),
  when: z.enum(['on_success', 'on_failure', 'always']).optional(),
});
const Artifacts = z.strictObject({
  when: z.enum(['on_success', 'on_failure', 'always']).optional(),
  expire_in: z.string().regex(DURATION, 'no duration').optional(),
  name: z.string().optional(),
  paths: texts.optional(),
  exclude: texts.optional(),
  reports: z
    .strictObject({
      junit: z.union([z.string(), texts]).optional(),
      coverage_report: z
        .strictObject({ coverage_format: z.enum(['cobertura', 'jacoco']), path: z.string() })
        .optional(),
      dotenv: z.string().optional(),
    })
    .optional(),
});
const Job = z.strictObject({
  extends: z.union([z.string(), texts]).optional(),
  stage: z.string().optional(),
  image: z.string().optional(),
  interruptible: z.boolean().optional(),
  timeout: z.string().regex(DURATION, 'no duration').optional(),
  variables: variables.optional(),
  parallel: z.number().int().min(1).max(200).optional(),
  needs: z
    .array(
      z.union([
        z.string(),
        z.strictObject({ job: z.string(), artifacts: z.boolean().optional(), optional: z.boolean().optional() }),
      ]),
    )
    .optional(),
  rules: z.array(Rule).optional(),
  cache: z.union([Cache, z.array(Cache).max(4)]).optional(),
  before_script: texts.optional(),
  script: texts.nonempty().optional(),
  after_script: texts.optional(),
  coverage: z
    .string()
    .regex(/^\/.*\/$/, 'an expression between slashes')
    .optional(),
  artifacts: Artifacts.optional(),
  allow_failure: z.boolean().optional(),
  retry: z.number().int().max(2).optional(),
});
const Pipeline = z
  .object({
    stages: texts.optional(),
    workflow: z.strictObject({ name: z.string().optional(), rules: z.array(Rule).optional() }).optional(),
    variables: variables.optional(),
  })
  .catchall(Job);

type Job = z.infer<typeof Job>;

const DEFAULT_STAGES = ['build', 'test', 'deploy'];
const NO_JOBS = new Set(['stages', 'workflow', 'variables', 'default', 'include']);
/** Set by GitLab or by every shell. */
const KNOWN_VARIABLE = /^(CI|GITLAB)(_\w+)?$|^(PATH|HOME|PWD)$/;

/** `$NAME` and `${NAME}`, not `$?` and the like. */
const variablesIn = (text: string): string[] => [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);

const RULE_TOKEN = /\s*(?:\$\w+|"[^"]*"|'[^']*'|\/(?:[^/\\]|\\.)+\/i?|null|==|!=|=~|!~|&&|\|\||[()])/y;

function ruleTrouble(condition: string): string | null {
  let at = 0;
  for (; at < condition.trimEnd().length; at = RULE_TOKEN.lastIndex) {
    RULE_TOKEN.lastIndex = at;
    if (!RULE_TOKEN.test(condition)) return `${condition}: unexpected ${JSON.stringify(condition.slice(at).trim())}`;
  }
  return null;
}

const needOf = (need: NonNullable<Job['needs']>[number]): string => (typeof need === 'string' ? need : need.job);

function scriptTrouble({ before_script: before = [], script = [] }: Job): string[] {
  const input = [...before, ...script].join('\n');
  const { status, stderr } = spawnSync('bash', ['-n'], { input, encoding: 'utf8' });
  return status === 0 ? [] : [`bash cannot read the script: ${stderr.trim()}`];
}

/** A job with what it takes over from those that it extends. */
function complete(job: Job, jobs: Readonly<Record<string, Job>>): Job {
  const parents = typeof job.extends === 'string' ? [job.extends] : (job.extends ?? []);
  const inherited = parents.map((name) => (jobs[name] === undefined ? {} : complete(jobs[name], jobs)));
  return Object.assign({}, ...inherited, job) as Job;
}

function variableTrouble(job: Job, set: ReadonlySet<string>): string[] {
  const own = Object.keys(job.variables ?? {});
  const script = [...(job.before_script ?? []), ...(job.script ?? [])];
  const assigned = script.flatMap((line) => [...line.matchAll(/(?:^|\|\| |; )(\w+)=/g)].map(([, name = '']) => name));
  const caches = [job.cache ?? []].flat();
  const used = [...script, ...caches.flatMap(({ key, policy }) => [typeof key === 'string' ? key : '', policy ?? ''])];
  const isKnown = (name: string): boolean =>
    set.has(name) || own.includes(name) || assigned.includes(name) || KNOWN_VARIABLE.test(name);
  return [...new Set(used.flatMap(variablesIn))]
    .filter((name) => !isKnown(name))
    .map((name) => `$${name} is set nowhere`);
}

function coverageTrouble({ coverage }: Job): string[] {
  if (coverage === undefined) return [];
  try {
    new RegExp(coverage.slice(1, -1));
    return [];
  } catch (error) {
    return [`coverage: ${(error as Error).message}`];
  }
}

interface Surroundings {
  readonly jobs: Readonly<Record<string, Job>>;
  readonly stages: readonly string[];
  readonly set: ReadonlySet<string>;
}

function jobTrouble(name: string, own: Job, { jobs, stages, set }: Surroundings): string[] {
  const parents = typeof own.extends === 'string' ? [own.extends] : (own.extends ?? []);
  const lost = parents
    .filter((parent) => !(parent in jobs))
    .map((parent) => `it extends ${parent}, which is not there`);
  if (lost.length > 0 || name.startsWith('.')) return lost;
  const job = complete(own, jobs);
  const stage = job.stage ?? 'test';
  const later = (other: string): boolean => stages.indexOf(jobs[other]?.stage ?? 'test') > stages.indexOf(stage);
  const needs = (job.needs ?? []).map(needOf);
  return [
    ...(stages.includes(stage) ? [] : [`there is no stage ${stage}`]),
    ...(job.script === undefined ? ['it has no script'] : []),
    ...needs.filter((other) => !(other in jobs)).map((other) => `it needs ${other}, which is not there`),
    ...needs.filter((other) => other in jobs && later(other)).map((other) => `it needs ${other} of a later stage`),
    ...(job.rules ?? []).flatMap((rule) => (rule.if === undefined ? [] : (ruleTrouble(rule.if) ?? []))),
    ...variableTrouble(job, set),
    ...coverageTrouble(job),
    ...scriptTrouble(job),
  ];
}

/** What is wrong with a pipeline, in words; empty for one that GitLab would take. */
export function pipelineTrouble(source: string): string[] {
  const document = parseDocument(source);
  if (document.errors.length > 0) return document.errors.map(({ message }) => message);
  const parsed = Pipeline.safeParse(document.toJS());
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { stages = DEFAULT_STAGES, workflow, variables: shared = {}, ...rest } = parsed.data;
  const jobs = Object.fromEntries(Object.entries(rest).filter(([name]) => !NO_JOBS.has(name))) as Record<string, Job>;
  const rules = workflow?.rules ?? [];
  const set = new Set([...Object.keys(shared), ...rules.flatMap((rule) => Object.keys(rule.variables ?? {}))]);
  const wrongRules = rules.flatMap((rule) => (rule.if === undefined ? [] : (ruleTrouble(rule.if) ?? [])));
  const surroundings = { jobs, stages: ['.pre', ...stages, '.post'], set };
  return [
    ...wrongRules.map((words) => `workflow: ${words}`),
    ...Object.entries(jobs).flatMap(([name, job]) =>
      jobTrouble(name, job, surroundings).map((words) => `${name}: ${words}`),
    ),
  ];
}
