// The kernel's own scheduler, tuned per process: the benchmark and its load start through a launcher that sets their attributes.
import { fileURLToPath } from 'node:url';
import type { ProcessScheduler } from '@schedtuna/sdk';
import { formatArguments } from './arguments.js';
import { explain } from './explain.js';
import { parameters } from './parameters.js';
import { probe } from './probe.js';
import { settingsOf } from './settings.js';

/** Always the built file, also when this module is run from its TypeScript source. */
const LAUNCHER = fileURLToPath(new URL('../dist/launcher.js', import.meta.url));

/** The default configuration is wrapped as well, so that default and tuned runs start by the same path. */
const eevdf: ProcessScheduler<typeof parameters> = {
  kind: 'process',
  name: 'eevdf',
  description: "The kernel's own scheduler (EEVDF, Linux 6.6 or newer), tuned per process without root",
  homepage: 'https://docs.kernel.org/scheduler/sched-eevdf.html',
  parameters,
  probe: (host) => probe(host, LAUNCHER),
  wrap: (configuration, command, role) => ({
    ...command,
    file: process.execPath,
    args: [LAUNCHER, ...formatArguments(settingsOf(configuration, role), command)],
  }),
  explain,
};

export default eevdf;
