// What this process may do: root, capabilities, lowest nice value; and what loading BPF schedulers would take.
import type { Host } from '@schedtuna/sdk';
import { type Credentials, credentials, mayLoadSchedulers } from '../capabilities.js';
import { type LoadingRights, rightsOrObstacle } from '../sched-ext/loading-rights.js';
import { sudoersRule } from '../sudo-permission.js';
import { hasSchedExt } from './has-sched-ext.js';
import { lowestNice } from './lowest-nice.js';
import type { Finding, SchedulerFinding } from './report.js';

const name = 'privileges';
const NOT_ENOUGH = 'enough for eevdf, not to load BPF schedulers';

export async function checkPrivileges(
  host: Host,
  schedulers: Promise<readonly SchedulerFinding[]>,
): Promise<readonly Finding[]> {
  const who = await credentials(host);
  const nice = await lowestNice(host, who.held);
  const message = `${who.isRoot ? 'root' : 'an ordinary user'} with ${who.held.join(', ') || 'no capability of interest'}; ${nice}`;
  if (mayLoadSchedulers(who.passedOn)) return [{ name, status: 'ok', message }];
  if (!(await hasSchedExt(host))) return [{ name, status: 'info', message: `${message}; ${NOT_ENOUGH}` }];
  if (who.isRoot) {
    const fix =
      'To tune BPF schedulers: start the container with --cap-add SYS_ADMIN, or --cap-add BPF --cap-add PERFMON.';
    return [{ name, status: 'info', message: `${message}; ${NOT_ENOUGH}`, fix }];
  }
  return [await ordinaryUser(host, who, await schedulers, message)];
}

/** Looks at the programs of installed schedulers one by one: sudo or file capabilities may allow some of them. */
async function ordinaryUser(
  host: Host,
  { uid, held }: Credentials,
  schedulers: readonly SchedulerFinding[],
  message: string,
): Promise<Finding> {
  const binaries = schedulers.flatMap(({ facts }) => (facts?.binary ? [facts.binary] : []));
  const rights = await Promise.all(binaries.map((binary) => rightsOrObstacle(host, binary)));
  const lacking = binaries.filter((_, i) => typeof rights[i] === 'string');
  const said = [
    message,
    ...(mayLoadSchedulers(held) ? ['capabilities that are not ambient do not reach the programs it starts'] : []),
    ...binaries.map((binary, i) => `${binary}: ${inWords(rights[i])}`),
  ];
  if (binaries.length > 0 && lacking.length === 0) return { name, status: 'ok', message: said.join('; ') };
  if (lacking.length === binaries.length) said.push(NOT_ENOUGH);
  const root = 'To tune BPF schedulers, run schedtuna as root';
  if (lacking.length === 0 || (await host.which('sudo')) === undefined) {
    return { name, status: 'info', message: said.join('; '), fix: `${root}.` };
  }
  const rule = await sudoersRule(host, uid, lacking);
  const fix = `${root}, or type sudo visudo -f /etc/sudoers.d/schedtuna and add: ${rule}`;
  return { name, status: 'info', message: said.join('; '), fix };
}

function inWords(rights: LoadingRights | string): string {
  if (typeof rights === 'string') return rights;
  return rights.by === 'sudo' ? 'sudo starts it without a password' : `${rights.by} allow to load it`;
}
