// The C library that Node itself is linked with.
import { constants } from 'node:os';
import koffi from 'koffi';

export const libc = koffi.load(null);

/** Name of the error that the last call of this thread left: `EPERM`. */
export function lastErrorName(): string {
  const errno = koffi.errno();
  return Object.entries(constants.errno).find(([, value]) => value === errno)?.[0] ?? `errno ${errno}`;
}
