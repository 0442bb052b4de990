// Services of systemd that load BPF schedulers by themselves.
import type { Host } from '@schedtuna/sdk';
import { askProgram } from '../ask-program.js';
import { LOADER_UNIT } from './scx-loader.js';

const UNITS = ['scx.service', LOADER_UNIT];
/** What `systemctl is-active` prints, and whether such a unit may have a process; see systemctl(1). */
const STATES: Readonly<Record<string, boolean>> = {
  active: true,
  reloading: true,
  refreshing: true,
  activating: true,
  deactivating: true,
  inactive: false,
  failed: false,
  maintenance: false,
  unknown: false,
};

/** undefined when not every unit has a state, for example because the system was not booted with systemd. Never rejects. */
export async function activeUnits(host: Host): Promise<readonly string[] | undefined> {
  const output = await askProgram(host, 'systemctl', ['is-active', ...UNITS]); // exit status 3 when one is not
  const states = output?.stdout.trim().split('\n') ?? [];
  if (states.length !== UNITS.length || !states.every((state) => Object.hasOwn(STATES, state))) return undefined;
  return UNITS.filter((_, i) => STATES[states[i]]);
}
