// Connects a running experiment to the terminal and to signals.
import { EXIT, isSchedtunaError, SchedtunaError } from '@schedtuna/sdk';
import type { ExperimentEvent } from '../experiment/events.js';
import type { Watch } from '../experiment/stage.js';
import { quotedWord } from '../report/quoted-word.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface WatchOptions {
  /** The log goes to stderr: stdout is for one JSON object. */
  readonly isJson: boolean;
  readonly isVerbose: boolean;
}

/**
 * Runs `work` with a live view. The first signal, or a reader that goes away, asks it to stop; the second signal ends
 * the process at once. Rethrows ST_INTERRUPTED with the command that goes on.
 */
export async function watched<T>({ isJson, isVerbose }: WatchOptions, work: (watch: Watch) => Promise<T>): Promise<T> {
  const { createTerminal } = await import('../report/terminal.js');
  const stream = isJson ? process.stderr : process.stdout;
  const terminal = createTerminal(stream, { isVerbose });
  const controller = new AbortController();
  let resume: string | undefined;
  const listen = (event: ExperimentEvent) => {
    if (event.type === 'plan') resume = resumeCommand(event);
    terminal.listen(event);
  };
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      terminal.end();
      process.exit(EXIT.interrupted); // the guard process ends what is still running
    }
    terminal.say(`${signal}: stopping after cleaning up; once more stops at once.`);
    controller.abort();
  };
  const lose = () => {
    terminal.mute();
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  stream.on('error', lose);
  try {
    return await work({ listen, interruption: controller.signal });
  } catch (error) {
    throw withHint(error, resume);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
    stream.off('error', lose);
    terminal.end();
  }
}

function resumeCommand({ experiment: { name, options } }: Extract<ExperimentEvent, { type: 'plan' }>): string {
  const words = [
    'schedtuna',
    'resume',
    name,
    ...(isDefault(options.resultsDir) ? [] : ['--results-dir', options.resultsDir]),
  ];
  return words.map(quotedWord).join(' ');
}

function isDefault(resultsDir: string): boolean {
  return resultsDir === 'results' || resultsDir === './results';
}

function withHint(error: unknown, resume: string | undefined): unknown {
  if (!isSchedtunaError(error) || error.code !== 'ST_INTERRUPTED' || error.hint !== undefined || !resume) return error;
  return new SchedtunaError('ST_INTERRUPTED', error.message, { hint: `Go on with: ${resume}`, cause: error });
}
