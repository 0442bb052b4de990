// Fresh runs of a confirmation, made from ratios, for tests.
import type { Metrics, MetricValues, Outcome } from '@schedtuna/sdk';
import type { FreshRun } from '../../src/confirm/completed-blocks.js';
import { type JudgeInput, judge } from '../../src/confirm/judge.js';

export const definitions: Metrics = {
  speed: { unit: '1/s', direction: 'maximize' },
  background: { unit: '1/s', direction: 'maximize', label: 'background work' },
  execution_time: { unit: 's', direction: 'minimize', label: 'execution time' },
};

/** Small, symmetric, no two alike. */
export const JITTER = [0.003, -0.002, 0.001, -0.004, 0.004, -0.001, 0.002, -0.003, 0.0035, -0.0035];

/** What one run gave, or that it failed. */
export type Result = Partial<MetricValues> | 'failed' | 'void';

export function blocksOf(count: number, arms: (block: number) => readonly Result[]): FreshRun[] {
  return Array.from({ length: count }, (_, i) =>
    arms(i + 1).map((result, arm) => ({ block: i + 1, arm, outcome: outcomeOf(result) })),
  ).flat();
}

/** Runs of default at 100 and of one finalist per ratio, each with a little noise. */
export function runsAt(count: number, ...ratios: readonly number[]): FreshRun[] {
  return blocksOf(count, (block) => [
    { speed: 100, background: 10 },
    ...ratios.map((ratio, i) => ({
      speed: 100 * ratio * Math.exp(JITTER[(block + 3 * i) % JITTER.length]),
      background: 10,
    })),
  ]);
}

export function judged(trials: readonly FreshRun[], more: Partial<JudgeInput> = {}) {
  return judge(judgeInput(trials, more));
}

/** As many finalists as there are; as many blocks planned as there are, unless `more` says so. */
export function judgeInput(trials: readonly FreshRun[], more: Partial<JudgeInput> = {}): JudgeInput {
  const finalists = new Set(trials.map(({ arm }) => arm).filter((arm) => arm !== 0)).size;
  return {
    trials,
    objective: 'speed',
    metrics: definitions,
    guards: [],
    minEffect: 0.01,
    seed: 1,
    plannedBlocks: trials.reduce((most, { block = 0 }) => Math.max(most, block), 0),
    finalists: Array.from({ length: finalists }, (_, i) => ({
      configuration: { arm: i + 1 },
      difference: { arm: i + 1 },
    })),
    ...more,
  };
}

function outcomeOf(result: Result): Outcome {
  if (result === 'failed') return { status: 'failed', class: 'evicted', message: 'watchdog' };
  if (result === 'void') return { status: 'void', class: 'host_busy', message: 'busy' };
  const metrics = result as MetricValues;
  return { status: 'completed', metrics, samples: {} };
}
