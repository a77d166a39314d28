// SPDX-License-Identifier: BSD-3-Clause
/**
 * A protocol that a user declares in a YAML file: which lines start a case, give its verdict, tell a failure, end the log, or say that the
 * kernel crashed. Patterns are RE2's (https://github.com/google/re2/wiki/Syntax): matching takes time linear in the line, whatever the
 * pattern, so no console can hang the reader. Each must begin with `^`.
 */
import { readFileSync } from 'node:fs';
import { RE2JS } from 're2js';
import { z } from 'zod';
import { parseYaml } from '../../matrices/yaml-file.ts';
import { UserError } from '../../model/errors.ts';

const patterns = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value));

const SCHEMA = z.strictObject({
  protocol: z
    .string('protocol: say the name of the protocol')
    .regex(/^[a-z][a-z0-9-]*$/, 'a name of small letters, digits and dashes'),
  /** Taken away from the beginning of each line. */
  strip: patterns.optional(),
  /** Group `suite`. */
  suite: patterns.optional(),
  /** Group `case`, and `suite` if the line has it. */
  start: patterns.optional(),
  /** Groups `case`, `suite`, `reason`; without `case` it is the running one. */
  verdict: z.strictObject({
    pass: patterns.optional(),
    fail: patterns.optional(),
    skip: patterns.optional(),
    xfail: patterns.optional(),
    crash: patterns.optional(),
    timeout: patterns.optional(),
    unresolved: patterns.optional(),
  }),
  /** What a case is of which nothing is said, and no failure, until another starts, its suite is over or the log ends. */
  silent: z.literal('pass').optional(),
  /** Groups `text`, `file`, `line`. */
  failure: patterns.optional(),
  /** Group `count`: how many results there will be. */
  plan: patterns.optional(),
  /** Group `failed`: matches something where the end says that the whole failed. */
  end: patterns.optional(),
  crash: patterns.optional(),
});

export type VerdictWord = keyof z.infer<typeof SCHEMA>['verdict'];
/** The first that matches counts: what says more before what says less, and what is worse before what is better. */
export const VERDICT_WORDS: readonly VerdictWord[] = [
  'crash',
  'timeout',
  'fail',
  'unresolved',
  'xfail',
  'skip',
  'pass',
];

export type Groups = Readonly<Record<string, string>>;
/** The named groups of the first pattern that matches, null if none does. */
export type Matcher = (line: string) => Groups | null;

export interface PatternProtocol {
  readonly name: string;
  readonly strip: (line: string) => string;
  readonly suite: Matcher;
  readonly start: Matcher;
  readonly verdicts: Readonly<Record<VerdictWord, Matcher>>;
  readonly failure: Matcher;
  readonly plan: Matcher;
  readonly end: Matcher;
  readonly crash: Matcher;
  /** Whether an end line, a plan is declared: then a log without it is not complete. */
  readonly hasEnd: boolean;
  readonly hasPlan: boolean;
  /** Without a start line a log may be about one case, which nothing names. */
  readonly hasStart: boolean;
  /** Cases get no verdict of their own where they are good. */
  readonly isSilentGood: boolean;
}

const invalid = (file: string, text: string): UserError => new UserError('matrix-invalid', `${file}: ${text}`);

/** Groups that a pattern of this key may name; `!`: has to. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  suite: ['suite!'],
  start: ['case', 'suite'],
  verdict: ['case', 'suite', 'reason'],
  failure: ['text', 'file', 'line'],
  plan: ['count!'],
  end: ['failed'],
};

/** A name of another kind beside a known one does no harm; alone it is a mistake that would leave the cases without a name. */
function checkGroups(file: string, key: string, source: string, pattern: RE2JS): void {
  const known = GROUPS[key.split('.')[0] ?? ''] ?? [];
  const named = Object.keys(pattern.namedGroups());
  const missing = known.find((name) => name.endsWith('!') && !named.includes(name.slice(0, -1)));
  if (missing !== undefined)
    throw invalid(file, `${key}: ${JSON.stringify(source)} needs a group (?<${missing.slice(0, -1)}>...)`);
  if (
    named.length === 0 ||
    known.length === 0 ||
    named.some((name) => known.includes(name) || known.includes(`${name}!`))
  )
    return;
  const names = named.map((name) => `(?<${name}>`).join(', ');
  throw invalid(file, `${key}: ${JSON.stringify(source)} has ${names}; the groups read here are ${known.join(', ')}`);
}

function compile(file: string, key: string, source: string): RE2JS {
  if (!source.startsWith('^'))
    throw invalid(file, `${key}: ${JSON.stringify(source)} must begin with ^ (flags stand behind it: ^(?i)...)`);
  try {
    return RE2JS.compile(source);
  } catch (cause) {
    throw invalid(file, `${key}: ${JSON.stringify(source)}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function compileNamed(file: string, key: string, source: string): RE2JS {
  const pattern = compile(file, key, source);
  checkGroups(file, key, source, pattern);
  return pattern;
}

/** Matches at the line's beginning only, whatever alternatives it has: `^a|b`. */
function groupsOf(pattern: RE2JS, line: string): Groups | null {
  const matcher = pattern.matcher(line);
  if (!matcher.lookingAt()) return null;
  const found = Object.keys(pattern.namedGroups()).map((name) => [name, matcher.group(name)] as const);
  return Object.fromEntries(found.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function matcherOf(file: string, key: string, sources: readonly string[] | undefined): Matcher {
  const compiled = (sources ?? []).map((source) => compileNamed(file, key, source));
  return (line) => {
    for (const pattern of compiled) {
      const groups = groupsOf(pattern, line);
      if (groups !== null) return groups;
    }
    return null;
  };
}

function stripperOf(file: string, sources: readonly string[] | undefined): (line: string) => string {
  const compiled = (sources ?? []).map((source) => compile(file, 'strip', source));
  return (line) => compiled.reduce(withoutHead, line);
}

function withoutHead(text: string, pattern: RE2JS): string {
  const matcher = pattern.matcher(text);
  return matcher.lookingAt() ? text.slice(matcher.end()) : text;
}

const keysAt = (path: readonly PropertyKey[]): readonly string[] =>
  path.length === 0 ? Object.keys(SCHEMA.shape) : Object.keys(SCHEMA.shape.verdict.shape);

export function parsePatternProtocol(text: string, file: string): PatternProtocol {
  const data = parseYaml(text, file, SCHEMA, 'matrix-invalid', keysAt);
  if (data.silent !== undefined && (data.start === undefined || data.end === undefined))
    throw invalid(file, 'silent: only lines that say where cases start, and where the log ends, tell when one is over');
  const of = (key: string, sources: readonly string[] | undefined): Matcher => matcherOf(file, key, sources);
  const verdicts = Object.fromEntries(
    VERDICT_WORDS.map((word) => [word, of(`verdict.${word}`, data.verdict[word])]),
  ) as Readonly<Record<VerdictWord, Matcher>>;
  return {
    name: data.protocol,
    strip: stripperOf(file, data.strip),
    suite: of('suite', data.suite),
    start: of('start', data.start),
    verdicts,
    failure: of('failure', data.failure),
    plan: of('plan', data.plan),
    end: of('end', data.end),
    crash: of('crash', data.crash),
    hasEnd: data.end !== undefined,
    hasPlan: data.plan !== undefined,
    hasStart: data.start !== undefined,
    isSilentGood: data.silent !== undefined,
  };
}

export function readPatternProtocol(file: string): PatternProtocol {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError('folder-unusable', `cannot read the pattern file ${file}: ${(cause as Error).message}`, {
      cause,
    });
  }
  return parsePatternProtocol(text, file);
}
