// Options of agent ppo: `--agent-options '{"policyRounds": 30}'`.
import { type GuideOptions, guideOptions } from '@schedtuna/rl/options';
import type { OptionsSchema } from '@schedtuna/sdk';

export interface PpoOptions extends GuideOptions {
  /** Rounds of the policy on the critics per run: each draws configurations and takes three steps on them. */
  readonly policyRounds: number;
  /** ε of the clipped surrogate: a probability that changed by more than this share is not pushed further. */
  readonly clipRange: number;
  /** Weight of the policy's entropy, nats, against advantages of deviation 1. */
  readonly entropyWeight: number;
}

/** The clip range is that of Schulman et al. 2017; the others were measured together with the options of the critics. */
export const options: OptionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...guideOptions,
    policyRounds: {
      type: 'integer',
      minimum: 0,
      maximum: 100,
      default: 15,
      description: 'Training rounds of the policy on the critics per run, three steps each; 0: on measured runs only.',
    },
    clipRange: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.2,
      description: 'How far one round may change the probability of a configuration: 0.2 stands for 20 %.',
    },
    entropyWeight: {
      type: 'number',
      minimum: 0,
      maximum: 10,
      default: 0.05,
      description: "Weight of the policy's entropy in its training; more explores more.",
    },
  },
};
