// What a script in the guest said about each of its scenarios, for suites that ask for one at a time.
import { type GuestOptions, guestResults } from './guest.js';
import { onePerSuite } from './machine.js';

/**
 * A function that gives the line of a scenario; the guest boots once, when it is asked first. Its clock counts
 * instructions, so that its time limits do not depend on how busy this machine is.
 */
export function factsOf<Facts extends { readonly scenario: string }>(script: string, options: GuestOptions = {}) {
  const all = onePerSuite((signal) =>
    guestResults<Facts>(script, { deterministic: true, timeoutSeconds: 1100, ...options, signal }),
  );
  return async (scenario: string, signal: AbortSignal): Promise<Facts> => {
    const found = (await all(signal)).find((facts) => facts.scenario === scenario);
    if (found === undefined) throw new Error(`${script} did not report "${scenario}"`);
    return found;
  };
}
