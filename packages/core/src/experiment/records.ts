// The lines of journal.jsonl: the truth of an experiment, from which every other file is derived.
import type { Configuration, Constraint, Diagnostics, Metrics, Outcome, Parameters, Prepared } from '@schedtuna/sdk';
import type { Options } from '../config/options.js';
import type { AblatedParameter } from '../confirm/ablation.js';
import type { Noise } from '../confirm/noise.js';
import type { NoiseCause } from '../confirm/noise-causes.js';
import type { Verdict } from '../confirm/verdict.js';
import type { Fingerprint } from '../host/fingerprint.js';
import type { MachineSample } from '../host/guard/messages.js';
import type { StoppedEarly } from '../trial/early-stop.js';

export const SCHEMA_VERSION = 1;

/** Where a definition came from. */
export interface Source {
  readonly name: string;
  readonly package: string;
  readonly version: string;
}

/** First line. */
export interface ExperimentRecord {
  readonly type: 'experiment';
  readonly schema: typeof SCHEMA_VERSION;
  /** Version of schedtuna that wrote it. */
  readonly schedtuna: string;
  readonly name: string;
  readonly createdAt: string;
  readonly options: Options;
  readonly scheduler: Source & {
    readonly kind: 'sched_ext' | 'process';
    /** Those in the search. */
    readonly parameters: Parameters;
    readonly constraints: readonly Constraint[];
    /** Left out of the search: name → why. */
    readonly unavailable: Readonly<Record<string, string>>;
    readonly facts: Readonly<Record<string, string>>;
  };
  readonly benchmark: Source & {
    /** With `execution_time`. */
    readonly metrics: Metrics;
    readonly guards: readonly string[];
    readonly prepared: Prepared;
  };
  readonly agent: Source & { readonly options: Readonly<Record<string, unknown>> };
  readonly host: Fingerprint;
}

export type Phase = 'baseline' | 'search' | 'anchor' | 'ablation' | 'confirm' | 'test';

/** What the machine did beside the run. */
export interface HostSample extends MachineSample {
  /** CPU time of processes that do not belong to the run, in CPUs: 0.5 = half a CPU on average. */
  readonly foreignCpus: number;
  /** Time that the hypervisor gave to others, in CPUs. */
  readonly stealCpus: number;
  /** 1-minute load average before the run. */
  readonly load: number;
}

/** The sched_ext scheduler beside the run, once it was attached. */
export interface SchedExtSample {
  /** ops.name, with version. */
  readonly ops: string;
  readonly enableSeq: number;
  /** From the start of its process to `enabled`. */
  readonly attachMs: number;
  /** From SIGINT to `disabled`. */
  readonly detachMs?: number;
  /** Growth of the kernel's counters during the benchmark; only those that grew. */
  readonly events: Readonly<Record<string, number>>;
}

/** One run, finished or not to be trusted; written before the next one starts. */
export interface TrialRecord {
  readonly type: 'trial';
  /** 1, 2, 3 … in the order of the journal. */
  readonly id: number;
  readonly phase: Phase;
  /** Search: the episode; anchor: the episode before it. */
  readonly episode?: number;
  /** Baseline, ablation, confirm, test: the pair or block, from 1. */
  readonly block?: number;
  /** Confirm, test: 0 = default, 1 … = finalists. Ablation: 0 = the configuration, 1 … = without one change. */
  readonly arm?: number;
  /** 1 unless earlier attempts of the same run were void. */
  readonly attempt: number;
  readonly configuration: Configuration;
  /** Why the agent chose it. */
  readonly reason?: string;
  readonly startedAt: string;
  /** Of the whole trial, with start and stop of everything. */
  readonly wallMs: number;
  /** Of the benchmark command alone. */
  readonly benchmarkMs: number;
  readonly outcome: Outcome;
  /** A loser beyond doubt was ended before its time; the outcome has the samples until then. */
  readonly stoppedEarly?: StoppedEarly;
  readonly host?: HostSample;
  readonly schedExt?: SchedExtSample;
}

/** After the A/A pairs. */
export interface BaselineRecord {
  readonly type: 'baseline';
  /** `throughput`, `latency`, a metric of the benchmark, or several with weights: `pp_tokens_per_sec^1 tg_tokens_per_sec^3`. */
  readonly objective: string;
  readonly noise: Noise;
  /** What makes the machine noisy, weightiest first; absent in older journals. */
  readonly causes?: readonly NoiseCause[];
}

/** After the agent learned from an episode's trial. */
export interface EpisodeRecord {
  readonly type: 'episode';
  readonly episode: number;
  /** Id of its trial. */
  readonly trial: number;
  /** Log ratio to the time-local baseline, as the agent was told; null for a failed trial. */
  readonly score: number | null;
  readonly standardError: number | null;
  readonly reward: number | null;
  readonly diagnostics: Diagnostics;
  /** Time the agent computed for this episode. */
  readonly thinkingMs: number;
}

/** The configurations that go into the confirmation, by the agent's own estimate, best first. */
export interface FinalistsRecord {
  readonly type: 'finalists';
  readonly configurations: readonly Configuration[];
}

/** After the runs that put the changes of the first finalist back one at a time. */
export interface AblationRecord {
  readonly type: 'ablation';
  readonly configuration: Configuration;
  readonly parameters: readonly AblatedParameter[];
  /** What is left: it goes into the confirmation. */
  readonly reduced: Configuration;
}

export interface VerdictRecord {
  readonly type: 'verdict';
  readonly phase: 'confirm' | 'test';
  readonly at: string;
  readonly verdict: Verdict;
}

/** A process took the experiment up again, or ended its work on it; `cleaned-up` is written by the guard of one that died. */
export interface SessionRecord {
  readonly type: 'session';
  readonly event: 'resumed' | 'interrupted' | 'done' | 'test' | 'cleaned-up';
  readonly at: string;
  /** For `cleaned-up`: what was done. */
  readonly message?: string;
  /** For `test`: number of blocks and the configuration. */
  readonly configuration?: Configuration;
  readonly runs?: number;
  /** For `test` and `resumed`: on another machine or kernel, as --force asked for; `differences` says what differed. */
  readonly forced?: boolean;
  readonly differences?: readonly string[];
}

export type JournalRecord =
  | ExperimentRecord
  | TrialRecord
  | BaselineRecord
  | EpisodeRecord
  | FinalistsRecord
  | AblationRecord
  | VerdictRecord
  | SessionRecord;
