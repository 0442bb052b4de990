// What the critics make of configurations: their cost, the doubt about it, and whether they work at all.
import type { Critics } from './critics.js';
import type { Features } from './features.js';
import type { Point } from './lattice.js';
import type { Replay, ReplayRow } from './replay.js';
import { costTargets, type Targets } from './targets.js';

/** Reward of a failed run in standard deviations of the cost: worse than all but the worst completed ones. */
export const FAILURE_REWARD = -1.5;
/** Prior variance of how far the critics are off at a measured configuration, standardised: 0.3². */
const CRITIC_VARIANCE = 0.09;

/** Over critics. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Of the standardised cost, lower is better; `feasible` is the probability that a run completes. */
export interface Appraisal extends Moments {
  readonly feasible: number;
}

/** A completed row with its standardised cost as far as it is known; before the critics learned, its score with the sign turned. */
export interface Estimate {
  readonly row: ReplayRow;
  readonly cost: number;
}

export interface Appraiser {
  /** Whether the critics were fitted to anything yet. */
  hasLearned(): boolean;
  /** Whether any run failed; until then everything is expected to work. */
  hasFailures(): boolean;
  /** Standardised anew over all rows so far. */
  targets(): Targets;
  judge(points: readonly Point[]): Appraisal[];
  /** −cost of canonical points, standardised, mixed by each critic with the reward of failing by its probability. */
  rewards(points: readonly Point[]): Moments[];
  /** Noise pulls a measurement towards what the critics expect: weight 0.09 / (0.09 + σ²). */
  estimates(): Estimate[];
}

export function createAppraiser(features: Features, critics: Critics, replay: Replay): Appraiser {
  const hasLearned = () => critics.state().steps > 0;
  const hasFailures = () => replay.rows.some(({ failed }) => failed > 0);
  const targets = () => costTargets(replay.rows.map(({ score }) => score));

  /** Of each point what every critic says. */
  function opinions(points: readonly Point[]): { costs: number[]; feasible: number[] }[] {
    const { costs, logits } = critics.predict(features.encode(points));
    const canFail = hasFailures();
    return points.map((_, i) => {
      const own = (values: Float32Array) => [...values.subarray(i * critics.members, (i + 1) * critics.members)];
      return { costs: own(costs), feasible: own(logits).map((logit) => (canFail ? sigmoid(logit) : 1)) };
    });
  }

  function judge(points: readonly Point[]): Appraisal[] {
    return opinions(points).map(({ costs, feasible }) => ({ ...moments(costs), feasible: mean(feasible) }));
  }

  return {
    hasLearned,
    hasFailures,
    targets,
    judge,
    rewards: (points) =>
      opinions(points).map(({ costs, feasible }) =>
        moments(costs.map((cost, k) => feasible[k] * -cost + (1 - feasible[k]) * FAILURE_REWARD)),
      ),
    estimates() {
      const { costs, scale } = targets();
      const rows = replay.rows.map((row, i) => ({ row, observed: costs[i] })).filter(({ row }) => row.completed > 0);
      if (!hasLearned()) return rows.map(({ row }) => ({ row, cost: -(row.score as number) }));
      const judged = judge(rows.map(({ row }) => row.point));
      return rows.map(({ row, observed }, i) => {
        const trust = CRITIC_VARIANCE / (CRITIC_VARIANCE + (row.standardError / scale) ** 2);
        return { row, cost: trust * observed + (1 - trust) * judged[i].mean };
      });
    },
  };
}

function moments(values: readonly number[]): Moments {
  const centre = mean(values);
  return { mean: centre, deviation: Math.sqrt(mean(values.map((value) => (value - centre) ** 2))) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
