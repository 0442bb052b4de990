// What a benchmark reads from the output of a run: finite numbers, or an error.
import type { Benchmark, BenchmarkContext, BenchmarkOutput, Prepared } from '../../benchmark.js';
import type { Samples } from '../../outcome.js';
import { claim, claimEqual } from '../claim.js';
import { frozen } from '../frozen.js';
import { output } from '../hosts.js';
import type { SampleOutput } from './suite.js';

/** What programs print when they fail, are cut off, or are something else than expected. */
const NONSENSE: readonly string[] = [
  '',
  '\n\n',
  'Segmentation fault (core dumped)\n',
  'nan\ninf\n-inf\nNaN tokens/s\nInfinity\n',
  'null',
  '[]',
  '{}',
  '[null]',
  '{"results": [',
  '{"avg_ts": "NaN", "samples_ts": [null]}\n',
  '\u0000\u0001\uFFFD',
  '0 '.repeat(2000),
];
/** Places at which a sample output is cut off. */
const CUTS = 40;

export function checkNonsense<O>(
  benchmark: Benchmark<O>,
  context: BenchmarkContext<O>,
  prepared: Prepared,
  samples: readonly SampleOutput[],
): void {
  const loads = benchmark.background?.(context, prepared).length ?? 0;
  const plain = NONSENSE.map((text) =>
    outputOf({ stdout: text, background: Array.from({ length: loads }, () => output(text)) }),
  );
  const damaged = samples.flatMap((sample) => [
    ...truncations(sample.stdout).map((stdout) => outputOf({ ...sample, stdout })),
    outputOf({ ...sample, background: (sample.background ?? []).map((own) => ({ ...own, stdout: '', exitCode: 1 })) }),
  ]);
  for (const broken of [...plain, ...damaged]) {
    let parsed: Samples;
    try {
      parsed = benchmark.parse(frozen(broken), context, prepared);
    } catch (error) {
      claim(error instanceof Error && error.message !== '', `parse must throw an Error with a message, not ${error}`);
      continue;
    }
    checkFinite(parsed, broken);
  }
}

export function checkSample<O>(
  benchmark: Benchmark<O>,
  context: BenchmarkContext<O>,
  prepared: Prepared,
  sample: SampleOutput,
): void {
  const whole = frozen(outputOf(sample));
  const parsed = benchmark.parse(whole, context, prepared);
  checkFinite(parsed, whole);
  const metrics = benchmark.metrics(context.options);
  for (const [name, { optional }] of Object.entries(metrics)) {
    claim(
      optional === true || (parsed[name]?.length ?? 0) > 0,
      `parse finds no ${name} in ${beginning(sample.stdout)}`,
    );
  }
  for (const name of Object.keys(parsed))
    claim(name in metrics, `parse returns ${name}, which metrics does not declare`);
  claimEqual(benchmark.parse(whole, context, prepared), parsed, 'parse must read the same from the same output');
}

function checkFinite(parsed: Samples, { stdout }: BenchmarkOutput): void {
  claim(
    typeof parsed === 'object' && parsed !== null,
    `parse returns ${parsed} for ${beginning(stdout)}; it must return samples or throw`,
  );
  for (const [name, values] of Object.entries(parsed)) {
    claim(
      Array.isArray(values) && values.every((value) => Number.isFinite(value)),
      `parse returns ${name} = ${String(values)} for ${beginning(stdout)}: it must return finite numbers or throw`,
    );
  }
}

/** With what a run without trouble leaves where the sample says nothing. */
export function outputOf(sample: SampleOutput): BenchmarkOutput {
  return structuredClone({ ...output(sample.stdout), background: [], ...sample });
}

function truncations(text: string): string[] {
  return Array.from({ length: CUTS }, (_, i) => text.slice(0, Math.floor((text.length * i) / CUTS)));
}

function beginning(text: string): string {
  return `the output ${JSON.stringify(text.slice(0, 80))}`;
}
