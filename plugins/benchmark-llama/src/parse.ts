// Speeds from the benchmark's lines, work of the load from the load's last line.
import type { BenchmarkOutput, CommandOutput, Samples } from '@schedtuna/sdk';
import type { Context } from './plan.js';

/** One sample per repetition; the load gives one for the whole run. Throws when the output is something else. */
export function parse(output: BenchmarkOutput, { parseLlamaBench }: Context): Samples {
  const speeds = parseLlamaBench(output.stdout);
  if (speeds === undefined) {
    throw new Error(`the output is not that of llama-bench -o jsonl${beginning(output.stdout)}`);
  }
  if (output.background.length === 0) return speeds;
  return { ...speeds, background_units_per_sec: output.background.map(unitsPerSecond) };
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
