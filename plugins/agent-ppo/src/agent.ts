// Proximal policy optimisation for one-step tuning: the policy is kept near the one that its samples came from by a clipped
// surrogate, on measured runs and, since these are few, many times over on what an ensemble of critics expects of new samples.
// After Schulman et al. 2017, with one step instead of episodes of many. It proposes; Gaussian processes choose.
import {
  type Actor,
  createGuidedAgent,
  FAILURE_REWARD,
  type GuidedParts,
  type Point,
  type Policy,
} from '@schedtuna/rl';
import type { Agent, AgentContext } from '@schedtuna/sdk';
import type { PpoOptions } from './options.js';

/** In checkpoints. */
const NAME = 'ppo';
/** Measured runs that an update needs: fewer say too little about which of them was good. */
const ROLLOUT = 8;
/** Configurations that the policy draws for one round on the critics. */
const POLICY_BATCH = 64;
/** Steps on the same samples. */
const EPOCHS = 3;
/** Step size of the policy's logits per unit of --learning-rate: the customary 1e-3, meant for network weights, becomes 0.05. */
const LOGIT_RATE = 50;
/** Deviations over critics that are added to their mean: what they disagree about is worth a look. */
const OPTIMISM = 0.5;
/** Bound of log π / π_old, so that one run that the policy has left far behind cannot overflow a step. */
const MAX_LOG_RATIO = 5;
/** Keeps advantages finite where all rewards are equal. */
const MIN_DEVIATION = 1e-6;

/** A configuration, what it was worth in standard deviations of the cost, and log π of it when it was drawn or measured. */
export interface Sample {
  readonly point: Point;
  readonly reward: number;
  readonly logProbability: number;
}

export interface StepSettings extends Pick<PpoOptions, 'clipRange' | 'entropyWeight'> {
  /** Of the logits. */
  readonly rate: number;
}

/** A run since the last update on measured runs; its cost is looked up when it is needed, as costs are standardised anew. */
interface MeasuredRun extends Pick<Sample, 'logProbability'> {
  /** Of the replay buffer. */
  readonly row: number;
  readonly isFailed: boolean;
}

interface PpoState {
  readonly rollout: readonly MeasuredRun[];
}

/**
 * An update of the policy, every `updateFrequency` episodes, takes the rounds on the critics of all runs since the last one, and
 * before them learns from the measured runs, once eight or more have come that it has not learned from.
 */
export function createPpo(context: AgentContext<PpoOptions>): Promise<Agent> {
  const { options, settings } = context;
  const rate = LOGIT_RATE * settings.learningRate;
  return createGuidedAgent(context, NAME, (parts) => createActor(parts, { ...options, rate }));
}

/**
 * Three steps up E[min(r·A, clip(r, 1 − ε, 1 + ε)·A)] + entropyWeight · entropy, with r = π / π_old and A the standardised
 * reward: a run is one step long, so the mean reward is the baseline. Returns the negative of it before the last step.
 */
export function climb(policy: Policy, samples: readonly Sample[], settings: StepSettings): number {
  const { rate, clipRange, entropyWeight } = settings;
  const points = samples.map(({ point }) => point);
  const advantages = standardised(samples.map(({ reward }) => reward));
  let loss = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const free = samples.map((sample, i) => ratio(policy, sample) * advantages[i]);
    const clipped = samples.map((sample, i) => within(ratio(policy, sample), 1, clipRange) * advantages[i]);
    loss = -mean(free.map((value, i) => Math.min(value, clipped[i]))) - entropyWeight * policy.entropy();
    // ∇(r·A) = r·A · ∇log π; where the clipped term is the smaller one it does not depend on the policy.
    const slopes = free.map((value, i) => (value <= clipped[i] ? value : 0));
    policy.reinforce(points, slopes, rate, entropyWeight);
  }
  return loss;
}

/** Teaches the policy of these parts. */
export function createActor(parts: GuidedParts, options: PpoOptions & StepSettings): Actor<PpoState> {
  const { lattice, policy, replay, appraiser, random } = parts;
  let rollout: MeasuredRun[] = [];

  /** The critics chose these runs, not the policy alone: π_old is how likely the policy would have been to propose them. */
  function learnFromRuns(): void {
    const { costs } = appraiser.targets();
    const samples = rollout.map(({ row, isFailed, logProbability }) => ({
      point: replay.rows[row].point,
      reward: isFailed ? FAILURE_REWARD : -costs[row],
      logProbability,
    }));
    rollout = [];
    climb(policy, samples, options);
  }

  function learnFromCritics(): number {
    const points = Array.from({ length: POLICY_BATCH }, () => policy.sample(random));
    const rewards = appraiser.rewards(points.map((point) => lattice.canonical(point)));
    const samples = points.map((point, i) => ({
      point,
      reward: rewards[i].mean + OPTIMISM * rewards[i].deviation,
      logProbability: policy.logProbability(point),
    }));
    return climb(policy, samples, options);
  }

  return {
    remember(row, isFailed) {
      rollout.push({ row, isFailed, logProbability: policy.logProbability(replay.rows[row].point) });
    },
    improve(fits) {
      if (rollout.length >= ROLLOUT) learnFromRuns();
      let loss = 0;
      for (let round = 0; round < fits * options.policyRounds; round++) loss = learnFromCritics();
      return loss;
    },
    state: () => ({ rollout }),
    restore(state) {
      rollout = [...state.rollout];
    },
  };
}

function standardised(rewards: readonly number[]): number[] {
  const centre = mean(rewards);
  const deviation = Math.sqrt(mean(rewards.map((reward) => (reward - centre) ** 2)));
  return rewards.map((reward) => (reward - centre) / (deviation + MIN_DEVIATION));
}

function ratio(policy: Policy, { point, logProbability }: Sample): number {
  return Math.exp(within(policy.logProbability(point) - logProbability, 0, MAX_LOG_RATIO));
}

function within(value: number, centre: number, range: number): number {
  return Math.min(centre + range, Math.max(centre - range, value));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
