// sched_ext: whether this kernel can load BPF schedulers, and whether one is loaded.
import type { Host } from '@schedtuna/sdk';
import { kernelConfig } from './kernel-config.js';
import { isAtLeast } from './kernel-version.js';
import type { Finding } from './report.js';

const name = 'sched_ext';
const ROOT = '/sys/kernel/sched_ext';

export async function checkSchedExt(host: Host): Promise<readonly Finding[]> {
  const read = async (file: string) => (await host.readFile(`${ROOT}/${file}`))?.trim();
  const state = await read('state');
  if (state === undefined) {
    const message = `BPF schedulers cannot be loaded: ${await whyAbsent(host)}`;
    return [{ name, status: 'info', message }];
  }
  const loaded = (await read('root/ops')) || undefined; // may be gone already while the state is `disabling`
  if (state === 'disabled' && !loaded) {
    return [{ name, status: 'ok', message: 'BPF schedulers can be loaded; none is, the kernel schedules by itself' }];
  }
  const scheduler = `the BPF scheduler ${loaded ?? '(without a name)'} is ${state}`;
  const fix = 'Stop it before tuning, for example: sudo systemctl stop scx';
  if ((await read('switch_all')) === '0') {
    const message = `${scheduler}, for the processes that asked for it only: it takes CPU time from the others`;
    return [{ name, status: 'warning', message, fix }];
  }
  const message = `${scheduler}: it schedules every process, so that settings of eevdf have no effect`;
  return [{ name, status: 'warning', message, fix }];
}

async function whyAbsent(host: Host): Promise<string> {
  if (!isAtLeast(host.kernelRelease, 6, 12)) return 'sched_ext came with Linux 6.12';
  const config = await kernelConfig(host);
  if (config === undefined || /^CONFIG_SCHED_CLASS_EXT=y$/m.test(config)) return `there is no ${ROOT} here`;
  return 'this kernel was built without CONFIG_SCHED_CLASS_EXT';
}
