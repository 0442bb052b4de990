// How this user may load BPF schedulers: as root, with capabilities, or through sudo.
import { type Host, SchedtunaError } from '@schedtuna/sdk';
import { credentials, mayLoadSchedulers } from '../doctor/capabilities.js';
import { sudoPermission } from '../doctor/sudo-permission.js';
import type { Sudo } from '../guard/signal-scheduler.js';

export interface LoadingRights {
  /** For the journal. */
  readonly by: 'root' | 'capabilities' | 'file capabilities' | 'sudo';
  /** Present when only sudo may start and stop the scheduler. */
  readonly sudo?: Sudo;
}

/** `binary` is an absolute path. Throws ST_PRIVILEGES with what is missing. */
export async function loadingRights(host: Host, binary: string): Promise<LoadingRights> {
  const { isRoot, held, passedOn } = await credentials(host);
  if (mayLoadSchedulers(passedOn)) return { by: isRoot ? 'root' : 'capabilities' };
  if (isRoot) {
    throw missing(
      `root may not load BPF schedulers here: of CAP_SYS_ADMIN, CAP_BPF and CAP_PERFMON it has ${held.join(', ') || 'none'}`,
      'Run the container with --privileged, or with --cap-add BPF --cap-add PERFMON (scx schedulers in Rust want SYS_ADMIN).',
    );
  }
  if (await hasFileCapabilities(host, binary)) return { by: 'file capabilities' };
  const [sudo, kill] = [await host.which('sudo'), await host.which('kill')];
  if (sudo !== undefined && kill !== undefined) {
    const permissions = await Promise.all([sudoPermission(host, binary), sudoPermission(host, kill)]);
    if (permissions.every((permission) => permission === 'free')) return { by: 'sudo', sudo: { sudo, kill } };
  }
  throw missing(
    `this user may not load BPF schedulers: it needs root, CAP_BPF and CAP_PERFMON, or sudo without a password for ${binary}`,
    `Run it with sudo; or allow it with visudo: ${process.env.USER ?? 'USER'} ALL=(root) NOPASSWD: ${binary}, ${kill ?? '/usr/bin/kill'}`,
  );
}

/** As `getcap` prints them: `/usr/bin/scx_simple cap_perfmon,cap_bpf=ep`. */
async function hasFileCapabilities(host: Host, binary: string): Promise<boolean> {
  const getcap = (await host.which('getcap')) ?? '/usr/sbin/getcap';
  const output = await host.run({ file: getcap, args: [binary] }, { timeoutMs: 2_000 }).catch(() => undefined);
  const text = output?.exitCode === 0 ? output.stdout : '';
  const isEffective = /[=+]\w*e\w*\s*$/m.test(text);
  return isEffective && (/cap_sys_admin/.test(text) || (/cap_bpf/.test(text) && /cap_perfmon/.test(text)));
}

function missing(message: string, hint: string): SchedtunaError {
  return new SchedtunaError('ST_PRIVILEGES', message, { hint });
}
