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
  /** Nothing is written any more: nobody reads it. */
  mute(): void;
  /** Removes the progress line. */
  end(): void;
}

/** Where a live view is written: a terminal, a pipe or a file. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface TerminalOptions {
  /** Shows notices of level debug too. */
  readonly isVerbose: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

const DOING: Readonly<Record<Phase, string>> = {
  baseline: 'default against itself',
  search: 'search',
  anchor: 'default again',
  ablation: 'without one change',
  confirm: 'confirmation',
  test: 'test',
};
const ERASE_LINE = '\r\u001b[2K';
const NARROWEST = 20;

export function createTerminal(
  stream: TerminalStream,
  { isVerbose, environment = process.env }: TerminalOptions,
): Terminal {
  const lines = createEventLines(paintFor(stream, environment));
  const canRewrite = stream.isTTY === true && environment.TERM !== 'dumb';
  let isProgressShown = false;
  let isMuted = false;

  function write(text: string): void {
    if (!isMuted) stream.write(text);
  }

  function erase(): void {
    if (isProgressShown) write(ERASE_LINE);
    isProgressShown = false;
  }

  function show(text: string): void {
    if (!canRewrite) return;
    const width = Math.max(NARROWEST, (stream.columns || 80) - 1); // a full line would wrap and could not be erased
    write(`${ERASE_LINE}${text.slice(0, width)}`);
    isProgressShown = true;
  }

  function say(line: string): void {
    erase();
    write(`${line}\n`);
  }

  return {
    listen(event: ExperimentEvent) {
      if (event.type === 'notice' && event.level === 'debug' && !isVerbose) return;
      for (const line of lines(event)) say(line);
      if (event.type === 'trial-start') show(progressLine(event.phase, event.progress));
    },
    say,
    mute() {
      isMuted = true;
    },
    end: erase,
  };
}

function progressLine(phase: Phase, { done, total, remainingSeconds }: Progress): string {
  const left = remainingSeconds === undefined ? '' : `, about ${duration(remainingSeconds)} left`;
  return `run ${Math.min(done + 1, total)} of ${total} (${DOING[phase]})${left}`;
}
