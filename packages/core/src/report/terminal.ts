// The live view: lines as things happen, and on a terminal one more line with progress that is written over.
import type { ExperimentEvent, Listener, Progress } from '../experiment/events.js';
import type { Phase } from '../experiment/records.js';
import { duration } from './duration.js';
import { createEventLines } from './event-lines.js';
import { paintFor } from './paint.js';

export interface Terminal {
  readonly listen: Listener;
  /** One line above the progress. */
  say(line: string): void;
  /** Removes the progress line. */
  end(): void;
}

const DOING: Readonly<Record<Phase, string>> = {
  baseline: 'default against itself',
  search: 'search',
  anchor: 'default again',
  confirm: 'confirmation',
  test: 'test',
};
const ERASE_LINE = '\r\u001b[2K';

export function createTerminal(stream: NodeJS.WriteStream, { verbose }: { readonly verbose: boolean }): Terminal {
  const lines = createEventLines(paintFor(stream));
  let isProgressShown = false;

  function erase(): void {
    if (isProgressShown) stream.write(ERASE_LINE);
    isProgressShown = false;
  }

  function show(phase: Phase, { done, total, remainingSeconds }: Progress): void {
    if (!stream.isTTY) return;
    const left = remainingSeconds === undefined ? '' : `, about ${duration(remainingSeconds)} left`;
    const text = `run ${Math.min(done + 1, total)} of ${total} (${DOING[phase]})${left}`;
    stream.write(`${ERASE_LINE}${text.slice(0, Math.max(10, stream.columns - 1))}`);
    isProgressShown = true;
  }

  function say(line: string): void {
    erase();
    stream.write(`${line}\n`);
  }

  return {
    listen(event: ExperimentEvent) {
      if (event.type === 'notice' && event.level === 'debug' && !verbose) return;
      for (const line of lines(event)) say(line);
      if (event.type === 'trial-start') show(event.phase, event.progress);
    },
    say,
    end: erase,
  };
}
