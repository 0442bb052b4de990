// Options of agent sac: `--agent-options '{"criticSteps": 40}'`.
import { type GuideOptions, guideOptions } from '@schedtuna/rl/options';
import type { OptionsSchema } from '@schedtuna/sdk';

export interface SacOptions extends GuideOptions {
  /** Policy steps per run. */
  readonly policySteps: number;
}

export const options: OptionsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...guideOptions,
    policySteps: {
      type: 'integer',
      minimum: 0,
      maximum: 100,
      default: 5,
      description: 'Training steps of the policy per run; 0 keeps it uniform.',
    },
  },
};
