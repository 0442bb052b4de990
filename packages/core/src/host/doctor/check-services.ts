// Services that load BPF schedulers by themselves: only one scheduler can be loaded at a time.
import type { Host } from '@schedtuna/sdk';
import { askProgram } from '../ask-program.js';
import { activeUnits } from '../sched-ext/active-units.js';
import type { Finding } from './report.js';

/** Of scx_loader, on the system bus. */
const BUS_NAME = 'org.scx.Loader';

const name = 'services';

/** Nothing to say where systemd does not answer, as in most containers. */
export async function checkServices(host: Host): Promise<readonly Finding[]> {
  const [units, loader] = await Promise.all([activeUnits(host), loaderOnBus(host)]);
  if (units !== undefined && units.length > 0) {
    const [they, load] = units.length === 1 ? ['is active: it', 'loads'] : ['are active: they', 'load'];
    const message = `${units.join(' and ')} ${they} ${load} BPF schedulers, and there is room for one only`;
    return [{ name, status: 'warning', message, fix: `Before tuning: sudo systemctl stop ${units.join(' ')}` }];
  }
  if (loader !== undefined) {
    const message = `scx_loader answers on the system bus (${BUS_NAME}): it loads BPF schedulers, and there is room for one only`;
    const fix = `Before tuning: scxctl stop; ${loader.pid ? `sudo kill -INT ${loader.pid}` : 'sudo pkill -INT -x scx_loader'}`;
    return [{ name, status: 'warning', message, fix }];
  }
  if (units === undefined) return [];
  return [{ name, status: 'ok', message: 'no service that loads BPF schedulers is active' }];
}

/** Undefined when nobody owns the name. To ask for its owner does not start it. */
async function loaderOnBus(host: Host): Promise<{ readonly pid?: string } | undefined> {
  const output = await askProgram(host, 'busctl', ['--system', '--no-pager', 'status', BUS_NAME]);
  if (output?.exitCode !== 0) return undefined;
  const pid = /^PID=(\d+)$/m.exec(output.stdout)?.[1];
  // Any other answer is not one of busctl.
  return pid || /^UniqueName=/m.test(output.stdout) ? { pid } : undefined;
}
