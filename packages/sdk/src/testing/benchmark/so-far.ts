// What a benchmark reads from the output of a run that goes on: a beginning of what it reads at the end.
import { isDeepStrictEqual } from 'node:util';
import type { Benchmark, BenchmarkContext, OutputSoFar, Prepared } from '../../benchmark.js';
import type { Samples } from '../../outcome.js';
import { claim, claimEqual } from '../claim.js';
import { frozen } from '../frozen.js';
import { outputOf } from './parse.js';
import type { SampleOutput } from './suite.js';

export function checkSoFar<O>(
  benchmark: Benchmark<O>,
  context: BenchmarkContext<O>,
  prepared: Prepared,
  sample: SampleOutput,
): void {
  const whole = frozen(outputOf(sample));
  const parsed = benchmark.parse(whole, context, prepared);
  const soFar = (output: OutputSoFar) => {
    const found = benchmark.parseSoFar?.(frozen(output), context, prepared);
    checkBeginning(found, parsed, output);
    return found ?? {};
  };
  for (const stdout of linewiseCuts(whole.stdout)) {
    soFar({ stdout });
    soFar({ stdout, background: whole.background });
  }
  if (!whole.stdout.endsWith('\n')) return;
  const { stdout, background } = whole;
  const all = soFar({ stdout, background });
  const needed = Object.entries(benchmark.metrics(context.options)).filter(([, { optional }]) => optional !== true);
  if (!needed.every(([name]) => (all[name]?.length ?? 0) > 0)) return; // such a run is never ended early
  claimEqual(all, parsed, 'parseSoFar must give what parse gives once the output is whole');
}

function checkBeginning(found: Samples | undefined, parsed: Samples, { stdout }: OutputSoFar): void {
  claim(
    found === undefined || (typeof found === 'object' && found !== null),
    `parseSoFar returns ${found}; it must return samples or undefined`,
  );
  for (const [name, values] of Object.entries(found ?? {})) {
    claim(
      Array.isArray(values) && isDeepStrictEqual(values, (parsed[name] ?? []).slice(0, values.length)),
      `parseSoFar returns ${name} = ${String(values)} after ${JSON.stringify(stdout.slice(-80))}, parse ${String(parsed[name])}: it must be a beginning of that`,
    );
  }
}

/** From nothing to everything, a line more each time. */
function linewiseCuts(text: string): string[] {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  return [0, ...ends].map((end) => text.slice(0, end));
}
