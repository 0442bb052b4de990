// Takes the declared metrics out of a command's output.
import type { CommandOutput, Samples } from '@schedtuna/sdk';
import type { DeclaredMetric, DeclaredMetrics } from './declared-metrics.js';
import { jsonIn } from './json-in.js';
import { parsePath, valuesAt } from './json-path.js';

const SHOWN = 200;

/** Throws an Error that says which metric is not there, or is no number, and what came instead. */
export function readMetrics(metrics: DeclaredMetrics, output: CommandOutput): Samples {
  return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, samplesOf(name, metric, output)]));
}

/**
 * What the patterns find in the first lines of an output. A JSON path is looked for in the output as a whole, of which a later line
 * may be the better one: such a metric has no samples before the end.
 */
export function patternsSoFar(metrics: DeclaredMetrics, stdout: string): Samples {
  const found = Object.entries(metrics).flatMap(([name, { pattern }]) => {
    const numbers = pattern === undefined ? [] : fromPattern(pattern, stdout).map(toNumber);
    return numbers.every((number) => number !== undefined) ? [[name, numbers] as const] : []; // parse says what is wrong
  });
  return Object.fromEntries(found);
}

function samplesOf(name: string, { pattern, json = '' }: DeclaredMetric, output: CommandOutput): number[] {
  const source = pattern ?? json;
  const found = pattern === undefined ? fromJson(json, output.stdout) : fromPattern(pattern, output.stdout);
  if (found.length === 0) throw new Error(`metric ${name}: ${source} finds nothing; ${cameInstead(output)}`);
  return found.map((value) => {
    const number = toNumber(value);
    if (number !== undefined) return number;
    throw new Error(
      `metric ${name}: ${source} finds ${JSON.stringify(value)}, which is not a number; ${cameInstead(output)}`,
    );
  });
}

function fromPattern(pattern: string, text: string): unknown[] {
  return [...text.matchAll(new RegExp(pattern, 'gm'))].map((match) => match.groups?.value ?? match[1] ?? '');
}

/** Of the first JSON in which the path leads anywhere. */
function fromJson(path: string, text: string): unknown[] {
  const steps = parsePath(path) ?? [];
  for (const root of jsonIn(text)) {
    const values = valuesAt(root, steps);
    if (values.length > 0) return values;
  }
  return [];
}

/** Programs print numbers in JSON strings, too. */
function toNumber(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  return Number.isFinite(Number(value)) ? Number(value) : undefined;
}

function cameInstead({ stdout, stdoutDropped }: CommandOutput): string {
  const text = stdout.trim();
  if (text === '') return 'nothing was printed to standard output';
  const dropped = stdoutDropped > 0 ? ` (${stdoutDropped} bytes from its middle were too much and are lost)` : '';
  return `the output begins ${JSON.stringify(text.slice(0, SHOWN))}${dropped}`;
}
