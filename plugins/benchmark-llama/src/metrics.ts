// What a run measures.
import type { Metrics } from '@schedtuna/sdk';

export const metrics = {
  pp_tokens_per_sec: {
    unit: 'tokens/s',
    direction: 'maximize',
    label: 'prompt',
    description: 'Speed of reading a prompt; one sample per repetition',
  },
  tg_tokens_per_sec: {
    unit: 'tokens/s',
    direction: 'maximize',
    label: 'token generation',
    description: 'Speed of generating text token by token; one sample per repetition',
  },
  background_units_per_sec: {
    unit: 'units/s',
    direction: 'maximize',
    label: 'background',
    description:
      'Work of all threads of the background load per second, from when they run until the benchmark command has ended; absent without load',
    optional: true,
  },
} satisfies Metrics;
