// What a person should know about a discovered definition beside itself.
import type { DiscoveredScheduler } from '../experiment/discover-scheduler.js';

/** `output` is the file it was written to. */
export function discoveryLines(discovered: DiscoveredScheduler, output: string | undefined): string[] {
  const { name, parameters, skipped } = discovered;
  const guessed = Object.entries(parameters).filter(([, parameter]) => 'rangeIsGuess' in parameter);
  const width = Math.max(...Object.keys(skipped).map((flag) => flag.length), 0);
  const count = Object.keys(parameters).length;
  return [
    `${name}: ${count} parameter${count === 1 ? '' : 's'}`,
    ...(guessed.length > 0
      ? [`Ranges are guesses, look them over: ${guessed.map(([parameter]) => parameter).join(', ')}`]
      : []),
    ...(width > 0 ? ['Left out:'] : []),
    ...Object.entries(skipped).map(([flag, reason]) => `  ${flag.padEnd(width)}  ${reason}`),
    `To tune it: schedtuna optimize --scheduler-file ${output ?? 'FILE'}`,
  ];
}
