// A run that is judged while it goes on, and ended when its judge has seen enough.
import type { Guard } from '../host/guard/client.js';
import type { RunRequest, RunResult } from '../host/guard/messages.js';
import type { Judge, StoppedEarly } from './early-stop.js';
import { hasRequired, type SoFarReader } from './so-far.js';
import type { TrialSetup } from './trial-setup.js';

export interface WatchedRun {
  readonly result: RunResult;
  /** The output that its judge had seen when it was ended early. */
  readonly judged?: string;
  readonly stoppedEarly?: StoppedEarly;
}

/** Runs to the end without a judge, or where the benchmark cannot say what it has measured so far. */
export async function watchedRun(setup: TrialSetup, request: RunRequest, judge?: Judge): Promise<WatchedRun> {
  const { guard, soFar } = setup;
  if (!judge || !soFar) return { result: await guard.run(request) };
  const { onOutput, seen } = observer(setup, { guard, soFar, judge });
  const result = await guard.run({ ...request, isWatched: true }, onOutput);
  return result.end.kind === 'enough' ? { result, ...seen() } : { result };
}

function observer(
  { metrics }: TrialSetup,
  { guard, soFar, judge }: { readonly guard: Guard; readonly soFar: SoFarReader; readonly judge: Judge },
) {
  let stdout = '';
  let stoppedEarly: StoppedEarly | undefined;
  return {
    onOutput(lines: string) {
      if (stoppedEarly) return;
      stdout += lines;
      const samples = soFar.read({ stdout });
      if (samples && hasRequired(samples, metrics)) stoppedEarly = judge(samples);
      if (stoppedEarly) guard.enough();
    },
    seen: () => ({ judged: stdout, ...(stoppedEarly ? { stoppedEarly } : {}) }),
  };
}
