// Situations that every agent must live with: spaces, outcomes and settings.
import type { AgentSettings } from '../../agent.js';
import type { BackendName } from '../../backends.js';
import { boolean, categorical, float, integer, type Parameter } from '../../parameters.js';
import { createSearchSpace } from '../../space/create-search-space.js';
import type { SearchSpace } from '../../space/search-space.js';

export interface Scenario {
  readonly space: SearchSpace;
  readonly seed: number;
  readonly settings: AgentSettings;
  /** Score of a point of the space, or that it fails. */
  outcome(levels: readonly number[]): number | 'failed';
}

const description = 'made up for a test';

/** Every kind of parameter, a scale with a special value, a chain of two conditions, a constraint. */
const mixed = createSearchSpace(
  {
    preempt: boolean({ default: false, description }),
    slice_us: integer({
      default: 0,
      minValue: 100,
      maxValue: 100_000,
      scale: 'log',
      special: [{ value: 0, meaning: 'automatic' }],
      description,
    }),
    policy: categorical({ default: 'fair', choices: ['fair', 'batch', 'idle'], description }),
    level: categorical({ default: 'low', choices: ['low', 'medium', 'high'], ordered: true, description }),
    weight: float({
      default: 0.5,
      minValue: 0,
      maxValue: 1,
      when: { parameter: 'policy', isNot: 'idle' },
      description,
    }),
    burst: integer({ default: 0, minValue: 0, maxValue: 3, when: { parameter: 'weight', isNot: 0.5 }, description }),
  },
  [
    {
      forbid: [
        { parameter: 'preempt', is: true },
        { parameter: 'policy', is: 'idle' },
      ],
      reason: 'an idle task cannot preempt',
    },
  ],
);

/** Four allowed canonical configurations of eight combinations. */
const small = createSearchSpace(
  {
    first: boolean({ default: false, description }),
    second: boolean({ default: false, when: { parameter: 'first', is: true }, description }),
    third: boolean({ default: true, description }),
  },
  [
    {
      forbid: [
        { parameter: 'second', is: true },
        { parameter: 'third', is: false },
      ],
      reason: 'they exclude each other',
    },
  ],
);

/** Twenty allowed canonical configurations. */
const table = createSearchSpace({
  first: boolean({ default: false, description }),
  second: categorical({ default: 'a', choices: ['a', 'b'], description }),
  third: integer({ default: 3, minValue: 1, maxValue: 5, description }),
});

const line = createSearchSpace({ only: integer({ default: 20, minValue: 1, maxValue: 40, description }) });

const kinds: readonly Parameter[] = [
  boolean({ default: true, description }),
  categorical({ default: 'b', choices: ['a', 'b', 'c'], description }),
  integer({ default: 10, minValue: 1, maxValue: 9000, scale: 'log', description }),
  float({ default: 0, minValue: 0, maxValue: 1, special: [{ value: -1, meaning: 'automatic' }], description }),
];
const wide = createSearchSpace(
  Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`parameter_${i}`, kinds[i % kinds.length]])),
);

/** 8^34 = 5 · 10^30 configurations. */
const huge = createSearchSpace(
  Object.fromEntries(
    Array.from({ length: 34 }, (_, i) => [
      `parameter_${i}`,
      integer({ default: 0, minValue: 0, maxValue: 7, description }),
    ]),
  ),
);

const single = createSearchSpace({ only: integer({ default: 7, minValue: 7, maxValue: 7, description }) });

const usual: AgentSettings = {
  learningRate: 1e-3,
  updateFrequency: 1,
  rewardScaling: 1,
  episodes: 0,
  useGpu: false,
};

/** `backend` undefined: the agent's choice. */
export function scenarios(episodes: number, backend?: BackendName) {
  const settings: AgentSettings = { ...usual, ...(backend ? { backend } : {}) };
  const common = { space: mixed, seed: 11, settings: { ...settings, episodes }, outcome: wavy };
  return {
    mixed: { ...common, outcome: sometimesFailing },
    wavy: common,
    small: { ...common, space: small, settings: { ...settings, episodes: 6 } },
    single: { ...common, space: single, settings: { ...settings, episodes: 3 } },
    table: { ...common, space: table, settings: { ...settings, episodes: 21 } },
    line: { ...common, space: line },
    wide: { ...common, space: wide },
    huge: { ...common, space: huge },
    failing: { ...common, outcome: () => 'failed' },
    constant: { ...common, outcome: () => 0 },
    extreme: { ...common, outcome: (levels) => 20 * Math.sign(wavy(levels)) + 1e-9 * wavy(levels) },
    short: { ...common, settings: { ...settings, episodes: 1 } },
    lazy: { ...common, settings: { ...settings, updateFrequency: 7, rewardScaling: 10, episodes } },
  } satisfies Record<string, Scenario>;
}

/** Between −0.2 and 0.2: a fifth better or worse than default. */
function wavy(levels: readonly number[]): number {
  return 0.2 * Math.sin(levels.reduce((sum, level, i) => sum + level * (i + 1), 0));
}

function sometimesFailing(levels: readonly number[]): number | 'failed' {
  return levels.reduce((sum, level) => sum + level, 0) % 5 === 4 ? 'failed' : wavy(levels);
}
