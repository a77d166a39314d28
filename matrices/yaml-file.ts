// SPDX-License-Identifier: BSD-3-Clause
/** Reads a YAML file against a schema; every complaint carries file, line and column, as compilers write them. */
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { UserError, type UserErrorCode } from '../model/errors.ts';
import { didYouMean } from '../model/glob.ts';
import { knownYaml, rememberYaml } from './yaml-cache.ts';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** Loaded when the first file has to be parsed, which is when one has changed. */
const load = createRequire(import.meta.url);
const loaded = (): typeof Yaml => load('yaml') as typeof Yaml;

/** Offset of the node at `path`, or of its nearest ancestor that stands in the file. */
function offsetOf(document: Document, path: Path): number {
  const { isMap, isScalar } = loaded();
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isScalar(node) || isMap(node)) return node.range?.[0] ?? 0;
    if (typeof node === 'object' && node !== null && 'range' in node) return (node.range as [number] | null)?.[0] ?? 0;
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Offset of the key itself, for keys that should not be there. */
function offsetOfKey(document: Document, path: Path, key: string): number {
  const { isMap, isScalar } = loaded();
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return offsetOf(document, path);
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(document, path);
}

/** What came from a file's defaults is complained about there, once, and not in each entry as well. */
function whereWritten(issues: readonly Issue[], document: Document): readonly Issue[] {
  const written = issues.filter(({ path, input }) => input === undefined || document.hasIn(path));
  return written.length > 0 ? written : issues;
}

/** With the key, and without the checker's own words for "wrong". */
function wordsOf(issue: Issue): string {
  const key = issue.path.findLast((part) => typeof part === 'string');
  const words = issue.message.replace(/^Invalid (?:input|option): /, '');
  if (key === undefined || (words === issue.message && words.includes(key))) return words;
  if (issue.input !== undefined || words === issue.message) return `${key}: ${words}`;
  const values = issue.code === 'invalid_value' ? `; known: ${issue.values.map(String).join(', ')}` : '';
  return `${key} is missing${values}`;
}

/** `keys`: the known keys at a path, for near matches of an unknown one. */
export function parseYaml<Value>(
  text: string,
  file: string,
  schema: z.ZodType<Value>,
  code: UserErrorCode,
  keys: (path: Path) => readonly string[],
): Value {
  const known = knownYaml(text);
  const good = known === undefined ? undefined : schema.safeParse(known);
  // Only a fresh parse knows the lines of what is wrong.
  return good?.success === true ? good.data : parseAgain(text, file, schema, code, keys);
}

/** Aliases are followed only here: one may have no anchor, stand inside of its own, or lead to more than any memory holds. */
function plainOf(document: Document, text: string, file: string, code: UserErrorCode): unknown {
  try {
    const plain: unknown = document.toJS();
    rememberYaml(text, plain);
    return plain;
  } catch (cause) {
    const [words = ''] = (cause as Error).message.split('\n');
    throw new UserError(code, `${file}: its aliases cannot be followed: ${words}`, { cause });
  }
}

/** A hexadecimal value is one of Kconfig's: as a number it would lose its form, and Kconfig takes the digits of a hex symbol for hexadecimal. */
const HEX_AS_WRITTEN: Yaml.ParseOptions & Yaml.SchemaOptions = {
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !('format' in tag) || tag.format !== 'HEX'),
};

function parseAgain<Value>(...[text, file, schema, code, keys]: Parameters<typeof parseYaml<Value>>): Value {
  const { LineCounter, parseDocument } = loaded();
  const lines = new LineCounter();
  const quiet = { prettyErrors: false, logLevel: 'error', merge: true } as const;
  const document = parseDocument(text, { lineCounter: lines, ...quiet, ...HEX_AS_WRITTEN });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken !== undefined) throw new UserError(code, `${at(broken.pos[0])}: ${broken.message}`);
  const plain = plainOf(document, text, file, code);
  const parsed = schema.safeParse(plain, { reportInput: true });
  if (parsed.success) return parsed.data;
  const messages = whereWritten(parsed.error.issues, document).flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [`${at(offsetOf(document, issue.path))}: ${wordsOf(issue)}`];
    const known = keys(issue.path);
    return issue.keys.map((key) => {
      const place = at(offsetOfKey(document, issue.path, key));
      return `${place}: unknown key ${JSON.stringify(key)}; known: ${known.join(', ')}${didYouMean(key, known)}`;
    });
  });
  throw new UserError(code, messages.join('\n'));
}
