// The guard: a small process of its own that is the parent of everything a run starts. It leads a session, so that benchmark
// and load share one (sched_autogroup divides the CPU between sessions), and it ends everything when the tuner is gone.
import type { FromGuard, ToGuard } from './messages.js';
import { type Run, startRun } from './run.js';
import { type Sweep, sweep } from './sweep.js';

const everything: Sweep = { session: process.pid, marker: process.argv[2], spare: process.pid };
let run: Run | undefined;

process.title = 'schedtuna guard';
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {}); // meant for the tuner
process.on('SIGTERM', leave);
process.on('disconnect', leave); // the tuner has ended, whatever way
process.on('message', (message: ToGuard) => {
  switch (message.type) {
    case 'run':
      perform(message);
      break;
    case 'stop':
      run?.stop();
      break;
    case 'bye':
      leave();
  }
});
send({ type: 'ready' });

async function perform({ request }: Extract<ToGuard, { type: 'run' }>): Promise<void> {
  run = startRun(request, everything);
  const result = await run.result;
  run = undefined;
  send({ type: 'result', result });
}

async function leave(): Promise<void> {
  await sweep(everything);
  process.exit(0);
}

function send(message: FromGuard): void {
  process.send?.(message, undefined, undefined, () => {}); // a closed channel is reported by `disconnect`
}
