// The guard: a small process of its own that is the parent of everything a run starts. It leads a session, so that benchmark
// and load share one (sched_autogroup divides the CPU between sessions), and it ends everything when the tuner is gone.
import { type Armed, arm } from './armed.js';
import type { FromGuard, ToGuard } from './messages.js';
import { type Run, startRun } from './run.js';
import { type Sweep, statOf, sweep } from './sweep.js';

const everything: Sweep = { session: process.pid, marker: process.argv[2], spare: process.pid };
const tuner = process.ppid;
/** A tuner that stands still for this long (Ctrl-Z, SIGSTOP) leaves no scheduler loaded. */
const FROZEN_AFTER_S = 3;
let run: Run | undefined;
let armed: Armed | undefined;
let isLeaving = false;

process.title = 'schedtuna guard';
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {}); // meant for the tuner
process.on('SIGTERM', () => leave(true));
process.on('disconnect', () => leave(true)); // the tuner has ended, whatever way
process.on('message', (message: ToGuard) => {
  switch (message.type) {
    case 'arm':
      take(message);
      break;
    case 'run':
      perform(message);
      break;
    case 'enough':
      run?.enough();
      break;
    case 'stop':
      run?.stop('kindly');
      break;
    case 'bye':
      leave(false);
  }
});
send({ type: 'ready' });

async function take({ arms }: Extract<ToGuard, { type: 'arm' }>): Promise<void> {
  try {
    armed = await arm(arms, everything.marker);
    send({ type: 'armed' });
  } catch (error) {
    send({ type: 'armed', problem: (error as Error).message });
  }
}

async function perform({ request }: Extract<ToGuard, { type: 'run' }>): Promise<void> {
  const tell = (lines: string) => send({ type: 'output', lines });
  const current = startRun(request, everything, (scheduler) => armed?.note(scheduler), tell);
  run = current;
  const watch = request.scheduler && watchTuner(() => current.stop('now'));
  const result = await current.result;
  clearInterval(watch);
  run = undefined;
  send({ type: 'result', result });
}

/** The state of its process is asked, not its heartbeat: a tuner that gets no CPU from a bad scheduler is not frozen. */
function watchTuner(onFrozen: () => void): NodeJS.Timeout {
  let seconds = 0;
  return setInterval(() => {
    seconds = /^[Tt]$/.test(statOf(tuner)?.state ?? '') ? seconds + 1 : 0;
    if (seconds >= FROZEN_AFTER_S) onFrozen();
  }, 1000);
}

async function leave(isTunerLost: boolean): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  const current = run;
  if (isTunerLost) current?.stop('now');
  await current?.result;
  await sweep(everything);
  await armed?.disarm(isTunerLost);
  process.exit(0);
}

function send(message: FromGuard): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {}); // a closed channel is reported by `disconnect`
}
