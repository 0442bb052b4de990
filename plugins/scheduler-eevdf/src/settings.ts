// The attributes of one process, picked from a configuration.
import type { ConfigurationOf, Role } from '@schedtuna/sdk';
import type { parameters } from './parameters.js';

export const POLICIES = ['other', 'batch', 'idle'] as const;

export type Policy = (typeof POLICIES)[number];

export interface Settings {
  /** Requested slice in microseconds; 0 = the kernel's default. */
  readonly sliceUs: number;
  readonly policy: Policy;
  /** Added to the inherited nice value, as nice(1) does. */
  readonly nice: number;
}

export const DEFAULT_SETTINGS: Settings = { sliceUs: 0, policy: 'other', nice: 0 };

/** A parameter that was left out of the search has its default; an idle process has neither slice nor nice value. */
export function settingsOf(configuration: Partial<ConfigurationOf<typeof parameters>>, role: Role): Settings {
  const { slice_us, policy, nice, background_slice_us, background_policy, background_nice } = configuration;
  const settings: Settings =
    role === 'workload'
      ? { sliceUs: slice_us ?? 0, policy: policy ?? 'other', nice: nice ?? 0 }
      : { sliceUs: background_slice_us ?? 0, policy: background_policy ?? 'other', nice: background_nice ?? 0 };
  return settings.policy === 'idle' ? { ...DEFAULT_SETTINGS, policy: 'idle' } : settings;
}
