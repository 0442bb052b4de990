// Connects a running experiment to the terminal and to signals.
import type { Watch } from '../experiment/stage.js';
import { createTerminal } from '../report/terminal.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED = 130;

export interface WatchOptions {
  /** The log goes to stderr: stdout is for one JSON object. */
  readonly isJson: boolean;
  readonly isVerbose: boolean;
  /** How to go on later. */
  readonly afterwards: string;
}

/** Runs `work` with a live view; the first signal asks it to stop, the second ends the process at once. */
export async function watched<T>({ isJson, isVerbose, afterwards }: WatchOptions, work: (watch: Watch) => Promise<T>): Promise<T> {
  const terminal = createTerminal(isJson ? process.stderr : process.stdout, { verbose: isVerbose });
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) {
      terminal.end();
      process.exit(INTERRUPTED); // the guard ends what is running
    }
    terminal.say(`Stopping: the running trial is thrown away, everything else is kept. ${afterwards} Again to stop at once.`);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work({ listen: terminal.listen, interruption: controller.signal });
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
    terminal.end();
  }
}
