// Options of every agent that critics guide; exported as `@schedtuna/rl/options`, which loads no TensorFlow.js.
import type { OptionsSchema } from '@schedtuna/sdk';

export interface GuideOptions {
  /** Configurations, the default included, that are spread out before the critics are asked. */
  readonly initialDesign: number;
  /** Gaussian processes that judge candidates; more know better how unsure they are, and take longer. */
  readonly processes: number;
  /** Adam steps of the critics after each run; the first time 7.5 times as many. */
  readonly criticSteps: number;
  /** Factor on the doubt of the critics when candidates are ranked; larger explores more. */
  readonly exploration: number;
}

/** Properties of the options' JSON schema. Defaults are what an ablation on four recorded tables left standing. */
export const guideOptions = {
  initialDesign: {
    type: 'integer',
    minimum: 2,
    maximum: 100,
    default: 6,
    description: 'Configurations, the default included, that are spread out before the critics are asked.',
  },
  processes: {
    type: 'integer',
    minimum: 1,
    maximum: 64,
    default: 8,
    description: 'Gaussian processes that judge configurations; more take longer.',
  },
  criticSteps: {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 20,
    description: 'Training steps of the critics after each run; the first time 7.5 times as many.',
  },
  exploration: {
    type: 'number',
    minimum: 0,
    maximum: 20,
    default: 1,
    description: 'Factor on the doubt of the critics when configurations are ranked; more explores more.',
  },
} as const satisfies OptionsSchema['properties'];
