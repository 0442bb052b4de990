// Reads what a run has measured so far, from a plugin that is believed only as long as it agrees with itself.
import { isDeepStrictEqual } from 'node:util';
import type { Benchmark, BenchmarkContext, Metrics, OutputSoFar, Prepared, Samples } from '@schedtuna/sdk';

export interface SoFarReader {
  /** Declared metrics with finite samples; undefined: none yet, or the plugin is not believed any more. Never throws. */
  read(output: OutputSoFar): Samples | undefined;
  /** After a whole run, whose samples `parse` gave: does the plugin say the same of beginnings of that output? Never throws. */
  check(output: Required<OutputSoFar>, parsed: Samples): void;
}

export interface SoFarSource {
  readonly benchmark: Benchmark;
  readonly context: BenchmarkContext;
  readonly prepared: Prepared;
  readonly metrics: Metrics;
}

/** Beginnings of one output that are looked at: enough to catch a mistake, quick for an output of megabytes. */
const CUTS = 20;

/** undefined for a benchmark that cannot say. `warn` is called at most once. */
export function createSoFarReader(
  { benchmark, context, prepared, metrics }: SoFarSource,
  warn: (message: string) => void,
): SoFarReader | undefined {
  if (benchmark.parseSoFar === undefined) return undefined;
  let isBelieved = true;

  function believe<T>(look: () => T): T | undefined {
    if (!isBelieved) return undefined;
    try {
      return look();
    } catch (error) {
      isBelieved = false;
      const problem = error instanceof Error ? error.message : String(error);
      warn(
        `benchmark ${benchmark.name} cannot say what a run has measured so far, so every run goes on to its end: ${problem}`,
      );
      return undefined;
    }
  }

  const samplesOf = (output: OutputSoFar) => sound(benchmark.parseSoFar?.(output, context, prepared), metrics);
  return {
    read: (output) => believe(() => samplesOf(output)),
    check: ({ stdout, background }, parsed) => {
      believe(() => {
        for (const cut of beginnings(stdout)) claimBeginning(samplesOf({ stdout: cut }) ?? {}, parsed);
        const all = samplesOf({ stdout, background }) ?? {};
        claimBeginning(all, parsed);
        if (hasRequired(all, metrics)) claimAll(all, parsed);
      });
    },
  };
}

function sound(found: Samples | undefined, metrics: Metrics): Samples | undefined {
  if (found === undefined) return undefined;
  const declared = Object.entries(found).filter(([name]) => Object.hasOwn(metrics, name) && name !== 'execution_time');
  for (const [name, values] of declared) {
    if (Array.isArray(values) && values.every((value) => Number.isFinite(value))) continue;
    throw new Error(`${name} is ${String(values)}, not a list of finite numbers`);
  }
  return Object.fromEntries(declared);
}

/** True when every metric has a sample without which the run could not be completed. The wall time is not known before the end. */
export function hasRequired(samples: Samples, metrics: Metrics): boolean {
  return Object.entries(metrics).every(
    ([name, { optional }]) => optional === true || name === 'execution_time' || (samples[name]?.length ?? 0) > 0,
  );
}

function beginnings(stdout: string): string[] {
  const ends = [...stdout.matchAll(/\n/g)].map(({ index }) => index + 1);
  const step = Math.max(1, Math.ceil(ends.length / CUTS));
  return ends.filter((_, i) => i % step === 0).map((end) => stdout.slice(0, end));
}

function claimBeginning(found: Samples, parsed: Samples): void {
  for (const [name, values] of Object.entries(found)) {
    const whole = parsed[name] ?? [];
    if (isDeepStrictEqual(values, whole.slice(0, values.length))) continue;
    throw new Error(`${name} was ${values.join(', ')} on the way and ${whole.join(', ') || 'not there'} at the end`);
  }
}

function claimAll(found: Samples, parsed: Samples): void {
  const missing = Object.keys(parsed).find(
    (name) => name !== 'execution_time' && (found[name]?.length ?? 0) < parsed[name].length,
  );
  if (missing !== undefined) throw new Error(`samples of ${missing} are missing from a whole output`);
}
