// One measured run of one configuration: commands from the plugins, processes by the guard, an Outcome at the end.
import type { Configuration, Outcome } from '@schedtuna/sdk';
import type { RunRequest, RunResult } from '../host/guard/messages.js';
import { outcomeOf } from './outcome-of.js';
import type { TrialSetup } from './trial-setup.js';

export interface TrialResult {
  readonly outcome: Outcome;
  readonly benchmarkMs: number;
  readonly cpu: RunResult['cpu'];
}

/** Kept of each output stream of a command: enough for any benchmark's report, harmless in memory. */
const OUTPUT_LIMIT = 2_000_000;
const READY_WITHIN_MS = 5_000;

export async function runTrial(setup: TrialSetup, configuration: Configuration): Promise<TrialResult> {
  const result = await setup.guard.run(request(setup, configuration));
  return { outcome: outcomeOf(setup, result), benchmarkMs: result.output.wallMs, cpu: result.cpu };
}

function request(
  { scheduler, benchmark, context, prepared, timeoutMs }: TrialSetup,
  configuration: Configuration,
): RunRequest {
  const background = benchmark.background?.(context, prepared) ?? [];
  return {
    command: scheduler.wrap(configuration, benchmark.command(context, prepared), 'workload'),
    background: background.map(({ command, readyWithinMs = READY_WITHIN_MS }) => ({
      command: scheduler.wrap(configuration, command, 'background'),
      readyWithinMs,
    })),
    timeoutMs,
    outputLimit: OUTPUT_LIMIT,
  };
}
