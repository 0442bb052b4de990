// How a scheduler of kind process applies a configuration: the command behind it must arrive as it was.
import type { Command } from '../../command.js';
import type { Configuration } from '../../parameters.js';
import type { Role, Scheduler } from '../../scheduler.js';
import { createSearchSpace } from '../../space/create-search-space.js';
import { claim, claimEqual, type It } from '../claim.js';
import { frozen } from '../frozen.js';
import { configurationWith, sampleConfigurations } from '../samples.js';

type ProcessScheduler = Extract<Scheduler, { kind: 'process' }>;

const ROLES: readonly Role[] = ['workload', 'background'];
const SAMPLES = 20;

/** Words that any detour through a shell or a careless parser would damage. */
const COMMAND: Command = frozen({
  file: '/opt/some where/benchmark',
  args: ['--', '', 'two words', '$HOME', '`id`', '"\'\\', '--help', '-n=1', 'ünïcödé'],
  env: { BENCHMARK_SEED: '1', EMPTY: '' },
  cwd: '/var/empty',
});

export function testWrap(it: It, scheduler: ProcessScheduler): void {
  const { parameters, constraints } = scheduler;
  const configurations = () => sampleConfigurations(createSearchSpace(parameters, constraints), SAMPLES);

  it('keeps the wrapped command intact', () => {
    for (const configuration of configurations()) {
      for (const role of ROLES) checkIntact(scheduler.wrap(frozen({ ...configuration }), COMMAND, role));
    }
  });

  it('wraps the same way every time', () => {
    for (const configuration of configurations()) {
      for (const role of ROLES) {
        const first = structuredClone(scheduler.wrap(frozen({ ...configuration }), COMMAND, role));
        claimEqual(
          scheduler.wrap({ ...configuration }, COMMAND, role),
          first,
          `wrap must not depend on anything but its arguments (${role})`,
        );
      }
    }
  });

  it('lets every parameter change how a command is started', () => {
    const space = createSearchSpace(parameters, constraints);
    const started = (configuration: Configuration) =>
      JSON.stringify(ROLES.map((role) => scheduler.wrap(configuration, COMMAND, role)));
    for (const name of Object.keys(parameters)) {
      const configuration = configurationWith(space, name);
      if (configuration === undefined) continue;
      const without = space.canonical({ ...configuration, [name]: parameters[name].default });
      claim(
        started(configuration) !== started(without),
        `${name} = ${configuration[name]} starts commands exactly as its default does`,
      );
    }
  });

  if (scheduler.explain === undefined) return;
  it('explains configurations in words a person can type', () => {
    for (const [i, configuration] of configurations().entries()) {
      const lines = scheduler.explain?.(frozen({ ...configuration })) ?? [];
      claim(
        Array.isArray(lines) && lines.every((line) => typeof line === 'string' && line.trim() !== ''),
        'explain must return lines of text',
      );
      if (i === 0) claimEqual([...lines], [], 'explain must say nothing about the default configuration');
    }
  });
}

function checkIntact(wrapped: Command): void {
  claim(typeof wrapped.file === 'string' && wrapped.file !== '', 'the wrapped command needs a file');
  const words = [wrapped.file, ...wrapped.args];
  const expected = [COMMAND.file, ...COMMAND.args];
  claimEqual(
    words.slice(-expected.length),
    expected,
    'the wrapped command must end with the words of the original, unchanged',
  );
  for (const [name, value] of Object.entries(COMMAND.env ?? {})) {
    claim(wrapped.env?.[name] === value, `the wrapped command must keep the environment variable ${name}=${value}`);
  }
  claim(wrapped.cwd === COMMAND.cwd, `the wrapped command must keep the directory ${COMMAND.cwd}, not ${wrapped.cwd}`);
}
