// What a scheduler says it cannot be loaded without, held against this machine.
import type { Host, SchedExtScheduler } from '@schedtuna/sdk';

/** One sentence about each requirement that is not met, without a full stop. */
export async function missingRequirements(
  host: Host,
  { requires = [] }: Pick<SchedExtScheduler, 'requires'>,
): Promise<readonly string[]> {
  const missing = requires.map(async ({ anyOf, reason }) => {
    const found = await Promise.all(anyOf.map((path) => host.readFile(path)));
    if (found.some((content) => content !== undefined)) return [];
    return [`${reason.replace(/\.$/, '')} (there is no ${anyOf.join(' and no ')})`];
  });
  return (await Promise.all(missing)).flat();
}
