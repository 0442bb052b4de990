// What this process may do: root, capabilities, lowest nice value.
import type { Host } from '@schedtuna/sdk';
import type { Finding } from './report.js';

/** Bits of CapEff; include/uapi/linux/capability.h. */
const CAPABILITIES = { CAP_SYS_NICE: 23n, CAP_PERFMON: 38n, CAP_BPF: 39n } as const;

export async function checkPrivileges(host: Host): Promise<readonly Finding[]> {
  const status = (await host.readFile('/proc/self/status')) ?? '';
  const user = /^Uid:\s+\d+\s+(\d+)/m.exec(status)?.[1];
  const effective = BigInt(`0x${/^CapEff:\s+([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  const held = Object.entries(CAPABILITIES)
    .filter(([, bit]) => ((effective >> bit) & 1n) === 1n)
    .map(([capability]) => capability);
  const limits = (await host.readFile('/proc/self/limits')) ?? '';
  const niceLimit = Number(/^Max nice priority\s+(\d+)/m.exec(limits)?.[1] ?? 0);
  const lowest = held.includes('CAP_SYS_NICE')
    ? -20
    : niceLimit > 0
      ? Math.max(-20, 20 - niceLimit)
      : 'the current value';
  const who = user === '0' ? 'root' : 'an ordinary user';
  const message = `${who}; capabilities: ${held.join(', ') || 'none of interest'}; nice values down to ${lowest}`;
  const ok: Finding = { name: 'privileges', status: 'ok', message };
  if (user === '0' || held.includes('CAP_BPF')) return [ok];
  return [{ ...ok, status: 'info', message: `${message} (enough for eevdf, not for BPF schedulers)` }];
}
