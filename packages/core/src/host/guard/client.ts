// The tuner's end of the guard.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { SchedtunaError } from '@schedtuna/sdk';
import { type Arms, readRecords, removeRecord } from './arms.js';
import type { FromGuard, RunRequest, RunResult, ToGuard } from './messages.js';
import { recover } from './recover.js';
import { sweep } from './sweep.js';

export interface Guard {
  readonly pid: number;
  /**
   * Before the first run under a sched_ext scheduler: frees the machine, and tells the guard what to put back at its end.
   * Rejects with ST_SCHEDULER_BUSY when the machine could not be freed.
   */
  arm(arms: Arms): Promise<void>;
  /**
   * One at a time. Rejects with ST_HOST when the guard itself is gone; nothing of the run is left then. `onOutput` gets the lines
   * of a watched run as they come; it must not throw.
   */
  run(request: RunRequest, onOutput?: (lines: string) => void): Promise<RunResult>;
  /** Ends the benchmark of a watched run; its result says `enough`. Does nothing when the benchmark has ended by itself. */
  enough(): void;
  /** Ends the run that is going on; its result says `stopped`. */
  stop(): void;
  /** Ends the guard and everything that it started, and puts back what was there before. */
  close(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url));

/** Starts the guard; rejects with ST_HOST when it cannot run. */
export async function startGuard(): Promise<Guard> {
  const marker = randomUUID();
  const child = spawn(process.execPath, ['--no-warnings', MAIN, marker], {
    detached: true, // a session of its own: signals of the terminal do not reach it
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced', // as JSON, binary output would grow six times on its way
  });
  const gone = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(guardGone(error.message, error)));
    child.once('exit', (code, signal) => reject(guardGone(`exit ${code ?? signal}`)));
  });
  gone.catch(() => {}); // only of interest to those who wait for something
  await Promise.race([gone, next(child, 'ready')]);
  const pid = child.pid as number;
  let records: string | undefined;
  let cleanedUp: Promise<void> | undefined;

  /** In place of a guard that died. */
  const cleanUp = () => {
    cleanedUp ??= cleanUpAfter(pid, marker, records);
    return cleanedUp;
  };

  return {
    pid,
    async arm(arms) {
      records = arms.records;
      const answer = next(child, 'armed');
      post(child, { type: 'arm', arms });
      const { problem } = await Promise.race([gone, answer]);
      if (problem === undefined) return;
      throw new SchedtunaError(
        'ST_SCHEDULER_BUSY',
        `the machine could not be freed for the scheduler under test: ${problem}`,
        {
          hint: 'What was stopped runs again. Stop it by hand, then try once more.',
        },
      );
    },
    async run(request, onOutput) {
      const result = next(child, 'result');
      const listener = (message: FromGuard) => {
        if (message.type === 'output') onOutput?.(message.lines);
      };
      child.on('message', listener);
      post(child, { type: 'run', request });
      try {
        return (await Promise.race([gone, result])).result;
      } catch (error) {
        await cleanUp();
        throw error;
      } finally {
        child.off('message', listener);
      }
    },
    enough: () => post(child, { type: 'enough' }),
    stop: () => post(child, { type: 'stop' }),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return cleanUp();
      post(child, { type: 'bye' });
      await gone.catch(() => {});
      if (child.exitCode !== 0) await cleanUp();
    },
  };
}

async function cleanUpAfter(pid: number, marker: string, records: string | undefined): Promise<void> {
  await sweep({ session: pid, marker, spare: process.pid });
  const record = records === undefined ? undefined : readRecords(records).find(({ guard }) => guard.pid === pid);
  if (!record || records === undefined) return;
  const { problems } = await recover(record, pid);
  if (problems.length === 0) removeRecord(records, pid);
}

function next<T extends FromGuard['type']>(child: ChildProcess, type: T): Promise<Extract<FromGuard, { type: T }>> {
  return new Promise((resolve) => {
    const listener = (message: FromGuard) => {
      if (message.type !== type) return;
      child.off('message', listener);
      resolve(message as Extract<FromGuard, { type: T }>);
    };
    child.on('message', listener);
  });
}

function post(child: ChildProcess, message: ToGuard): void {
  if (child.connected) child.send(message, () => {}); // a broken channel shows as the guard's exit
}

function guardGone(how: string, cause?: unknown): SchedtunaError {
  return new SchedtunaError('ST_HOST', `the guard process that runs benchmarks ended unexpectedly (${how})`, {
    hint: 'Everything it had started was ended. Resume the experiment to go on.',
    cause,
  });
}
