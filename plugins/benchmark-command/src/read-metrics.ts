// Takes the declared metrics out of a command's output.
import type { Samples } from '@schedtuna/sdk';
import type { DeclaredMetric, DeclaredMetrics } from './declared-metrics.js';
import { parsePath, valuesAt } from './json-path.js';

const SHOWN = 200;

/** Throws an Error that says which metric is not there and what came instead. */
export function readMetrics(metrics: DeclaredMetrics, stdout: string): Samples {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => {
      const values = metric.pattern === undefined ? fromJson(metric, stdout) : fromPattern(metric.pattern, stdout);
      if (values.length > 0) return [name, values];
      const came = stdout.trim() === '' ? 'nothing was printed' : `the output begins ${JSON.stringify(stdout.trim().slice(0, SHOWN))}`;
      throw new Error(`metric ${name}: ${metric.pattern ?? metric.json} finds no number; ${came}`);
    }),
  );
}

function fromPattern(pattern: string, text: string): number[] {
  return [...text.matchAll(new RegExp(pattern, 'gm'))]
    .map((match) => Number(match.groups?.value ?? match.slice(1).find((group) => group !== undefined)))
    .filter(Number.isFinite);
}

/** The whole output, else its last line that is JSON. */
function fromJson({ json = '' }: DeclaredMetric, text: string): number[] {
  const steps = parsePath(json) ?? [];
  const candidates = [text, ...text.split('\n').reverse()].map((part) => part.trim()).filter((part) => /^[[{]/.test(part));
  for (const candidate of candidates) {
    const values = numbersIn(candidate, steps);
    if (values.length > 0) return values;
  }
  return [];
}

function numbersIn(text: string, steps: NonNullable<ReturnType<typeof parsePath>>): number[] {
  try {
    return valuesAt(JSON.parse(text), steps).filter((value) => typeof value === 'number');
  } catch {
    return [];
  }
}
