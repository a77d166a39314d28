// SPDX-License-Identifier: BSD-3-Clause
/** A script that hands one part of the data to the page, where files may not be read. */

/** A call with a name and a value, in ASCII: it means the same in whatever encoding a browser takes it for. */
export function partScript(name: string, value: unknown): string {
  const json = JSON.stringify(value).replace(/[\u007F-\uFFFF]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `ukmatrixPart(${JSON.stringify(name)}, ${json});\n`;
}
