// Takes CPUs of the guest away and gives them back.
import { readFileSync, writeFileSync } from 'node:fs';

/** CPU 0 cannot be taken away. */
export function setOnline(cpu, isOnline) {
  writeFileSync(`/sys/devices/system/cpu/cpu${cpu}/online`, isOnline ? '1' : '0');
}

/** As the kernel writes it: `0-1`. */
export function onlineCpus() {
  return readFileSync('/sys/devices/system/cpu/online', 'utf8').trim();
}
