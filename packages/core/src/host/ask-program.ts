// Asks a program of the machine something small, such as systemctl for the state of a service.
import type { CommandOutput, Host } from '@schedtuna/sdk';

/** A program that does not answer by then is not asked any further; all of doctor should take two seconds at most. */
const MOST_MS = 1_500;

/** Undefined when the program is not installed, cannot be started or does not end in time. Never rejects. */
export async function askProgram(
  host: Host,
  name: string,
  args: readonly string[],
): Promise<CommandOutput | undefined> {
  const file = await host.which(name);
  if (file === undefined) return undefined;
  return host.run({ file, args }, { timeoutMs: MOST_MS }).catch(() => undefined);
}
