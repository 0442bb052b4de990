// Turns what a run left behind into an Outcome: numbers only where everything was as it should be.
import type { CommandOutput, FailureClass, Outcome, Samples } from '@schedtuna/sdk';
import type { RunResult } from '../host/guard/messages.js';
import { median } from '../stats/centre.js';
import type { TrialSetup } from './trial-setup.js';

export function outcomeOf(setup: TrialSetup, { end, output, background }: RunResult): Outcome {
  switch (end.kind) {
    case 'stopped':
      return { status: 'void', class: 'interrupted', message: 'stopped before its end' };
    case 'timeout':
      return failed(
        'benchmark_timeout',
        `the benchmark did not end within ${setup.timeoutMs / 1000} s${heard(output)}`,
      );
    case 'not-started':
    case 'background-failed':
      return failed('benchmark_failed', end.message);
    case 'exited':
      if (output.exitCode !== 0) {
        const how = output.signal ? `was ended by ${output.signal}` : `ended with status ${output.exitCode}`;
        return failed('benchmark_failed', `the benchmark ${how}${heard(output)}`);
      }
      return measured(setup, { ...output, background });
  }
}

function measured(setup: TrialSetup, output: Parameters<TrialSetup['benchmark']['parse']>[0]): Outcome {
  let parsed: Samples;
  try {
    parsed = setup.benchmark.parse(output, setup.context, setup.prepared);
  } catch (error) {
    return failed('unparsable_output', error instanceof Error ? error.message : String(error));
  }
  const samples: Samples = { ...parsed, execution_time: [output.wallMs / 1000] };
  for (const [metric, { optional }] of Object.entries(setup.metrics)) {
    const values = samples[metric];
    if (values === undefined || values.length === 0) {
      if (optional) continue;
      return failed('unparsable_output', `the output has no ${metric}${heard(output)}`);
    }
    const wrong = values.find((value) => !Number.isFinite(value));
    if (wrong !== undefined) return failed('unparsable_output', `${metric} is ${wrong}, not a number`);
  }
  const metrics = Object.entries(samples).filter(([metric, values]) => metric in setup.metrics && values.length > 0);
  return {
    status: 'completed',
    samples: Object.fromEntries(metrics),
    metrics: Object.fromEntries(metrics.map(([metric, values]) => [metric, median(values)])),
  };
}

function failed(failure: FailureClass, message: string): Outcome {
  return { status: 'failed', class: failure, message };
}

/** The last thing that the command said, for people: without what a terminal would obey. */
function heard({ stderr, stdout }: CommandOutput): string {
  const line = (stderr.trim() || stdout.trim())
    .split('\n')
    .at(-1)
    ?.replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 300);
  return line ? `: ${line}` : ' and printed nothing';
}
