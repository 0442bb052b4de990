// A configuration as a person would type it, with util-linux and coreutils.
import type { EevdfConfiguration, Settings } from './index.js';

/** One line for each role whose settings differ from the default. */
export function explain(configuration: EevdfConfiguration): string[] {
  const { slice_us, policy, nice, background_slice_us, background_policy, background_nice } = configuration;
  const workload = typed({ sliceUs: slice_us, policy, nice }, 'BENCHMARK');
  const background = typed(
    { sliceUs: background_slice_us, policy: background_policy, nice: background_nice },
    'BACKGROUND',
  );
  return [...(workload ? [workload] : []), ...(background ? [background] : [])];
}

/** chrt takes the slice of policies other and batch with -T since util-linux 2.41; before, there is no tool for it. */
function typed({ sliceUs, policy, nice }: Settings, command: string): string | undefined {
  const words: string[] = [];
  if (nice !== 0) words.push('nice', '-n', String(nice));
  if (policy !== 'other' || sliceUs > 0) {
    words.push('chrt', `--${policy}`);
    if (sliceUs > 0 && policy !== 'idle') words.push('--sched-runtime', String(sliceUs * 1000));
    words.push('0');
  }
  return words.length > 0 ? [...words, command].join(' ') : undefined;
}
