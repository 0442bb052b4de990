// Kernel lockdown: what even root may not do; see kernel_lockdown(7).
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

const name = 'lockdown';

/** Nothing to say where the kernel has no lockdown, or securityfs is not mounted. */
export async function checkLockdown(host: Host): Promise<readonly Finding[]> {
  const modes = (await host.readFile('/sys/kernel/security/lockdown')) ?? '';
  switch (/\[(\w+)\]/.exec(modes)?.[1]) {
    case 'none':
      return [{ name, status: 'ok', message: 'the kernel is not locked down' }];
    case 'integrity':
      return [{ name, status: 'ok', message: 'lockdown for integrity, which BPF schedulers do not mind' }];
    case 'confidentiality': // LOCKDOWN_BPF_READ_KERNEL in security/security.c
      return [
        {
          name,
          status: 'warning',
          message: 'lockdown for confidentiality: BPF programs may not read kernel memory, as most schedulers do',
          fix: 'Boot with lockdown=integrity on the kernel command line; it cannot be lowered while the kernel runs.',
        },
      ];
    default:
      return [];
  }
}
