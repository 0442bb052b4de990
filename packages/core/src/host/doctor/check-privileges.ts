// What this process may do: root, capabilities, lowest nice value.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

/** Bits of CapEff; include/uapi/linux/capability.h. */
const CAPABILITIES = { CAP_SYS_ADMIN: 21n, CAP_SYS_NICE: 23n, CAP_PERFMON: 38n, CAP_BPF: 39n } as const;

type Capability = keyof typeof CAPABILITIES;

const name = 'privileges';

export async function checkPrivileges(host: Host): Promise<readonly Finding[]> {
  const status = (await host.readFile('/proc/self/status')) ?? '';
  const isRoot = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1] === '0';
  const effective = BigInt(`0x${/^CapEff:\s+([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const held = (Object.keys(CAPABILITIES) as Capability[]).filter((one) => (effective >> CAPABILITIES[one]) & 1n);
  const nice = await lowestNice(host, held);
  const message = `${isRoot ? 'root' : 'an ordinary user'} with ${held.join(', ') || 'no capability of interest'}; ${nice}`;
  // Either of the two is enough for the verifier to take a scheduler (kernel/bpf/syscall.c, bpf_prog_load).
  const mayLoad = held.includes('CAP_SYS_ADMIN') || (held.includes('CAP_BPF') && held.includes('CAP_PERFMON'));
  if (mayLoad) return [{ name, status: 'ok', message }];
  return [{ name, status: 'info', message: `${message}; enough for eevdf, not to load BPF schedulers` }];
}

/** RLIMIT_NICE is 20 minus the lowest value; see getrlimit(2). */
async function lowestNice(host: Host, held: readonly Capability[]): Promise<string> {
  if (held.includes('CAP_SYS_NICE')) return 'nice values down to -20';
  const limits = (await host.readFile('/proc/self/limits')) ?? '';
  const limit = /^Max nice priority\s+(\d+|unlimited)/m.exec(limits)?.[1] ?? '0';
  if (limit === 'unlimited') return 'nice values down to -20';
  const lowest = Math.max(-20, 20 - Number(limit));
  return lowest < 20 ? `nice values down to ${lowest}` : 'nice values can only be raised';
}
