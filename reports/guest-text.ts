// SPDX-License-Identifier: BSD-3-Clause
/**
 * Guest output on its way into documents. What a guest prints is data: here it loses everything that a terminal, an XML
 * 1.0 parser (https://www.w3.org/TR/xml/, section 2.2) or an HTML script block would take as more than text.
 */

/** Matches what XML 1.0 forbids: C0 controls except tab, LF and CR, lone surrogates (the `u` flag leaves pairs alone), U+FFFE, U+FFFF. */
const XML_FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** C0 and C1 controls, lone surrogates, and the bidirectional controls that reorder what stands beside them. */
const TERMINAL_UNSAFE =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/gu;

/** ECMA-48 control sequences (CSI ... final byte, OSC ... BEL or ST) and two-byte escapes. */
const ANSI_SEQUENCE = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\^_])/g;

/** Removes colours and other terminal sequences whole, so that no `[0m` stays behind. */
export const withoutAnsi = (text: string): string => (text.includes('\u001B') ? text.replace(ANSI_SEQUENCE, '') : text);

/** Text that any XML 1.0 parser accepts once escaped; each forbidden code unit becomes U+FFFD. */
export const xmlText = (text: string): string => withoutAnsi(text).replace(XML_FORBIDDEN, '\uFFFD');

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What markup might have to do with: most text is white space and ASCII without its five letters, and stays as it is. */
const UNPLAIN = /[^\t\n\r !#-%(-;=?-~]/;

/** Escaped for element content and quoted attributes, in HTML as in XML. */
export const markup = (text: string): string =>
  UNPLAIN.test(text) ? xmlText(text).replace(/[&<>"']/g, (character) => MARKUP[character] ?? character) : text;

/** One line of printable text for a terminal: controls become spaces, so that no guest moves the cursor. */
export const terminalText = (text: string): string => withoutAnsi(text).replace(TERMINAL_UNSAFE, ' ');

/** JSON that can stand inside an HTML script element: no `<` at all, and none of the line ends that old parsers stumble over. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
