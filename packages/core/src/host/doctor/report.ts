// What doctor found on this machine.

/**
 * Names of findings, in the order in which a person reads them; scripts may rely on them. docs/reference/doctor.md says what each
 * means. A check that has nothing to say has no finding.
 */
export const FINDING_NAMES = [
  'kernel',
  'sched_ext',
  'kernel_config',
  'config_file',
  'btf',
  'lockdown',
  'services',
  'privileges',
  'slices',
  'isolated_cpus',
  'cpus',
  'load',
  'autogroup',
  'governor',
  'throttling',
  'cgroup',
  'virtual',
] as const;

export type FindingName = (typeof FINDING_NAMES)[number];

export interface Finding {
  readonly name: FindingName;
  /** `info` is worth knowing; `warning` spoils results or forbids some schedulers; `problem` forbids tuning altogether. */
  readonly status: 'ok' | 'info' | 'warning' | 'problem';
  /** One sentence. */
  readonly message: string;
  /** What a person can do about it: always there for warnings and problems, never for `ok`. */
  readonly fix?: string;
}

export interface SchedulerFinding {
  readonly name: string;
  readonly usable: boolean;
  readonly reason?: string;
  readonly unavailable: Readonly<Record<string, string>>;
  /** As its probe tells them: `binary` and `version` of a sched_ext scheduler's program, where it was found. */
  readonly facts?: Readonly<Record<string, string>>;
}

export interface DoctorReport {
  readonly findings: readonly Finding[];
  readonly schedulers: readonly SchedulerFinding[];
}
