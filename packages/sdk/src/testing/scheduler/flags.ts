// Flags of a sched_ext scheduler: without one a parameter cannot be set, with a shared one it cannot be told apart.
import type { Parameters } from '../../parameters.js';

/** One sentence a problem. */
export function flagProblems(parameters: Parameters): string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, { commandArg = [] }] of Object.entries(parameters)) {
    const spellings = [commandArg].flat();
    if (spellings.length === 0) problems.push(`${name} has no commandArg, so nothing passes it to the scheduler`);
    for (const spelling of spellings) {
      const owner = owners.get(spelling);
      if (owner !== undefined)
        problems.push(`${spelling} is the flag of ${owner === name ? `${name} twice` : `${owner} and of ${name}`}`);
      owners.set(spelling, name);
    }
  }
  return problems;
}
