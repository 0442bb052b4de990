// A small part of JSONPath (RFC 9535): names, indices and [*], as in results[0].fps and results[*]["tokens per second"].

/** A name of an object, an index of an array, or all children of either. */
export type Step = { readonly child: string | number } | 'all';

const STEP = /^(?:(\.?)([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[\*\]|\.\*|\[("(?:[^"\\]|\\.)*")\])/;

/** Steps of a path; undefined when it is not one. It may begin with `$`, and names with other characters are quoted. */
export function parsePath(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let rest = path.replace(/^\$(?=[.[]|$)/, '');
  while (rest !== '') {
    const [whole, dot, name, index, quoted] = STEP.exec(rest) ?? [];
    if (whole === undefined || (name !== undefined && dot === '' && steps.length > 0)) return undefined;
    const child = name ?? (index === undefined ? unquoted(quoted) : Number(index));
    if (quoted !== undefined && child === undefined) return undefined;
    steps.push(child === undefined ? 'all' : { child });
    rest = rest.slice(whole.length);
  }
  return steps.length > 0 ? steps : undefined;
}

/** Every value that the path reaches, in the order of the document; none where it leads nowhere. */
export function valuesAt(root: unknown, steps: readonly Step[]): unknown[] {
  return steps.reduce<unknown[]>((values, step) => values.flatMap((value) => children(value, step)), [root]);
}

function children(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === 'all') return Object.values(value);
  const { child } = step;
  if (typeof child === 'number' ? !Array.isArray(value) : Array.isArray(value)) return [];
  return Object.hasOwn(value, child) ? [(value as Record<string | number, unknown>)[child]] : [];
}

function unquoted(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
