// Options of the benchmark `command`, as its schema leaves them.
import type { DeclaredMetrics } from './declared-metrics.js';

export interface CommandOptions {
  readonly metrics: DeclaredMetrics;
  readonly shell: boolean;
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
}
