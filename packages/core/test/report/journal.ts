// Journals of experiments that never ran, for tests of everything that is derived from them.
import type { Metrics } from '@schedtuna/sdk';
import type { EpisodeRecord, ExperimentRecord, JournalRecord, TrialRecord } from '../../src/experiment/records.js';

const metrics: Metrics = {
  tg_tokens_per_sec: { unit: 'tokens/s', direction: 'maximize', label: 'token generation' },
  pp_tokens_per_sec: { unit: 'tokens/s', direction: 'maximize', label: 'prompt' },
  background_units_per_sec: { unit: 'units/s', direction: 'maximize', label: 'background' },
  execution_time: { unit: 's', direction: 'minimize', label: 'execution time' },
};

export const experiment: ExperimentRecord = {
  type: 'experiment',
  schema: 1,
  schedtuna: '0.1.0',
  name: 'eevdf_sac_15ep_20260102_030405',
  createdAt: '2026-01-02T03:04:05.000Z',
  options: {
    schedulerName: 'eevdf',
    algorithm: 'sac',
    episodes: 15,
    baselineRuns: 3,
    confirmRuns: 20,
    anchorEvery: 5,
    minEffect: 0.01,
    ablationRuns: 24,
    racing: true,
    settle: 1,
    takeOver: false,
    earlyStop: true,
    maxForeignCpus: 0.25,
    benchmarkOptions: {},
    agentOptions: {},
    timeout: 300,
    learningRate: 1e-3,
    updateFrequency: 5,
    saveFrequency: 25,
    rewardScaling: 10,
    useGpu: false,
    resultsDir: 'results',
    seed: 1,
  },
  scheduler: {
    name: 'eevdf',
    package: '@schedtuna/scheduler-eevdf',
    version: '0.1.0',
    kind: 'process',
    parameters: {
      slice_us: {
        type: 'integer',
        default: 3000,
        minValue: 100,
        maxValue: 100_000,
        scale: 'log',
        description: 'slice',
      },
      policy: { type: 'categorical', default: 'other', choices: ['other', 'batch'], description: 'policy' },
    },
    constraints: [],
    unavailable: {},
    facts: {},
  },
  benchmark: {
    name: 'llama-bench',
    package: '@schedtuna/benchmark-llama',
    version: '0.1.0',
    metrics,
    guards: ['background_units_per_sec >= 0.8'],
    prepared: {
      description: 'stories15M, 512 prompt and 128 generated tokens, 2 threads beside 2 busy processes',
      facts: {},
    },
  },
  agent: { name: 'sac', package: '@schedtuna/agent-sac', version: '0.1.0', options: {} },
  host: { cpu: 'Example CPU', cpus: 2, arch: 'x64', kernel: '6.12.48', memoryMb: 8192, virtualMachine: false },
};

export interface Wish {
  readonly episodes: number;
  /** Share of the episodes that fail. */
  readonly failing?: number;
  /** The agent reports losses. */
  readonly losses?: boolean;
  /** Size of the effects that are found. */
  readonly gain?: number;
}

/** The journal of a search: A/A, episodes with anchors, no confirmation. */
export function searchJournal({ episodes, failing = 0.15, losses = true, gain = 0.3 }: Wish): JournalRecord[] {
  const random = congruential(episodes + 17);
  const records: JournalRecord[] = [experiment];
  let id = 0;
  const measured = (speedup: number, background = 1) => {
    const noise = () => Math.exp(0.03 * (random() + random() + random() - 1.5));
    const tg = 396 * speedup * noise();
    const pp = 2150 * speedup ** 1.6 * noise();
    return {
      tg_tokens_per_sec: tg,
      pp_tokens_per_sec: pp,
      background_units_per_sec: 4300 * background * noise(),
      execution_time: 0.6 + 512 / pp + 896 / tg,
    };
  };
  const trial = (more: Partial<TrialRecord>, values = measured(1)): TrialRecord => {
    id += 1;
    return {
      type: 'trial',
      id,
      phase: 'search',
      attempt: 1,
      configuration: { slice_us: 3000, policy: 'other' },
      startedAt: new Date(Date.UTC(2026, 0, 2, 3, 4, 5) + 13_000 * id).toISOString(),
      wallMs: 13_000,
      benchmarkMs: 12_000,
      outcome: {
        status: 'completed',
        metrics: values,
        samples: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]])),
      },
      ...more,
    };
  };
  records.push(trial({ phase: 'baseline', block: 0 }, measured(0.7)));
  for (let run = 0; run < 6; run++) records.push(trial({ phase: 'baseline', block: 1 + Math.floor(run / 2) }));
  records.push({
    type: 'baseline',
    objective: 'throughput',
    noise: { pairs: 3, sd: 0.021, drift: 0.004, lag1: 0.1, detectable: 0.035, metrics: { tg_tokens_per_sec: 0.02 } },
  });
  for (let episode = 1; episode <= episodes; episode++) {
    const isFailed = random() < failing;
    const speedup = 1 + gain * (random() - 0.45) * Math.min(1, 0.4 + episode / episodes);
    const values = measured(speedup, 1.1 - 0.4 * random());
    const configuration = { slice_us: Math.round(100 * 1000 ** random()), policy: random() < 0.5 ? 'other' : 'batch' };
    const run = trial({ episode, configuration, reason: 'expected improvement 0.04, uncertain 0.03' }, values);
    records.push(isFailed ? { ...run, outcome: failure(random, values) } : run);
    records.push(
      episodeRecord(episode, id, isFailed ? null : 1.3 * Math.log(speedup) + 0.02 * (random() - 0.5), losses),
    );
    if (episode % 5 === 0 && episode < episodes) records.push(trial({ phase: 'anchor', episode }));
  }
  return records;
}

function failure(random: () => number, metrics: Record<string, number>): TrialRecord['outcome'] {
  if (random() < 0.5)
    return { status: 'failed', class: 'benchmark_timeout', message: 'the benchmark did not end within 300 s' };
  const message = 'background_units_per_sec is 42 % of default; the guard is background_units_per_sec >= 0.8';
  return { status: 'failed', class: 'guard_violated', message, metrics, samples: {} };
}

function episodeRecord(episode: number, trial: number, score: number | null, losses: boolean): EpisodeRecord {
  const { rewardScaling } = experiment.options;
  return {
    type: 'episode',
    episode,
    trial,
    score,
    standardError: score === null ? null : 0.023,
    reward: score === null ? null : rewardScaling * score,
    diagnostics: losses
      ? {
          policyLoss: -0.2 - 0.5 / episode,
          valueLoss: 0.9 / Math.sqrt(episode),
          temperature: 0.1,
          exploration: 1 / episode,
        }
      : { exploration: 1 },
    thinkingMs: 840,
  };
}

/** Uniform in [0, 1), the same on every machine (Numerical Recipes' ranqd1). */
function congruential(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
