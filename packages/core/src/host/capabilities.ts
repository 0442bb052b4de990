// Who this process is and what the kernel allows it; see capabilities(7).
import type { Host } from '@schedtuna/sdk';

/** Bits of CapEff; include/uapi/linux/capability.h. */
const CAPABILITIES = { CAP_SYS_ADMIN: 21n, CAP_SYS_NICE: 23n, CAP_PERFMON: 38n, CAP_BPF: 39n } as const;

export type Capability = keyof typeof CAPABILITIES;

export interface Credentials {
  /** Effective user; undefined where /proc does not say. */
  readonly uid?: string;
  readonly isRoot: boolean;
  /** Of this process. */
  readonly held: readonly Capability[];
  /** Those that a program which it starts has too: for anybody but root, the ambient ones only. */
  readonly passedOn: readonly Capability[];
}

export async function credentials(host: Host): Promise<Credentials> {
  const status = (await host.readFile('/proc/self/status')) ?? '';
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1];
  const held = capabilitiesIn(status, 'CapEff');
  return { uid, isRoot: uid === '0', held, passedOn: uid === '0' ? held : capabilitiesIn(status, 'CapAmb') };
}

/** Either of the two is enough for the verifier to take a scheduler (kernel/bpf/syscall.c, bpf_prog_load). */
export function mayLoadSchedulers(capabilities: readonly Capability[]): boolean {
  const has = (one: Capability) => capabilities.includes(one);
  return has('CAP_SYS_ADMIN') || (has('CAP_BPF') && has('CAP_PERFMON'));
}

function capabilitiesIn(status: string, set: 'CapEff' | 'CapAmb'): Capability[] {
  const bits = BigInt(`0x${new RegExp(`^${set}:\\s+([0-9a-f]+)$`, 'm').exec(status)?.[1] ?? '0'}`);
  return (Object.keys(CAPABILITIES) as Capability[]).filter((one) => (bits >> CAPABILITIES[one]) & 1n);
}
