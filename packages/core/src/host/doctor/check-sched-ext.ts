// sched_ext: whether this kernel can load BPF schedulers, and whether one is loaded.
import type { Host } from '@schedtuna/sdk';
import { attachedProgram } from '../sched-ext/attached-program.js';
import { isBuiltIn, kernelConfig } from './kernel-config.js';
import { isAtLeast } from './kernel-version.js';
import type { Finding } from './report.js';

const name = 'sched_ext';
const ROOT = '/sys/kernel/sched_ext';

export async function checkSchedExt(host: Host): Promise<readonly Finding[]> {
  const read = async (file: string) => (await host.readFile(`${ROOT}/${file}`))?.trim();
  const state = await read('state');
  if (state === undefined) {
    const { reason, fix } = await whyAbsent(host);
    return [{ name, status: 'info', message: `BPF schedulers cannot be loaded: ${reason}`, fix }];
  }
  const loaded = (await read('root/ops')) || undefined; // may be gone already while the state is `disabling`
  if (state === 'disabled' && !loaded) {
    return [{ name, status: 'ok', message: 'BPF schedulers can be loaded; none is, the kernel schedules by itself' }];
  }
  const program = loaded === undefined ? undefined : await attachedProgram(host, loaded);
  const held = program ? ` (${program.name}, process ${program.pid})` : '';
  const scheduler = `the BPF scheduler ${loaded ?? '(without a name)'}${held} is ${state}`;
  // SysRq S has the kernel end any BPF scheduler: Documentation/scheduler/sched-ext.rst.
  const end = program ? `sudo kill -INT ${program.pid}` : 'echo S | sudo tee /proc/sysrq-trigger';
  const fix = `Stop it before tuning: the service that keeps it, for example sudo systemctl stop scx; otherwise ${end}`;
  if ((await read('switch_all')) === '0') {
    const message = `${scheduler}, for the processes that asked for it only: it takes CPU time from the others`;
    return [{ name, status: 'warning', message, fix }];
  }
  const message = `${scheduler}: it schedules every process, so that settings of eevdf have no effect`;
  return [{ name, status: 'warning', message, fix }];
}

async function whyAbsent(host: Host): Promise<{ readonly reason: string; readonly fix: string }> {
  const boot = 'To tune BPF schedulers, boot Linux 6.12 or newer built with CONFIG_SCHED_CLASS_EXT=y.';
  if (!isAtLeast(host.kernelRelease, 6, 12)) return { reason: 'sched_ext came with Linux 6.12', fix: boot };
  const config = (await kernelConfig(host))?.text;
  if (config === undefined || isBuiltIn(config, 'CONFIG_SCHED_CLASS_EXT')) {
    const fix = `To tune BPF schedulers: in a container, show it the host's /sys; otherwise boot a kernel built with CONFIG_SCHED_CLASS_EXT=y.`;
    return { reason: `there is no ${ROOT} here`, fix };
  }
  return { reason: 'this kernel was built without CONFIG_SCHED_CLASS_EXT', fix: boot };
}
