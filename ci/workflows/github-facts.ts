// SPDX-License-Identifier: BSD-3-Clause
/**
 * What GitHub documents of workflows, as far as the templates use it: which contexts and functions each key may read ("Contexts reference",
 * context availability), and the inputs of the actions that are used (their action.yml).
 */

const JOB = ['github', 'needs', 'strategy', 'matrix', 'vars', 'inputs'];
const STEP = [...JOB, 'job', 'runner', 'env', 'secrets', 'steps'];
const STATUS = ['always', 'cancelled', 'success', 'failure'];

export interface Availability {
  readonly contexts: readonly string[];
  readonly functions: readonly string[];
}

/** By key; what is not here takes no expression. */
export const AVAILABILITY: Readonly<Record<string, Availability>> = {
  'run-name': { contexts: ['github', 'inputs', 'vars'], functions: [] },
  concurrency: { contexts: ['github', 'inputs', 'vars'], functions: [] },
  env: { contexts: ['github', 'secrets', 'inputs', 'vars'], functions: [] },
  'jobs.concurrency': { contexts: JOB, functions: [] },
  'jobs.env': { contexts: [...JOB, 'secrets'], functions: [] },
  'jobs.if': { contexts: ['github', 'needs', 'vars', 'inputs'], functions: STATUS },
  'jobs.name': { contexts: JOB, functions: [] },
  'jobs.outputs': { contexts: STEP, functions: [] },
  'jobs.runs-on': { contexts: JOB, functions: [] },
  'jobs.strategy': { contexts: ['github', 'needs', 'vars', 'inputs'], functions: [] },
  'jobs.timeout-minutes': { contexts: JOB, functions: [] },
  'jobs.steps.env': { contexts: STEP, functions: ['hashFiles'] },
  'jobs.steps.if': { contexts: STEP.filter((one) => one !== 'secrets'), functions: [...STATUS, 'hashFiles'] },
  'jobs.steps.name': { contexts: STEP, functions: ['hashFiles'] },
  'jobs.steps.run': { contexts: STEP, functions: ['hashFiles'] },
  'jobs.steps.with': { contexts: STEP, functions: ['hashFiles'] },
  'jobs.steps.timeout-minutes': { contexts: STEP, functions: ['hashFiles'] },
  'jobs.steps.working-directory': { contexts: STEP, functions: ['hashFiles'] },
};

/** Functions that may stand anywhere, with the least and the greatest number of arguments; those of AVAILABILITY beside them. */
export const FUNCTIONS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  contains: [2, 2],
  startsWith: [2, 2],
  endsWith: [2, 2],
  format: [1, Infinity],
  join: [1, 2],
  toJSON: [1, 1],
  fromJSON: [1, 1],
  hashFiles: [1, Infinity],
  always: [0, 0],
  cancelled: [0, 0],
  success: [0, Infinity],
  failure: [0, Infinity],
};
export const GENERAL_FUNCTIONS = ['contains', 'startsWith', 'endsWith', 'format', 'join', 'toJSON', 'fromJSON'];

export const GITHUB_PROPERTIES = new Set(
  (
    'action action_path action_ref action_repository action_status actor actor_id api_url base_ref env event event_name event_path ' +
    'graphql_url head_ref job path ref ref_name ref_protected ref_type repository repository_id repository_owner repository_owner_id ' +
    'repositoryUrl retention_days run_id run_number run_attempt secret_source server_url sha token triggering_actor workflow workflow_ref ' +
    'workflow_sha workspace'
  ).split(' '),
);

/** What anybody who opens a pull request may choose: in a script it would be code. */
export const UNTRUSTED = [/^github\.event(\.|$)/, /^github\.head_ref$/, /^github\.ref(_name)?$/, /^github\.actor$/];

export interface ActionFacts {
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  readonly outputs: readonly string[];
}

const CACHE = [
  'path',
  'key',
  'restore-keys',
  'upload-chunk-size',
  'enableCrossOsArchive',
  'fail-on-cache-miss',
  'lookup-only',
];

export const ACTIONS: Readonly<Record<string, ActionFacts>> = {
  'actions/checkout@v4': {
    inputs: [
      'repository',
      'ref',
      'token',
      'persist-credentials',
      'path',
      'clean',
      'filter',
      'fetch-depth',
      'fetch-tags',
      'lfs',
      'submodules',
    ],
    required: [],
    outputs: ['ref', 'commit'],
  },
  'actions/cache@v4': { inputs: [...CACHE, 'save-always'], required: ['path', 'key'], outputs: ['cache-hit'] },
  'actions/cache/restore@v4': {
    inputs: CACHE,
    required: ['path', 'key'],
    outputs: ['cache-hit', 'cache-primary-key', 'cache-matched-key'],
  },
  'actions/cache/save@v4': {
    inputs: ['path', 'key', 'upload-chunk-size', 'enableCrossOsArchive'],
    required: ['path', 'key'],
    outputs: [],
  },
  'actions/upload-artifact@v4': {
    inputs: [
      'name',
      'path',
      'if-no-files-found',
      'retention-days',
      'compression-level',
      'overwrite',
      'include-hidden-files',
    ],
    required: ['path'],
    outputs: ['artifact-id', 'artifact-url', 'artifact-digest'],
  },
  'actions/download-artifact@v4': {
    inputs: ['name', 'artifact-ids', 'path', 'pattern', 'merge-multiple', 'github-token', 'repository', 'run-id'],
    required: [],
    outputs: ['download-path'],
  },
  'codecov/codecov-action@v5': {
    inputs: [
      'files',
      'flags',
      'name',
      'token',
      'directory',
      'disable_search',
      'fail_ci_if_error',
      'root_dir',
      'use_oidc',
      'verbose',
    ],
    required: [],
    outputs: [],
  },
};
