// What one measured run ended in. A failure is never a number.

/** The configuration's fault: agents learn that it is infeasible. */
export const FAILURE_CLASSES = [
  'bad_arguments',
  'load_failed',
  'attach_timeout',
  'evicted',
  'scheduler_crashed',
  'benchmark_failed',
  'benchmark_timeout',
  'unparsable_output',
  'guard_violated',
] as const;

/** The world's fault: the trial says nothing about its configuration and is repeated up to a limit. */
export const VOID_CLASSES = ['wrong_scheduler', 'host_busy', 'interrupted'] as const;

export type FailureClass = (typeof FAILURE_CLASSES)[number];
export type VoidClass = (typeof VOID_CLASSES)[number];

/** Raw samples by metric, in the metric's unit, in the order they were taken. */
export type Samples = Readonly<Record<string, readonly number[]>>;

/** One value by metric: the median of the run's samples. */
export type MetricValues = Readonly<Record<string, number>>;

export type Outcome =
  | { readonly status: 'completed'; readonly samples: Samples; readonly metrics: MetricValues }
  | {
      readonly status: 'failed';
      readonly class: FailureClass;
      readonly message: string;
      /** Present where the run was measured all the same (class `guard_violated`). */
      readonly samples?: Samples;
      readonly metrics?: MetricValues;
    }
  | { readonly status: 'void'; readonly class: VoidClass; readonly message: string };
