// Looks, as long as a scheduler is needed, whether it is still the one that schedules; remembers the first thing that was wrong.
import { readSnapshot, type Snapshot } from '../sched-ext/snapshot.js';
import type { Deviation, Stage } from './scheduler-messages.js';

/** Who must be scheduling. */
export interface Identity {
  readonly ops: string;
  readonly enableSeq: number;
}

export interface SchedulerWatch {
  /** What the run is at; deviations are reported with it. At `detach` nothing is expected any more. */
  enter(stage: Stage): void;
  /** From now on this scheduler must be there; looked at every `milliseconds`. */
  expect(identity: Identity, milliseconds: number): void;
  /** Looks now. */
  check(): void;
  /** Notes something that was seen elsewhere; only the first counts. */
  deviate(deviation: Deviation): void;
  /** The process of the scheduler is gone. */
  processEnded(): void;
  readonly deviation: () => Deviation | undefined;
  /** Resolves at the first deviation. */
  readonly deviated: Promise<void>;
}

/** `root` is /sys/kernel/sched_ext, or a tree like it. */
export function createSchedulerWatch(root: string): SchedulerWatch {
  let stage: Stage = 'start';
  let expected: Identity | undefined;
  let first: Deviation | undefined;
  let timer: NodeJS.Timeout | undefined;
  let wake = () => {};
  const deviated = new Promise<void>((resolve) => {
    wake = resolve;
  });

  const deviate = (found: Deviation) => {
    first ??= found;
    clearInterval(timer);
    wake();
  };
  const check = () => {
    const found = readSnapshot(root);
    if (expected && stage !== 'detach' && !isStill(expected, found)) deviate({ kind: 'changed', stage, found });
  };
  return {
    enter(next) {
      stage = next;
      if (next === 'detach') clearInterval(timer);
    },
    expect(identity, milliseconds) {
      expected = identity;
      timer = setInterval(check, milliseconds);
    },
    check,
    deviate,
    processEnded() {
      if (stage !== 'detach') deviate({ kind: 'ended', stage, found: readSnapshot(root) });
    },
    deviation: () => first,
    deviated,
  };
}

function isStill({ ops, enableSeq }: Identity, found: Snapshot): boolean {
  return found.state === 'enabled' && found.ops === ops && found.enableSeq === enableSeq && found.switchAll !== false;
}
