// JSON in the output of a program that may print other things, too.

/**
 * Candidates, best first: the whole text; what is between the first line that opens a JSON value and the last line that
 * closes one; single lines, from the last.
 */
export function* jsonIn(text: string): Generator<unknown> {
  yield* parsed(text);
  const lines = text.split('\n').map((line) => line.trimEnd());
  const first = lines.findIndex((line) => /^[[{]/.test(line));
  const last = lines.findLastIndex((line) => /[\]}]$/.test(line));
  if (first >= 0 && last > first) yield* parsed(lines.slice(first, last + 1).join('\n'));
  for (const line of lines.toReversed()) yield* parsed(line);
}

/** Only objects and arrays: a number alone on a line is not meant as JSON. */
function parsed(text: string): unknown[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
