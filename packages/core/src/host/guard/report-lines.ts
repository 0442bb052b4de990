// Passes on what a benchmark prints while it runs, seldom enough not to be noticed by what is measured.

/** Between two reports. */
const PAUSE_MS = 500;
const NEWLINE = 10;

export interface LineReporter {
  chunk(bytes: Buffer): void;
  /** Nothing is reported afterwards. */
  end(): void;
}

/**
 * `report` gets whole lines, each once, in order, at most twice a second. `limit`: after so many bytes nothing more is reported,
 * so that everything reported stands at the beginning of what is kept of the output.
 */
export function createLineReporter(report: (lines: string) => void, limit: number): LineReporter {
  let waiting: Buffer[] = [];
  let room = limit;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const bytes = Buffer.concat(waiting);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    waiting = [bytes.subarray(end)];
    report(bytes.toString('utf8', 0, end));
  };
  return {
    chunk(bytes) {
      room -= bytes.length;
      if (room < 0) return;
      waiting.push(bytes);
      if (bytes.includes(NEWLINE)) timer ??= setTimeout(flush, PAUSE_MS);
    },
    end() {
      clearTimeout(timer);
      room = 0;
    },
  };
}
