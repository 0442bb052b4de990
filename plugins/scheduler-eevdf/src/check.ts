// Tries on this process what the kernel lets the launcher do, without starting anything.
import { apply } from './apply.js';
import { type Attributes, readAttributes } from './attributes.js';
import { Refusal } from './refusal.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';

/** Printed as one line of JSON. Reasons are clauses; a missing one means that the setting works. */
export interface CheckReport {
  /** What the launcher was started with. */
  readonly inherited?: { readonly policy: string; readonly nice: number; readonly sliceUs: number };
  /** Slice of a process that asks for none, microseconds; 0 = not reported by this kernel. */
  readonly defaultSliceUs?: number;
  /** Nothing works. */
  readonly everything?: string;
  readonly slice?: string;
  readonly batch?: string;
  readonly idle?: string;
  readonly nice?: string;
}

export function check(): CheckReport {
  try {
    return checkEach(readAttributes());
  } catch (error) {
    return { everything: reasonOf(error) };
  }
}

/** The order matters: an ordinary user can neither lower nice again nor leave policy idle. */
function checkEach(inherited: Attributes): CheckReport {
  const attempt = (name: keyof CheckReport, ...settings: Partial<Settings>[]) => {
    try {
      for (const each of settings) apply({ ...DEFAULT_SETTINGS, ...each }, inherited);
      return {};
    } catch (error) {
      return { [name]: reasonOf(error) };
    }
  };
  const report: CheckReport = {
    inherited: {
      policy: inherited.policy ?? 'unknown',
      nice: inherited.nice,
      sliceUs: microseconds(inherited.sliceNs),
    },
  };
  apply(DEFAULT_SETTINGS, inherited);
  return {
    ...report,
    defaultSliceUs: microseconds(readAttributes().sliceNs),
    ...attempt('slice', { sliceUs: 100 }, { sliceUs: 100_000 }), // two, as one of them could be the default
    ...attempt('batch', { policy: 'batch' }),
    ...(inherited.nice === 19 ? { nice: 'the inherited nice value is 19 already' } : attempt('nice', { nice: 1 })),
    ...attempt('idle', { policy: 'idle' }),
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  throw error;
}

function microseconds(nanoseconds: bigint): number {
  return Number(nanoseconds) / 1000;
}
