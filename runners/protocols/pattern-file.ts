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
function wrongGroups(key: string, pattern: RE2JS): string | null {
  const known = GROUPS[key] ?? [];
  const named = Object.keys(pattern.namedGroups());
  const missing = known.find((name) => name.endsWith('!') && !named.includes(name.slice(0, -1)));
  if (missing !== undefined) return `needs a group (?<${missing.slice(0, -1)}>...)`;
  const isKnown = named.some((name) => known.includes(name) || known.includes(`${name}!`));
  if (named.length === 0 || known.length === 0 || isKnown) return null;
  return `has ${named.map((name) => `(?<${name}>`).join(', ')}; the groups read here are ${known.join(', ')}`;
}

/** The pattern, or what is wrong with it. */
function compile(key: string, source: string): RE2JS | string {
  if (!source.startsWith('^')) return 'must begin with ^ (flags stand behind it: ^(?i)...)';
  try {
    const pattern = RE2JS.compile(source);
    return wrongGroups(key, pattern) ?? pattern;
  } catch (cause) {
    return `is no expression of RE2's: ${cause instanceof Error ? cause.message : String(cause)}`;
  }
}

/** One expression or a list of them. */
function patternsOf(key: string): z.ZodType<RE2JS[], string | string[]> {
  return z.union([z.string(), z.array(z.string())]).transform((value, context) =>
    (typeof value === 'string' ? [value] : value).flatMap((source, index) => {
      const compiled = compile(key, source);
      if (typeof compiled !== 'string') return [compiled];
      context.addIssue({ code: 'custom', path: [index], message: `${JSON.stringify(source)} ${compiled}` });
      return [];
    }),
  );
}

const VERDICT = z.strictObject({
  pass: patternsOf('verdict').optional(),
  fail: patternsOf('verdict').optional(),
  skip: patternsOf('verdict').optional(),
  xfail: patternsOf('verdict').optional(),
  crash: patternsOf('verdict').optional(),
  timeout: patternsOf('verdict').optional(),
  unresolved: patternsOf('verdict').optional(),
});

const SCHEMA = z
  .strictObject({
    protocol: z
      .string('protocol: say the name of the protocol')
      .regex(/^[a-z][a-z0-9-]*$/, 'a name of small letters, digits and dashes'),
    /** Taken away from the beginning of each line. */
    strip: patternsOf('strip').optional(),
    /** Group `suite`. */
    suite: patternsOf('suite').optional(),
    /** Group `case`, and `suite` if the line has it. */
    start: patternsOf('start').optional(),
    /** Groups `case`, `suite`, `reason`; without `case` it is the running one. */
    verdict: VERDICT,
    /** What a case is of which nothing is said, and no failure, until another starts, its suite is over or the log ends. */
    silent: z.literal('pass').optional(),
    /** Groups `text`, `file`, `line`. */
    failure: patternsOf('failure').optional(),
    /** Group `count`: how many results there will be. */
    plan: patternsOf('plan').optional(),
    /** Group `failed`: matches something where the end says that the whole failed. */
    end: patternsOf('end').optional(),
    crash: patternsOf('crash').optional(),
  })
  .refine((protocol) => protocol.silent === undefined || (protocol.start !== undefined && protocol.end !== undefined), {
    path: ['silent'],
    message: 'only lines that say where cases start, and where the log ends, tell when one is over',
  });

export type VerdictWord = keyof z.infer<typeof VERDICT>;
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
  readonly hasStart: boolean;
  /** Nothing names a case: the log is about one. */
  readonly isOneCase: boolean;
  /** Cases get no verdict of their own where they are good. */
  readonly isSilentGood: boolean;
}

/** Matches at the line's beginning only, whatever alternatives it has: `^a|b`. */
function groupsOf(pattern: RE2JS, line: string): Groups | null {
  const matcher = pattern.matcher(line);
  if (!matcher.lookingAt()) return null;
  const found = Object.keys(pattern.namedGroups()).map((name) => [name, matcher.group(name)] as const);
  return Object.fromEntries(found.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function matcherOf(patterns: readonly RE2JS[] = []): Matcher {
  return (line) => {
    for (const pattern of patterns) {
      const groups = groupsOf(pattern, line);
      if (groups !== null) return groups;
    }
    return null;
  };
}

function withoutHead(text: string, pattern: RE2JS): string {
  const matcher = pattern.matcher(text);
  return matcher.lookingAt() ? text.slice(matcher.end()) : text;
}

const keysAt = (path: readonly PropertyKey[]): readonly string[] =>
  path.length === 0 ? Object.keys(SCHEMA.shape) : Object.keys(VERDICT.shape);

export function parsePatternProtocol(text: string, file: string): PatternProtocol {
  const data = parseYaml(text, file, SCHEMA, 'matrix-invalid', keysAt);
  const { strip = [], verdict } = data;
  const verdicts = Object.fromEntries(VERDICT_WORDS.map((word) => [word, matcherOf(verdict[word])])) as Readonly<
    Record<VerdictWord, Matcher>
  >;
  const areNamed = Object.values(verdict).some((list) => list?.some((pattern) => 'case' in pattern.namedGroups()));
  return {
    name: data.protocol,
    strip: (line) => strip.reduce(withoutHead, line),
    suite: matcherOf(data.suite),
    start: matcherOf(data.start),
    verdicts,
    failure: matcherOf(data.failure),
    plan: matcherOf(data.plan),
    end: matcherOf(data.end),
    crash: matcherOf(data.crash),
    hasEnd: data.end !== undefined,
    hasPlan: data.plan !== undefined,
    hasStart: data.start !== undefined,
    isOneCase: data.start === undefined && !areNamed,
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
