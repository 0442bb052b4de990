// What must be equal for two experiments to be comparable, apart from scheduler and benchmark.

export interface Fingerprint {
  readonly cpu: string;
  readonly cpus: number;
  readonly arch: string;
  readonly kernel: string;
  readonly memoryMb: number;
  readonly governor?: string;
  readonly virtualisation?: string;
}
