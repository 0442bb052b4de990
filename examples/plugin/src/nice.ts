// Scheduler `nice`: the nice values of the benchmark and of the load beside it, set by nice(1).
import type { ConfigurationOf, Parameters, ProcessScheduler } from '@schedtuna/sdk';

const value = { type: 'integer', default: 0, minValue: 0, maxValue: 19 } as const;

const parameters = {
  nice: { ...value, description: 'Nice value of the benchmark: higher leaves more CPU to others' },
  background_nice: { ...value, description: 'Nice value of the load beside it' },
} as const satisfies Parameters;

export default {
  kind: 'process',
  name: 'nice',
  description: 'Nice values of the benchmark and of its background load',
  parameters,
  async probe(host) {
    if (host.platform !== 'linux')
      return { usable: false, reason: `nice values are tuned on Linux only, this is ${host.platform}` };
    if (!(await host.which('nice'))) return { usable: false, reason: 'there is no program nice in PATH' };
    return { usable: true, facts: { kernel: host.kernelRelease } };
  },
  wrap(configuration, command, role) {
    const nice = niceOf(configuration, role);
    return { ...command, file: 'nice', args: ['-n', String(nice), command.file, ...command.args] };
  },
  explain(configuration) {
    return (['workload', 'background'] as const)
      .filter((role) => niceOf(configuration, role) !== 0)
      .map((role) => `nice -n ${niceOf(configuration, role)} COMMAND   # ${role}`);
  },
} satisfies ProcessScheduler<typeof parameters>;

function niceOf(configuration: ConfigurationOf<typeof parameters>, role: 'workload' | 'background'): number {
  return role === 'workload' ? configuration.nice : configuration.background_nice;
}
