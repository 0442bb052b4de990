// Speeds from the benchmark's lines, work of the load from the load's last line.
import type { BenchmarkOutput, CommandOutput, OutputSoFar, Samples } from '@schedtuna/sdk';
import type { Context } from './plan.js';

/** One sample per repetition; the load gives one for the whole run. Throws when the output is something else. */
export function parse(output: BenchmarkOutput, context: Context): Samples {
  const samples = parseSoFar(output, context);
  if (samples !== undefined) return samples;
  throw new Error(`the output is not that of llama-bench -o jsonl${beginning(output.stdout)}`);
}

/** The embedded benchmark prints each repetition when it is over, a llama-bench all of one speed. */
export function parseSoFar(
  { stdout, background = [] }: OutputSoFar,
  { parseLlamaBench }: Context,
): Samples | undefined {
  const speeds = parseLlamaBench(stdout);
  if (speeds === undefined || background.length === 0) return speeds;
  return { ...speeds, background_units_per_sec: background.map(unitsPerSecond) };
}

function unitsPerSecond({ stdout, exitCode, signal }: CommandOutput): number {
  const last = stdout.trim().split('\n').at(-1) ?? '';
  const done = record(last);
  const { seconds, units } = done ?? {};
  if (typeof seconds !== 'number' || !(seconds > 0) || !Array.isArray(units)) {
    throw new Error(`the background load ended with ${signal ?? `status ${exitCode}`} and did not say how much it did`);
  }
  return units.reduce((sum: number, count) => sum + Number(count), 0) / seconds;
}

function record(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function beginning(stdout: string): string {
  const text = stdout.trim().slice(0, 100);
  return text === '' ? ': it printed nothing' : `; it begins ${JSON.stringify(text)}`;
}
