// SPDX-License-Identifier: BSD-3-Clause
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markup, scriptJson, terminalText, xmlText } from './guest-text.ts';

const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });

describe('xmlText', () => {
  it('keeps text, tabs and line ends, and replaces what XML 1.0 forbids', () => {
    expect(xmlText('a\tb\r\nc \u{1F600}')).toBe('a\tb\r\nc \u{1F600}');
    expect(xmlText('\u0000\u0008\u001F\uFFFE\uFFFF\uD800x\uDC00')).toBe('\uFFFD'.repeat(6) + 'x' + '\uFFFD');
  });

  it('removes colours whole', () => {
    expect(xmlText('\u001B[1;31mred\u001B[0m \u001B]0;title\u0007.')).toBe('red .');
  });

  it('leaves only characters of the Char production, whatever comes in', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(xmlText(text)).toMatch(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u);
      }),
    );
  });
});

describe('markup', () => {
  it('lets nothing through that could open a tag or leave an attribute', () => {
    expect(markup(`<b a="1" b='2'>&`)).toBe('&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;');
    fc.assert(
      fc.property(anyText, (text) => {
        expect(markup(text)).not.toMatch(/[<>"']/);
      }),
    );
  });
});

describe('scriptJson', () => {
  it('means the same as JSON and holds neither `<` nor a line separator', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = scriptJson({ text: `${text}</script><!--\u2028` });
        expect(json).not.toMatch(/[<\u2028\u2029]/);
        expect(JSON.parse(json)).toEqual({ text: `${text}</script><!--\u2028` });
      }),
    );
  });
});

describe('terminalText', () => {
  it('makes one printable line of anything', () => {
    expect(terminalText('a\u001B[2Jb\nc\u202Ed')).toBe('ab c d');
    fc.assert(
      fc.property(anyText, (text) => {
        expect(terminalText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E]/u);
      }),
    );
  });
});
