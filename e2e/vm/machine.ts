// Says whether this machine has the virtual machine, for suites that need it and that show why they are skipped.
import { afterEach, describe } from 'vitest';
import { readState } from './state.mjs';

/** `describe` where the virtual machine is prepared; elsewhere the suite is skipped and its name says why. */
export function describeInGuest(name: string, suite: () => void): void {
  const { reason } = readState();
  if (reason === undefined) describe(name, suite);
  else describe.skip(`${name} (skipped: ${reason})`, suite);
}

/**
 * What one boot of the guest found, for the many tests of a suite: a function to call in each of them with its signal.
 * The guest boots when the first test asks. After a test that failed it boots again, so that a retry sees another run.
 */
export function onePerSuite<Found>(boot: (signal: AbortSignal) => Promise<Found>) {
  let found: Promise<Found> | undefined;
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') found = undefined;
  });
  return (signal: AbortSignal): Promise<Found> => {
    found ??= boot(signal);
    return found;
  };
}
