// Flags of a sched_ext scheduler: without one a parameter cannot be set, with a shared one it cannot be told apart.
import { flagWord, type Parameters, spellingsOf } from '../../parameters.js';

/** One sentence a problem. */
export function flagProblems(parameters: Parameters): string[] {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, parameter] of Object.entries(parameters)) {
    const spellings = spellingsOf(parameter).map(flagWord);
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
