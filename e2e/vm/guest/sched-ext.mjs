// What the guest's kernel says about sched_ext, and waiting for it to say something else.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = '/sys/kernel/sched_ext';
const POLL_MS = 10;

/** Content of a file below /sys/kernel/sched_ext; null when it is not there: `root/ops` while no scheduler is loaded. */
export function read(file) {
  try {
    return readFileSync(`${ROOT}/${file}`, 'utf8').trim();
  } catch {
    return null;
  }
}

/** `enableSeq` counts schedulers that were enabled since boot; `ops` is null while none is loaded. */
export function snapshot() {
  return { state: read('state'), enableSeq: Number(read('enable_seq')), ops: read('root/ops') };
}

/** Resolves to true when the state is `state` (default: nothing is loaded), to false when it is not within `ms`. */
export async function waitForState(state = 'disabled', ms = 30_000) {
  return waitFor(() => read('state') === state, ms);
}

/** Resolves to true once `holds()` does, which is asked every 10 ms; to false when it does not within `ms`. */
export async function waitFor(holds, ms = 30_000) {
  for (const end = performance.now() + ms; !holds(); await sleep(POLL_MS)) if (performance.now() > end) return false;
  return true;
}

/** What `echo LETTER > /proc/sysrq-trigger` does; `S` detaches any scheduler. */
export function sysrq(letter) {
  writeFileSync('/proc/sysrq-trigger', letter);
}
