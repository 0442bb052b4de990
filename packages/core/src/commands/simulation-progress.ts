// How far a simulation is: one line that is written over on a terminal, a line for every tenth elsewhere.
import { duration } from '../report/duration.js';
import type { TerminalStream } from '../report/terminal.js';

const ERASE_LINE = '\r\u001b[2K';
/** Lines where nothing can be written over. */
const STEPS = 10;

/** `what` is counted: runs, experiments. */
export function simulationProgress(
  stream: TerminalStream,
  what: string,
  clock: () => number = () => performance.now(),
): { show(done: number, total: number): void; end(): void } {
  const canRewrite = stream.isTTY === true && process.env.TERM !== 'dumb';
  const start = clock();
  let lastStep = -1;
  return {
    show(done, total) {
      const step = Math.floor((STEPS * done) / total);
      if (!canRewrite && step === lastStep) return;
      lastStep = step;
      const text = `${done} of ${total} ${what}${remaining((clock() - start) / 1e3, done, total)}`;
      stream.write(canRewrite ? ERASE_LINE + text : `${text}\n`);
    },
    end() {
      if (canRewrite) stream.write(ERASE_LINE);
    },
  };
}

function remaining(seconds: number, done: number, total: number): string {
  return done === 0 || done === total ? '' : `, about ${duration((seconds / done) * (total - done))} left`;
}
