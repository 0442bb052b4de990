// scx_rusty of the sched_ext project: domains of CPUs that share a cache, with load balancing between them.
import type { SchedExtScheduler } from '@schedtuna/sdk';
import { parameters } from './parameters.js';

const rusty: SchedExtScheduler<typeof parameters> = {
  kind: 'sched_ext',
  name: 'scx_rusty',
  description: 'Domains of CPUs that share a cache: a queue for each, load balancing and stealing between them',
  homepage: 'https://github.com/sched-ext/scx',
  binary: 'scx_rusty',
  opsName: 'rusty',
  parameters,
};

export default rusty;
