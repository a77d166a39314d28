// SPDX-License-Identifier: BSD-3-Clause
/** Console text as lines of coloured pieces: of ECMA-48's control sequences only SGR (8.3.117) means anything here, the others go. */

/** @typedef {{ readonly text: string, readonly style: string }} Piece `style`: names of classes, with spaces between */
/** @typedef {{ fore: string, back: string, marks: Set<string> }} Look */

const SEQUENCE = /\u001B(?:\[([0-?]*)[ -/]*([@-~])|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\^_])/g;
const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
/** @type {Readonly<Record<number, string>>} */
const MARKS = { 1: 'bold', 2: 'dim', 3: 'italic', 4: 'underline', 7: 'inverse', 9: 'struck' };

/** @param {number} code @param {Look} look */
function applyCode(code, look) {
  const mark = MARKS[code];
  const colour = COLOURS[code % 10];
  if (code === 0) Object.assign(look, { fore: '', back: '', marks: new Set() });
  else if (mark !== undefined) look.marks.add(mark);
  else if (code === 22) for (const name of ['bold', 'dim']) look.marks.delete(name);
  else if (code >= 23 && code <= 29) look.marks.delete(MARKS[code - 20] ?? '');
  else if (code === 39) look.fore = '';
  else if (code === 49) look.back = '';
  else if (colour === undefined) return;
  else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) look.fore = `f-${colour}`;
  else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) look.back = `b-${colour}`;
}

/** @param {string} parameters @param {Look} look */
function applySgr(parameters, look) {
  const codes = parameters.split(/[;:]/).map(Number);
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    // Colours of the larger palettes: the first 16 are these, the others are left out.
    if (code === 38 || code === 48) {
      const isIndexed = codes[at + 1] === 5;
      const index = codes[at + 2] ?? 16;
      if (isIndexed && index < 16) applyCode(code - 8 + (index % 8), look);
      at += isIndexed ? 2 : 4;
    } else applyCode(code, look);
  }
}

/** @param {Look} look */
const styleOf = ({ fore, back, marks }) => [fore, back, ...marks].filter((name) => name !== '').join(' ');

/**
 * Lines of a text, without their ends; colours go on from line to line.
 * @param {string} text
 * @returns {Piece[][]}
 */
export function colouredLines(text) {
  /** @type {Look} */
  const look = { fore: '', back: '', marks: new Set() };
  return text.split(/\r*\n/).map((line) => {
    /** @type {Piece[]} */
    const pieces = [];
    let at = 0;
    for (const match of line.matchAll(SEQUENCE)) {
      if (match.index > at) pieces.push({ text: line.slice(at, match.index), style: styleOf(look) });
      at = match.index + match[0].length;
      if (match[2] === 'm') applySgr(match[1] ?? '', look);
    }
    if (at < line.length) pieces.push({ text: line.slice(at), style: styleOf(look) });
    return pieces;
  });
}
