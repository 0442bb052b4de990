// scx_flashyspark, a fork of scx_flash that looks for tasks which use the GPU.
import type { SchedExtScheduler } from '@schedtuna/sdk';
import { parameters } from './parameters.js';

const flashyspark: SchedExtScheduler<typeof parameters> = {
  kind: 'sched_ext',
  name: 'scx_flashyspark',
  description: 'Earliest deadline first, with an eye on tasks that use an NVIDIA GPU',
  homepage: 'https://github.com/esot0/scx',
  binary: 'scx_flashyspark',
  opsName: 'flashyspark',
  requires: [
    {
      anyOf: ['/proc/driver/nvidia/version', '/sys/module/nvidia/version'],
      reason:
        'scx_flashyspark attaches probes to functions of the NVIDIA driver (nvidia_open, nvidia_poll, nvidia_mmap), with every configuration, and ends where the driver is not loaded',
    },
  ],
  parameters,
};

export default flashyspark;
