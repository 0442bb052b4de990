// What a scheduler says it cannot be loaded without, held against this machine.
import type { Host, SchedExtScheduler } from '@schedtuna/sdk';

/** One sentence about the first requirement that is not met; undefined when all are. */
export async function missingRequirement(
  host: Host,
  { requires = [] }: Pick<SchedExtScheduler, 'requires'>,
): Promise<string | undefined> {
  for (const { anyOf, reason } of requires) {
    const found = await Promise.all(anyOf.map((path) => host.readFile(path)));
    if (found.every((content) => content === undefined)) return `${reason} (there is no ${anyOf.join(' and no ')})`;
  }
  return undefined;
}
