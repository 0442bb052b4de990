// Types of the kernel (BTF): a BPF scheduler is fitted to the running kernel with them.
import type { Host } from '@schedtuna/sdk';
import { hasSchedExt } from './has-sched-ext.js';
import type { Finding } from './report.js';

const name = 'btf';
const FILE = '/sys/kernel/btf/vmlinux';

export async function checkBtf(host: Host): Promise<readonly Finding[]> {
  // A few megabytes; a Host has no cheaper way to see that a file is there and can be read.
  if ((await host.readFile(FILE)) !== undefined) {
    return [{ name, status: 'ok', message: `the kernel describes its types in ${FILE}` }];
  }
  const message = `${FILE} cannot be read: BPF schedulers cannot be fitted to this kernel`;
  const fix = `Boot a kernel built with CONFIG_DEBUG_INFO_BTF=y; in a container, show it the host's /sys.`;
  return [{ name, status: (await hasSchedExt(host)) ? 'warning' : 'info', message, fix }];
}
