// What can be set for the benchmark and for the load beside it.
import type { Parameters } from '@schedtuna/sdk';

const slice = {
  type: 'integer',
  default: 0,
  // The kernel clamps custom slices to this range without saying so (Linux 6.12, __setparam_fair).
  minValue: 100,
  maxValue: 100_000,
  scale: 'log',
  unit: 'us',
  special: [{ value: 0, meaning: 'kernel default' }],
} as const;

const policy = { type: 'categorical', default: 'other', choices: ['other', 'batch', 'idle'] } as const;

/** Lowering nice needs privileges, so only the half that everyone may use is searched. */
const nice = { type: 'integer', default: 0, minValue: 0, maxValue: 19 } as const;

const background = { role: 'background' } as const;

/** A slice or nice value of an idle task means nothing to the kernel (kernel/sched/syscalls.c, __setscheduler_params). */
const unlessIdle = { when: { parameter: 'policy', isNot: 'idle' } } as const;
const unlessBackgroundIdle = { when: { parameter: 'background_policy', isNot: 'idle' } } as const;

export const parameters = {
  slice_us: {
    ...slice,
    ...unlessIdle,
    description: 'CPU time that the benchmark asks for at once: shorter is served sooner, longer is interrupted less',
  },
  policy: {
    ...policy,
    description:
      'Scheduling policy of the benchmark: batch preempts nobody when it wakes up, idle lives on what others leave',
  },
  nice: {
    ...nice,
    ...unlessIdle,
    description: 'Added to the nice value that the benchmark inherits, up to 19; each step leaves more CPU to others',
  },
  background_slice_us: {
    ...slice,
    ...background,
    ...unlessBackgroundIdle,
    description: 'CPU time that the load beside the benchmark asks for at once',
  },
  background_policy: { ...policy, ...background, description: 'Scheduling policy of the load beside the benchmark' },
  background_nice: {
    ...nice,
    ...background,
    ...unlessBackgroundIdle,
    description: 'Added to the nice value that the load inherits, up to 19; each step leaves more CPU to the benchmark',
  },
} as const satisfies Parameters;
