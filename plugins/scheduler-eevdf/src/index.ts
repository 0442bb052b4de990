// The kernel's own scheduler (EEVDF, Linux ≥ 6.6), tuned for each process: slice, policy and nice value.
import { fileURLToPath } from 'node:url';
import type { Command, ConfigurationOf, Host, Parameters, Probe, ProcessScheduler, Role } from '@schedtuna/sdk';
import { explain } from './explain.js';
import { probe } from './probe.js';

const slice = {
  type: 'integer',
  default: 0,
  minValue: 100,
  maxValue: 100_000,
  scale: 'log',
  unit: 'us',
  special: [{ value: 0, meaning: "the kernel's default" }],
} as const;
const policy = { type: 'categorical', default: 'other', choices: ['other', 'batch', 'idle'] } as const;
const background = { role: 'background' } as const;
const nice = { type: 'integer', default: 0, minValue: 0, maxValue: 19 } as const;

/** With policy idle the kernel takes neither slice nor nice value (kernel/sched/syscalls.c, fair_policy). */
export const parameters = {
  slice_us: {
    ...slice,
    when: { parameter: 'policy', isNot: 'idle' },
    description: 'How long a thread of the workload runs before others get their turn',
  },
  policy: { ...policy, description: 'Scheduling policy of the workload' },
  nice: {
    ...nice,
    when: { parameter: 'policy', isNot: 'idle' },
    description: 'Nice value of the workload: higher leaves more CPU to others',
  },
  background_slice_us: {
    ...slice,
    ...background,
    when: { parameter: 'background_policy', isNot: 'idle' },
    description: 'How long a thread of the background load runs before others get their turn',
  },
  background_policy: { ...policy, ...background, description: 'Scheduling policy of the background load' },
  background_nice: {
    ...nice,
    ...background,
    when: { parameter: 'background_policy', isNot: 'idle' },
    description: 'Nice value of the background load: higher leaves more CPU to the workload',
  },
} as const satisfies Parameters;

export type EevdfConfiguration = ConfigurationOf<typeof parameters>;

/** What one role's processes get. */
export interface Settings {
  /** Microseconds; 0 = the kernel's default. */
  readonly sliceUs: number;
  readonly policy: 'other' | 'batch' | 'idle';
  /** 0–19. */
  readonly nice: number;
}

const LAUNCHER = fileURLToPath(new URL('./launcher.js', import.meta.url));

export function settingsOf(configuration: EevdfConfiguration, role: Role): Settings {
  return role === 'workload'
    ? { sliceUs: configuration.slice_us, policy: configuration.policy, nice: configuration.nice }
    : {
        sliceUs: configuration.background_slice_us,
        policy: configuration.background_policy,
        nice: configuration.background_nice,
      };
}

/** The launcher runs for the default configuration too, so that all runs start the same way. */
function wrap(configuration: EevdfConfiguration, command: Command, role: Role): Command {
  const { sliceUs, policy, nice } = settingsOf(configuration, role);
  const settings = ['--slice-us', String(sliceUs), '--policy', policy, '--nice', String(nice)];
  return { ...command, file: process.execPath, args: [LAUNCHER, ...settings, '--', command.file, ...command.args] };
}

export default {
  kind: 'process',
  name: 'eevdf',
  description: "The kernel's own scheduler, tuned per process with sched_setattr(2); needs no root",
  homepage: 'https://docs.kernel.org/scheduler/sched-eevdf.html',
  parameters,
  probe: (host: Host): Promise<Probe> => probe(host, LAUNCHER),
  wrap,
  explain,
} satisfies ProcessScheduler<typeof parameters>;
