// HTML from templates in which everything that is not markup already is escaped: a journal can hold any text.

const MARKUP: unique symbol = Symbol('markup');

/** Text that may stand in a page as it is. Only `html` and `trusted` make it. */
export interface Markup {
  readonly [MARKUP]: string;
}

/** What a template may hold; lists are joined, undefined and false leave nothing behind. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

/** Tagged template. Values are escaped for text and for quoted attributes: always quote attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return trusted(parts.map((part, i) => (i === 0 ? part : rendered(values[i - 1]) + part)).join(''));
}

/** Markup that this package made itself: style sheets, drawings. Never text of a journal. */
export function trusted(markup: string): Markup {
  return { [MARKUP]: markup };
}

export function toText(markup: Markup): string {
  return markup[MARKUP];
}

function rendered(value: Content): string {
  if (value === undefined || value === false) return '';
  if (isList(value)) return value.map(rendered).join('');
  return typeof value === 'object' ? value[MARKUP] : escaped(String(value));
}

function isList(value: Content): value is readonly Content[] {
  return Array.isArray(value);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return wellFormed(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** Control characters and halves of surrogate pairs, which no HTML document may contain, become U+FFFD. */
export function wellFormed(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n]/gu, '\ufffd');
}
