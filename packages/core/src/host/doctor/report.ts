// What doctor found on this machine.

export interface Finding {
  /** Short, stable: `kernel`, `sched_ext`, `slices`, `privileges`, `cpus`, `load`, `autogroup`, `governor`, `cgroup`, `virtual`. */
  readonly name: string;
  readonly status: 'ok' | 'info' | 'warning' | 'problem';
  /** One sentence. */
  readonly message: string;
  /** What a person can do about it; present for warnings and problems. */
  readonly fix?: string;
}

export interface SchedulerFinding {
  readonly name: string;
  readonly usable: boolean;
  readonly reason?: string;
  readonly unavailable: Readonly<Record<string, string>>;
}

export interface DoctorReport {
  readonly findings: readonly Finding[];
  readonly schedulers: readonly SchedulerFinding[];
}
