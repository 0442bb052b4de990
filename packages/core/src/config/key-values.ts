// KEY=VALUE arguments: dotted keys, values as YAML scalars.
import { SchedtunaError } from '@schedtuna/sdk';
import { parse } from 'yaml';

/**
 * `a.b=3` → { a: { b: 3 } }, or { 'a.b': 3 } where keys are names that may have dots; a later value of the same key wins.
 * Throws ST_USAGE naming `flag`, with `example` of a pair.
 */
export function keyValues(
  flag: string,
  pairs: readonly string[],
  { isFlat = false, example = 'profile=idle' } = {},
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const key = pair.slice(0, Math.max(0, at));
    const path = isFlat ? [key] : key.split('.');
    if (path.some((part) => part === '' || part === '__proto__')) {
      throw new SchedtunaError('ST_USAGE', `--${flag} must be KEY=VALUE, not ${JSON.stringify(pair)}`, {
        hint: `For example: --${flag} ${example}`,
      });
    }
    let target = result;
    for (const part of path.slice(0, -1)) {
      if (typeof target[part] !== 'object' || target[part] === null) target[part] = {};
      target = target[part] as Record<string, unknown>;
    }
    target[path.at(-1) as string] = scalar(pair.slice(at + 1));
  }
  return result;
}

/** 3 → number, true → boolean, [1, 2] → list of scalars; anything else, such as a regular expression, is the text itself. */
export function scalar(text: string): unknown {
  const value = parsed(text);
  if (Array.isArray(value)) return text.trimStart().startsWith('[') && value.every(isScalar) ? value : text;
  return isScalar(value) ? value : text;
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
