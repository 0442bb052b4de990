// Services that load BPF schedulers by themselves: only one scheduler can be loaded at a time.
import type { Host } from '@schedtuna/sdk';
import { activeUnits } from '../sched-ext/active-units.js';
import { LOADER_BUS_NAME, loaderOnBus } from '../sched-ext/scx-loader.js';
import type { Finding } from './report.js';

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
    const message = `scx_loader answers on the system bus (${LOADER_BUS_NAME}): it loads BPF schedulers, and there is room for one only`;
    const fix = `Before tuning: scxctl stop; ${loader.pid ? `sudo kill -INT ${loader.pid}` : 'sudo pkill -INT -x scx_loader'}`;
    return [{ name, status: 'warning', message, fix }];
  }
  if (units === undefined) return [];
  return [{ name, status: 'ok', message: 'no service that loads BPF schedulers is active' }];
}
