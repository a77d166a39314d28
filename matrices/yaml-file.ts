// SPDX-License-Identifier: BSD-3-Clause
/** Reads a YAML file against a schema; every complaint carries file, line and column, as compilers write them. */
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { UserError, type UserErrorCode } from '../model/errors.ts';
import { didYouMean } from '../model/glob.ts';

type Path = readonly PropertyKey[];

/** Offset of the node at `path`, or of its nearest ancestor that stands in the file. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isScalar(node) || isMap(node)) return node.range?.[0] ?? 0;
    if (typeof node === 'object' && node !== null && 'range' in node) return (node.range as [number] | null)?.[0] ?? 0;
  }
  return document.contents?.range?.[0] ?? 0;
}

/** Offset of the key itself, for keys that should not be there. */
function offsetOfKey(document: Document, path: Path, key: string): number {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return offsetOf(document, path);
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetOf(document, path);
}

/** `keys`: the known keys at a path, for near matches of an unknown one. */
export function parseYaml<Value>(
  text: string,
  file: string,
  schema: z.ZodType<Value>,
  code: UserErrorCode,
  keys: (path: Path) => readonly string[],
): Value {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken !== undefined) throw new UserError(code, `${at(broken.pos[0])}: ${broken.message}`);
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  const messages = parsed.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [`${at(offsetOf(document, issue.path))}: ${issue.message}`];
    const known = keys(issue.path);
    return issue.keys.map((key) => {
      const place = at(offsetOfKey(document, issue.path, key));
      return `${place}: unknown key ${JSON.stringify(key)}; known: ${known.join(', ')}${didYouMean(key, known)}`;
    });
  });
  throw new UserError(code, messages.join('\n'));
}
