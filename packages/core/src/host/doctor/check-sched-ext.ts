// sched_ext: whether this kernel can load BPF schedulers, and whether one is loaded.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

const name = 'sched_ext';

export async function checkSchedExt(host: Host): Promise<readonly Finding[]> {
  const state = (await host.readFile('/sys/kernel/sched_ext/state'))?.trim();
  if (state === undefined) {
    const message = 'this kernel has no sched_ext (CONFIG_SCHED_CLASS_EXT): BPF schedulers cannot be loaded';
    return [{ name, status: 'info', message }];
  }
  const loaded = (await host.readFile('/sys/kernel/sched_ext/root/ops'))?.trim();
  if (state === 'disabled' && !loaded) return [{ name, status: 'ok', message: 'available, no scheduler is loaded' }];
  return [
    {
      name,
      status: 'warning',
      message: `the BPF scheduler ${loaded ?? 'of an unknown name'} is ${state}: it schedules every process, so eevdf's settings have no effect`,
      fix: 'Stop it before tuning eevdf, for example: sudo systemctl stop scx',
    },
  ];
}
