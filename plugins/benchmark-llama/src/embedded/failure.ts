// Ends the embedded benchmark with one line on standard error.

/** Exit statuses: what went wrong, for the tuner. */
export const STATUS = { benchmark: 1, usage: 2, library: 3, model: 4 } as const;

export class Failure extends Error {
  readonly status: number;

  constructor(kind: keyof typeof STATUS, message: string, cause?: unknown) {
    super(message, { cause });
    this.status = STATUS[kind];
  }
}
