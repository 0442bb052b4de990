// Custom time slices: what the kernel's version promises, and what the eevdf scheduler saw when it tried.
import type { Host } from '@schedtuna/sdk';
import { isAtLeast } from './kernel-version.js';
import type { Finding, SchedulerFinding } from './report.js';

const name = 'slices';

export async function checkSlices(
  { kernelRelease }: Host,
  schedulers: Promise<readonly SchedulerFinding[]>,
): Promise<readonly Finding[]> {
  if (!isAtLeast(kernelRelease, 6, 12)) {
    const message = 'this kernel has no custom time slices; policy and nice values do not need them';
    return [{ name, status: 'warning', message, fix: 'Use Linux 6.12 or newer to tune slices too.' }];
  }
  const eevdf = (await schedulers).find((scheduler) => scheduler.name === 'eevdf');
  const refused = eevdf && (eevdf.usable ? eevdf.unavailable.slice_us : eevdf.reason);
  if (refused) {
    const message = `the kernel has custom time slices, but they cannot be tuned: ${refused}`;
    return [{ name, status: 'warning', message, fix: 'Remove what stands in the way, or tune without slices.' }];
  }
  const proof = eevdf ? 'tried: ' : '';
  return [{ name, status: 'ok', message: `${proof}a process may choose its own time slice` }];
}
