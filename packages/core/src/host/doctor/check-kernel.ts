// Operating system and kernel version: custom slices came with Linux 6.12.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

export async function checkKernel({ platform, kernelRelease }: Host): Promise<readonly Finding[]> {
  if (platform !== 'linux') {
    const message = `this is ${platform}: schedulers can be tuned on Linux only`;
    return [
      {
        name: 'kernel',
        status: 'problem',
        message,
        fix: 'Use a Linux machine; reports of experiments can be read here.',
      },
    ];
  }
  const [major, minor] = kernelRelease.split('.').map(Number);
  const kernel: Finding = { name: 'kernel', status: 'ok', message: `Linux ${kernelRelease}` };
  const hasSlices = major > 6 || (major === 6 && minor >= 12);
  const slices: Finding = hasSlices
    ? { name: 'slices', status: 'ok', message: 'a process may choose its own time slice (Linux 6.12 or newer)' }
    : {
        name: 'slices',
        status: 'warning',
        message: 'this kernel has no custom time slices; policy and nice values can be tuned all the same',
        fix: 'Use Linux 6.12 or newer to tune slices too.',
      };
  return [kernel, slices];
}
