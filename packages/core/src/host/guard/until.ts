// Looks again and again until something is so.
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;

/** False when it is not so after `milliseconds`. */
export async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  for (const since = performance.now(); !condition(); await sleep(POLL_MS)) {
    if (performance.now() - since > milliseconds) return false;
  }
  return true;
}
