// Turns what a run left behind into an Outcome: numbers only where everything was as it should be.
import type { CommandOutput, FailureClass, Outcome, Samples } from '@schedtuna/sdk';
import type { RunRequest, RunResult } from '../host/guard/messages.js';
import { median } from '../stats/centre.js';
import { lastWords } from './last-words.js';
import { schedulerOutcome } from './scheduler-outcome.js';
import type { TrialSetup } from './trial-setup.js';

/**
 * `request` is what was asked for: a run under a sched_ext scheduler counts only if that one ran from start to end. `judged` is the
 * output that was seen when a run was ended early: what a program prints when it is ended is no measurement.
 */
export function outcomeOf(setup: TrialSetup, request: RunRequest, result: RunResult, judged = ''): Outcome {
  const { end, output, background, scheduler } = result;
  if (end.kind === 'stopped') return { status: 'void', class: 'interrupted', message: 'stopped before its end' };
  const lost = request.scheduler && (scheduler ? schedulerOutcome(scheduler, request.scheduler) : UNSEEN);
  if (lost) return lost;
  switch (end.kind) {
    case 'scheduler':
      return UNSEEN; // a deviation without a report: nothing is known of the run
    case 'timeout':
      return failed(
        'benchmark_timeout',
        `the benchmark did not end within ${setup.timeoutMs / 1000} s${lastWords(output)}`,
      );
    case 'not-started':
    case 'background-failed':
      return failed('benchmark_failed', end.message);
    case 'enough': {
      const samples = setup.soFar?.read({ stdout: judged, background });
      return samples
        ? completed(setup, samples, output)
        : failed('unparsable_output', 'it was ended early, and what it had measured cannot be read');
    }
    case 'exited':
      if (output.exitCode !== 0) {
        const how = output.signal ? `was ended by ${output.signal}` : `ended with status ${output.exitCode}`;
        return failed('benchmark_failed', `the benchmark ${how}${lastWords(output)}`);
      }
      return measured(setup, { ...output, background });
  }
}

const UNSEEN = { status: 'void', class: 'wrong_scheduler', message: 'the guard did not see the scheduler' } as const;

function measured(setup: TrialSetup, output: Parameters<TrialSetup['benchmark']['parse']>[0]): Outcome {
  let parsed: Samples;
  try {
    parsed = setup.benchmark.parse(output, setup.context, setup.prepared);
  } catch (error) {
    return failed('unparsable_output', error instanceof Error ? error.message : String(error));
  }
  return completed(setup, { ...parsed, execution_time: [output.wallMs / 1000] }, output);
}

/** Without a wall time where the run was ended early: it would look fast. */
function completed(setup: TrialSetup, samples: Samples, output: CommandOutput): Outcome {
  for (const [metric, { optional }] of Object.entries(setup.metrics)) {
    const values = samples[metric];
    if (values === undefined || values.length === 0) {
      if (optional || metric === 'execution_time') continue;
      return failed('unparsable_output', `the output has no ${metric}${lastWords(output)}`);
    }
    const wrong = values.find((value) => !isMeasured(value));
    if (wrong !== undefined) return failed('unparsable_output', `${metric} is ${wrong}, ${whyNot(wrong)}`);
  }
  const metrics = Object.entries(samples).filter(([metric, values]) => metric in setup.metrics && values.length > 0);
  return {
    status: 'completed',
    samples: Object.fromEntries(metrics),
    metrics: Object.fromEntries(metrics.map(([metric, values]) => [metric, median(values)])),
  };
}

/** Larger values and smaller ones that are not 0 are no measurements in any unit, and their ratios leave the range of numbers. */
const LARGEST = 1e100;

function isMeasured(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= 1 / LARGEST && size <= LARGEST);
}

function whyNot(value: number): string {
  if (!Number.isFinite(value)) return 'not a number';
  return Math.abs(value) > 1 ? `more than ${LARGEST}` : `less than ${1 / LARGEST}`;
}

function failed(failure: FailureClass, message: string): Outcome {
  return { status: 'failed', class: failure, message };
}
