// How far this process may lower nice values.
import type { Host } from '@schedtuna/sdk';
import type { Capability } from '../capabilities.js';

/** In words. RLIMIT_NICE is 20 minus the lowest value; see getrlimit(2). */
export async function lowestNice(host: Host, held: readonly Capability[]): Promise<string> {
  if (held.includes('CAP_SYS_NICE')) return 'nice values down to -20';
  const limits = (await host.readFile('/proc/self/limits')) ?? '';
  const limit = /^Max nice priority\s+(\d+|unlimited)/m.exec(limits)?.[1] ?? '0';
  if (limit === 'unlimited') return 'nice values down to -20';
  const lowest = Math.max(-20, 20 - Number(limit));
  return lowest < 20 ? `nice values down to ${lowest}` : 'nice values can only be raised';
}
