// Experiments on a sched_ext scheduler that is a script, in a fake kernel, for tests.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host } from '@schedtuna/sdk';
import { createHost } from '../../dist/host/host.js';
import { createFakeKernel, type FakeKernel } from '../host/sched-ext/fake-kernel.js';
import { createWorkplace, type Workplace } from './synthetic.js';

const SCRIPT = fileURLToPath(new URL('../host/sched-ext/tunable-scheduler.pl', import.meta.url));
/** Of a root that may load BPF programs: the test may run as anybody, in any container. */
const STATUS = 'Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\nCapAmb:\t0000000000000000\n';

export interface TunableWorkplace extends Workplace {
  readonly kernel: FakeKernel;
  /** The program of the scheduler. */
  readonly program: string;
  /** Puts another program of the same behaviour in its place. */
  replaceProgram(): void;
  /** The arguments of each start. */
  started(): readonly string[];
}

export function createTunableWorkplace(): TunableWorkplace {
  const place = createWorkplace();
  const kernel = createFakeKernel();
  const program = join(place.folder, 'scx_tunable');
  const install = (comment: string) =>
    writeFileSync(
      program,
      `#!/usr/bin/perl\n# ${comment}\n$ENV{FAKE_SCHED_EXT} = '${kernel.root}';\ndo '${SCRIPT}';\ndie $@ || $!;\n`,
      { mode: 0o755 },
    );
  install('first');
  const real = createHost();
  const host: Host = {
    ...real,
    which: async (name) => (name === 'scx_tunable' ? program : name === 'setpriv' ? real.which(name) : undefined),
    readFile: (path) => (path === '/proc/self/status' ? Promise.resolve(STATUS) : real.readFile(path)),
  };
  const benchmarkOptions = { root: kernel.root, counter: join(place.folder, 'counter') };
  return {
    ...place,
    ...{ kernel, program },
    services: { ...place.services, host, schedExtRoot: kernel.root },
    options: (more = {}) =>
      place.options({
        ...{ schedulerName: 'tunable', benchmark: 'tunable', episodes: 10 },
        ...more,
        benchmarkOptions: { ...benchmarkOptions, ...more.benchmarkOptions },
      }),
    replaceProgram: () => install('second'),
    started: () => readFileSync(join(kernel.root, 'started'), 'utf8').split('\n').slice(0, -1),
    remove() {
      kernel.remove();
      place.remove();
    },
  };
}
