// Messages between simulations and the threads in which they are computed.
import type { BackendName, ErrorCode } from '@schedtuna/sdk';
import type { Source } from '../experiment/records.js';
import type { Played } from './run-record.js';
import type { MeasuredTable } from './table.js';

export interface Player extends Source {
  /** As --agents names it, with the options that differ from their defaults. */
  readonly label: string;
  /** Absolute path of the plugin's module. */
  readonly module: string;
  /** Validated, with defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** undefined: what the agent prefers. */
  readonly backend?: BackendName;
}

/** What every thread is given once. */
export interface Arena {
  readonly tables: readonly MeasuredTable[];
  readonly players: readonly Player[];
  readonly budget: number;
}

/** One run; `player` and `table` are indices. */
export interface Job {
  readonly player: number;
  readonly table: number;
  readonly noise: number;
  readonly seed: number;
}

export interface PlayedRun {
  readonly played: Played;
  readonly cpuSeconds: number;
}

/** `R` is what a job results in. */
export type ThreadMessage<R> =
  /** The agent has answered. */
  | { readonly type: 'alive' }
  | { readonly type: 'done'; readonly result: R }
  /** `code` is undefined for errors that are not schedtuna's own. */
  | { readonly type: 'failed'; readonly code?: ErrorCode; readonly message: string; readonly stack?: string };
