// Operating system and kernel version.
import type { Host } from '@schedtuna/sdk';
import { isAtLeast } from './kernel-version.js';
import type { Finding } from './report.js';

const name = 'kernel';

export async function checkKernel({ platform, arch, kernelRelease }: Host): Promise<readonly Finding[]> {
  if (platform !== 'linux') {
    const message = `this is ${platform}: schedulers can be tuned on Linux only`;
    return [{ name, status: 'problem', message, fix: 'Use a Linux machine; reports of experiments can be read here.' }];
  }
  const message = `Linux ${kernelRelease} on ${arch}`;
  // EEVDF took the place of CFS in Linux 6.6.
  if (isAtLeast(kernelRelease, 6, 6)) return [{ name, status: 'ok', message }];
  return [{ name, status: 'info', message: `${message}, whose own scheduler is CFS, the predecessor of EEVDF` }];
}
