// Messages between the experiment and the worker thread in which its agent computes.
import type { AgentSettings, BackendRequest, Constraint, Parameters } from '@schedtuna/sdk';

/** Plain data from which the worker builds the agent and its search space. */
export interface AgentJob {
  /** Absolute path of the plugin's module. */
  readonly module: string;
  readonly parameters: Parameters;
  readonly constraints: readonly Constraint[];
  readonly seed: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly settings: AgentSettings;
}

/** What a thread is started with that answers which backends run. */
export interface BackendQuestion {
  /** Absolute path of the plugin's module. */
  readonly module: string;
  readonly request: BackendRequest;
}

export interface Call {
  readonly id: number;
  readonly method: 'create' | 'suggest' | 'observe' | 'recommend' | 'pretrain' | 'save' | 'load' | 'dispose';
  readonly argument?: unknown;
}

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly message: string; readonly stack?: string } }
  | { readonly log: string };
