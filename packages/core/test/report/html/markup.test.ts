import fc from 'fast-check';
import { expect, it } from 'vitest';
import { html, toText, trusted, wellFormed } from '../../../src/report/html/markup.js';
import { structureOf, textOf } from './structure.js';

it('escapes every value, in text and in attributes', () => {
  const evil = `"><img src=x onerror='alert(1)'>&amp;`;
  expect(toText(html`<p title="${evil}">${evil}</p>`)).toBe(
    '<p title="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;">&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;</p>',
  );
});

it('keeps markup, joins lists and drops what is not there', () => {
  const items = [1, 2].map((n) => html`<li>${n}</li>`);
  expect(toText(html`<ul>${items}</ul>${undefined}${false}${trusted('<hr>')}`)).toBe(
    '<ul><li>1</li><li>2</li></ul><hr>',
  );
});

it('cannot be given markup by data that looks like it', () => {
  const forged = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>"}');
  expect(toText(html`<p>${forged as never}</p>`)).not.toContain('<script>');
});

const syntax = fc.constantFrom(...`<>&"'=/!-;#a `);

it('never lets a text become a tag, and says the same text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: syntax }), fc.string({ unit: 'binary' })), (text) => {
      const page = toText(html`<p title="${text}">${text}</p>`);
      expect(structureOf(page)).toEqual(['p title', '/p']);
      expect(textOf(page)).toBe(` ${wellFormed(text)} `.replace(/\s+/g, ' '));
    }),
  );
});

it('replaces what no document may contain', () => {
  expect(wellFormed('a\u0000b\u001b[31m\ud800\n\t')).toBe('a\ufffdb\ufffd[31m\ufffd\n\t');
});
