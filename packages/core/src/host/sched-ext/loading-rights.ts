// How this user may load BPF schedulers: as root, with capabilities, or through sudo.
import { type Host, SchedtunaError } from '@schedtuna/sdk';
import { askProgram } from '../ask-program.js';
import { credentials, mayLoadSchedulers } from '../capabilities.js';
import type { Sudo } from '../guard/signal-scheduler.js';
import { type SudoPermission, sudoersRule, sudoPermission } from '../sudo-permission.js';

export interface LoadingRights {
  /** For the journal. */
  readonly by: 'root' | 'capabilities' | 'file capabilities' | 'sudo';
  /** Present when only sudo may start and stop the scheduler. */
  readonly sudo?: Sudo;
}

const SUDO: Readonly<Record<SudoPermission, string>> = {
  free: 'sudo starts it without a password, but not the kill that would end it',
  password: 'sudo asks for a password, which a tuner cannot type',
  refused: 'sudo does not start it for this user, or would have to ask',
  absent: 'only root may load it, and there is no sudo',
};

/** `binary` is an absolute path. Throws ST_PRIVILEGES with what is missing. */
export async function loadingRights(host: Host, binary: string): Promise<LoadingRights> {
  const { isRoot, uid, held, passedOn } = await credentials(host);
  if (isRoot && !mayLoadSchedulers(passedOn)) {
    throw missing(
      `root may not load BPF schedulers here: of CAP_SYS_ADMIN, CAP_BPF and CAP_PERFMON it has ${held.join(', ') || 'none'}`,
      'Run the container with --privileged, or with --cap-add BPF --cap-add PERFMON (scx schedulers in Rust want SYS_ADMIN).',
    );
  }
  const rights = await rightsOrObstacle(host, binary);
  if (typeof rights !== 'string') return rights;
  const hasSudo = rights !== SUDO.absent;
  throw missing(
    `this user may not load the BPF scheduler of ${binary}: ${rights}`,
    hasSudo
      ? `Run schedtuna with sudo; or type sudo visudo -f /etc/sudoers.d/schedtuna and add: ${await sudoersRule(host, uid, [binary])}`
      : 'Run schedtuna as root.',
  );
}

/** One sentence without a subject where an ordinary user lacks the right. Nothing is started with privileges. */
export async function rightsOrObstacle(host: Host, binary: string): Promise<LoadingRights | string> {
  const { isRoot, passedOn } = await credentials(host);
  if (mayLoadSchedulers(passedOn)) return { by: isRoot ? 'root' : 'capabilities' };
  if (await hasFileCapabilities(host, binary)) return { by: 'file capabilities' };
  const permission = await sudoPermission(host, binary);
  const [sudo, kill] = await Promise.all([host.which('sudo'), host.which('kill')]);
  if (permission !== 'free' || sudo === undefined || kill === undefined) return SUDO[permission];
  return (await sudoPermission(host, kill)) === 'free' ? { by: 'sudo', sudo: { sudo, kill } } : SUDO.free;
}

/** As `getcap` prints them: `/usr/bin/scx_simple cap_perfmon,cap_bpf=ep`. It is often outside the PATH of users. */
async function hasFileCapabilities(host: Host, binary: string): Promise<boolean> {
  const inPath = await askProgram(host, 'getcap', [binary]);
  const output =
    inPath ??
    (await host.run({ file: '/usr/sbin/getcap', args: [binary] }, { timeoutMs: 2_000 }).catch(() => undefined));
  const text = output?.exitCode === 0 ? output.stdout : '';
  const isEffective = /[=+]\w*e\w*\s*$/m.test(text);
  return isEffective && (/cap_sys_admin/.test(text) || (/cap_bpf/.test(text) && /cap_perfmon/.test(text)));
}

function missing(message: string, hint: string): SchedtunaError {
  return new SchedtunaError('ST_PRIVILEGES', message, { hint });
}
