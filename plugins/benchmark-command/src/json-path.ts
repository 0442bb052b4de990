// A small part of JSONPath: names, indices and [*], as in results[0].fps and results[*]["tokens per second"].

type Step = string | number | '*';

const STEP = /^(?:\.?([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[(\*)\]|\["((?:[^"\\]|\\.)*)"\])/;

/** Steps of a path; undefined when it is not one. A leading `$` is allowed. */
export function parsePath(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let rest = path.replace(/^\$(?=[.[]|$)/, '');
  while (rest !== '') {
    const match = STEP.exec(rest);
    if (!match) return undefined;
    const [whole, name, index, all, quoted] = match;
    steps.push(name ?? (index !== undefined ? Number(index) : (all as '*' | undefined)) ?? JSON.parse(`"${quoted}"`));
    rest = rest.slice(whole.length);
  }
  return steps.length > 0 ? steps : undefined;
}

/** Every value that the path reaches. */
export function valuesAt(root: unknown, steps: readonly Step[]): unknown[] {
  return steps.reduce<unknown[]>((values, step) => values.flatMap((value) => children(value, step)), [root]);
}

function children(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value);
  return Object.hasOwn(value, step) ? [(value as Record<string | number, unknown>)[step]] : [];
}
