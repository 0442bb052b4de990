// Soft actor-critic for one-step tuning: an ensemble of critics learns from every run so far, and a stochastic policy with an
// automatic temperature learns from the critics. It proposes; Gaussian processes choose among its proposals and others.
// After Haarnoja et al. 2018, with choices instead of continuous actions and one step instead of episodes of many.
import { type Actor, createGuidedAgent, type GuidedParts } from '@schedtuna/rl';
import type { Agent, AgentContext } from '@schedtuna/sdk';
import type { SacOptions } from './options.js';

/** In checkpoints. */
const NAME = 'sac';
/** Configurations that the policy draws for one step. */
const POLICY_BATCH = 64;
/** Step size of the policy's logits per unit of --learning-rate: the customary 1e-3, meant for network weights, becomes 0.1. */
const LOGIT_RATE = 100;
/** Temperature: start, factor per adaptation (as log), bounds. */
const TEMPERATURE = { start: 0.5, change: 0.1, min: 0.01, max: 2 };
/** Target entropy as a share of the uniform policy's: falls by `decay` per observation. */
const TARGET_ENTROPY = { start: 0.7, end: 0.25, decay: 0.006 };

interface SacState {
  readonly temperature: number;
}

/** An update of the policy, every `updateFrequency` episodes, makes up for all runs since the last one. */
export function createSac(context: AgentContext<SacOptions>): Promise<Agent> {
  const { options, settings } = context;
  const rate = LOGIT_RATE * settings.learningRate;
  return createGuidedAgent(context, NAME, (parts) => createActor(parts, options.policySteps, rate));
}

function createActor(parts: GuidedParts, policySteps: number, rate: number): Actor<SacState> {
  const { lattice, policy, replay, appraiser, random } = parts;
  let temperature = TEMPERATURE.start;

  /** One step towards exp(reward / temperature), the soft-optimal policy; returns −E[reward − temperature · log π]. */
  function improvePolicy(): number {
    const points = Array.from({ length: POLICY_BATCH }, () => policy.sample(random));
    const rewards = appraiser.rewards(points.map((point) => lattice.canonical(point)));
    const soft = points.map((point, i) => rewards[i].mean - temperature * policy.logProbability(point));
    const baseline = soft.reduce((sum, value) => sum + value, 0) / soft.length;
    policy.reinforce(
      points,
      soft.map((value) => value - baseline),
      rate,
    );
    return -baseline;
  }

  function adaptTemperature(): void {
    const share = Math.max(TARGET_ENTROPY.end, TARGET_ENTROPY.start - TARGET_ENTROPY.decay * replay.count());
    const missing = Math.sign(share * policy.maxEntropy - policy.entropy());
    const adapted = temperature * Math.exp(TEMPERATURE.change * missing);
    temperature = Math.min(TEMPERATURE.max, Math.max(TEMPERATURE.min, adapted));
  }

  return {
    improve(fits) {
      let loss = 0;
      for (let fit = 0; fit < fits; fit++) {
        for (let step = 0; step < policySteps; step++) loss = improvePolicy();
        adaptTemperature();
      }
      return loss;
    },
    diagnostics: () => ({ temperature }),
    state: () => ({ temperature }),
    restore(state) {
      ({ temperature } = state);
    },
  };
}
