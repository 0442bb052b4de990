// A/A: the default configuration against itself, so that the noise is known before anything is compared.
import { type MetricValues, SchedtunaError } from '@schedtuna/sdk';
import { estimateNoise } from '../confirm/noise.js';
import { secondsPerRun } from '../report/noise-lines.js';
import { guardWarnings } from '../trial/default-guards.js';
import { parseGuard } from '../trial/guards.js';
import { requestedObjective, resolveObjective } from '../trial/objective.js';
import { baselineCauses } from './baseline-causes.js';
import type { BaselineRecord, TrialRecord } from './records.js';
import type { Stage } from './stage.js';

/** Block 0 is a warm-up: page cache, model file, CPU frequency. It is journaled and not counted. */
const WARM_UP = 0;
/** With fewer pairs the spread of runs is not worth an estimate. */
const FEWEST_PAIRS = 3;
/** What a sched_ext scheduler's program fails with. */
const OF_SCHEDULER: readonly string[] = [
  'bad_arguments',
  'load_failed',
  'attach_timeout',
  'evicted',
  'scheduler_crashed',
];

/** Throws ST_BASELINE_FAILED when benchmark or scheduler does not work under the default configuration. */
export async function measureBaseline(stage: Stage): Promise<BaselineRecord> {
  const { options, benchmark } = stage.experiment;
  const warmUp = await measureDefault(stage, WARM_UP);
  const objective = resolveObjective(requestedObjective(options), metricsOf(warmUp), benchmark.metrics);
  checkMeasured(stage, metricsOf(warmUp));
  const runs: MetricValues[] = [];
  for (let pair = 1; pair <= options.baselineRuns; pair++) {
    for (let run = 0; run < 2; run++) runs.push(metricsOf(await measureDefault(stage, pair)));
    if (pair >= FEWEST_PAIRS && noise().detectable <= 2 * options.minEffect) break;
  }
  stage.planned.expect('baseline', 1 + runs.length);

  function noise() {
    return estimateNoise({
      runs,
      objective,
      metrics: benchmark.metrics,
      confirmRuns: options.confirmRuns,
      minEffect: options.minEffect,
    });
  }

  const past = stage.ledger.take('baseline');
  if (past) return past;
  const measured: BaselineRecord = { type: 'baseline', objective, noise: noise() };
  const record = { ...measured, causes: baselineCauses(stage, measured) };
  stage.ledger.append(record);
  stage.listen({
    type: 'baseline',
    objective,
    noise: record.noise,
    causes: record.causes,
    minEffect: options.minEffect,
    secondsPerRun: secondsPerRun(stage.ledger.records()),
    expectedSeconds: stage.planned.now().remainingSeconds ?? 0,
  });
  for (const message of guardWarnings(benchmark.guards, runs, benchmark.metrics)) {
    stage.listen({ type: 'notice', level: 'warning', message });
  }
  return record;
}

/** A guard on a metric that is not there would fail every run. */
function checkMeasured({ experiment }: Stage, measured: MetricValues): void {
  for (const guard of experiment.benchmark.guards) {
    const { metric } = parseGuard(guard);
    if (measured[metric] !== undefined) continue;
    throw new SchedtunaError('ST_UNKNOWN_METRIC', `the guard ${guard} cannot be kept: ${metric} was not measured`, {
      hint: `It measured ${Object.keys(measured).join(', ')}. Guard one of these, or use --no-guard.`,
    });
  }
}

/** A run that fails once may have been bad luck; twice in a row it is broken. */
async function measureDefault(stage: Stage, block: number): Promise<TrialRecord> {
  const plan = { phase: 'baseline', block, configuration: stage.space.defaultConfiguration } as const;
  const first = await stage.measure(plan);
  if (first.outcome.status === 'completed') return first;
  const second = await stage.measure(plan);
  if (second.outcome.status === 'completed') return second;
  const { scheduler, benchmark } = stage.experiment;
  const { class: failure, message } = second.outcome;
  const [name, byHand] = OF_SCHEDULER.includes(failure)
    ? [scheduler.name, `Start ${scheduler.facts.binary} by hand`]
    : [benchmark.name, 'Run the benchmark by hand'];
  throw new SchedtunaError(
    'ST_BASELINE_FAILED',
    `${name} does not work under the default configuration (${failure}): ${message}`,
    { hint: `Nothing can be compared with a baseline that does not exist. ${byHand} and fix it first.` },
  );
}

function metricsOf({ outcome }: TrialRecord): MetricValues {
  return outcome.status === 'completed' ? outcome.metrics : {};
}
