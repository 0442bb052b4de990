// What a page is made of, apart from its texts: names of tags and of their attributes, in order.

const TAG = /<(\/?[A-Za-z!][\w-]*)((?:\s+[\w:-]+(?:="[^"<>]*")?)*)\s*\/?>/y;

/** Throws where markup is neither a plain tag with quoted attributes nor text without angle brackets. */
export function structureOf(page: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < page.length; ) {
    const next = page.indexOf('<', at);
    const text = page.slice(at, next === -1 ? page.length : next);
    if (text.includes('>') && found.at(-1) !== 'style') throw new Error(`stray > in ${text.slice(0, 200)}`);
    if (next === -1) break;
    TAG.lastIndex = next;
    const match = TAG.exec(page);
    if (!match) throw new Error(`no tag: ${page.slice(next, next + 200)}`);
    found.push([match[1], ...[...match[2].matchAll(/\s([\w:-]+)(?:="[^"]*")?/g)].map(([, name]) => name)].join(' '));
    at = TAG.lastIndex;
  }
  return found;
}

/** The text of a page as a reader sees it, tags left out. */
export function textOf(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
