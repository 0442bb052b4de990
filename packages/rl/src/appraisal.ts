// What is believed of configurations: their cost, the doubt about it, and whether they work at all. Gaussian processes judge what
// is measured next, because they know best how sure they are; networks, which answer fast, are what the policy learns from.
import type { Critics } from './critics.js';
import type { Features } from './features.js';
import type { Expectation } from './gaussian-process.js';
import type { Point } from './lattice.js';
import type { Processes } from './processes.js';
import type { Replay, ReplayRow } from './replay.js';
import { costTargets, type Targets } from './targets.js';

/** Reward of a failed run in standard deviations of the cost: worse than all but the worst completed ones. */
export const FAILURE_REWARD = -1.5;

/** Over networks. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

export interface Appraisal {
  /** Standardised cost, lower is better: what each process expects that was asked. */
  readonly opinions: readonly Expectation[];
  /** Probability that a run completes. */
  readonly feasible: number;
}

/** A completed row with its standardised cost as far as it is known; before anything was learned, its score with the sign turned. */
export interface Estimate {
  readonly row: ReplayRow;
  readonly cost: number;
}

export interface Appraiser {
  /** Whether there is anything to ask. */
  hasLearned(): boolean;
  /** Whether any run failed; until then everything is expected to work. */
  hasFailures(): boolean;
  /** Standardised anew over all rows so far. */
  targets(): Targets;
  judge(points: readonly Point[]): Appraisal[];
  /** The opinion of one process alone: hundreds of points are sorted out by it. */
  glance(points: readonly Point[]): Appraisal[];
  /** −cost of canonical points, standardised, mixed by each network with the reward of failing by its probability. */
  rewards(points: readonly Point[]): Moments[];
  estimates(): readonly Estimate[];
}

export function createAppraiser(features: Features, critics: Critics, processes: Processes, replay: Replay): Appraiser {
  const hasFailures = () => replay.rows.some(({ failed }) => failed > 0);
  const targets = () => costTargets(replay.rows.map(({ score }) => score));

  /** Of each point what every network says. */
  function predictions(points: readonly Point[]): { costs: number[]; feasible: number[] }[] {
    const { costs, logits } = critics.predict(features.encode(points));
    const canFail = hasFailures();
    return points.map((_, i) => {
      const own = (values: Float32Array) => [...values.subarray(i * critics.members, (i + 1) * critics.members)];
      return { costs: own(costs), feasible: own(logits).map((logit) => (canFail ? sigmoid(logit) : 1)) };
    });
  }

  const members = [...Array(processes.members).keys()];

  return {
    hasLearned: processes.isReady,
    hasFailures,
    targets,
    judge: (points) =>
      points.map((point) => ({
        opinions: members.map((member) => processes.expect(point, member)),
        feasible: processes.feasible(point),
      })),
    glance(points) {
      const member = replay.count() % processes.members; // takes turns, and is no matter of chance
      return points.map((point) => ({
        opinions: [processes.expect(point, member)],
        feasible: processes.feasible(point, member),
      }));
    },
    rewards: (points) =>
      predictions(points).map(({ costs, feasible }) =>
        moments(costs.map((cost, k) => feasible[k] * -cost + (1 - feasible[k]) * FAILURE_REWARD)),
      ),
    estimates() {
      if (processes.isReady()) return processes.estimates();
      return replay.ranked().map((row) => ({ row, cost: -(row.score as number) }));
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
