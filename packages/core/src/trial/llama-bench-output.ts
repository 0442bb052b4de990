// Reads the output of `llama-bench -o jsonl` or `-o json`, also among other lines.
import type { Samples } from '@schedtuna/sdk';

interface Test {
  readonly n_prompt: unknown;
  readonly n_gen: unknown;
  readonly samples_ts?: unknown;
  readonly avg_ts?: unknown;
}

/** Samples of pp_tokens_per_sec and tg_tokens_per_sec in tokens/s; undefined when there is neither. Never throws. */
export function parseLlamaBench(stdout: string): Samples | undefined {
  const samples: Record<string, number[]> = {};
  for (const test of tests(stdout)) {
    const metric = metricOf(test);
    if (metric === undefined) continue;
    const values = (Array.isArray(test.samples_ts) ? test.samples_ts : [test.avg_ts]).filter(isSpeed);
    if (values.length > 0) samples[metric] = [...(samples[metric] ?? []), ...values];
  }
  return Object.keys(samples).length > 0 ? samples : undefined;
}

/** jsonl has a test on a line; json has one array, whose brackets stand alone on lines where it is pretty-printed. */
function tests(stdout: string): Test[] {
  const lines = stdout.split('\n').map((line) => line.trimEnd());
  const [first, last] = [lines.indexOf('['), lines.lastIndexOf(']')];
  const whole = parsed(first >= 0 && last > first ? lines.slice(first, last + 1).join('\n') : stdout);
  const found = Array.isArray(whole) ? whole : lines.map((line) => parsed(line));
  return found.filter(isTest);
}

function parsed(text: string): unknown {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') && !trimmed.startsWith('[')) return undefined;
  try {
    return JSON.parse(trimmed);
  } catch {
    return undefined;
  }
}

function isTest(value: unknown): value is Test {
  return typeof value === 'object' && value !== null && 'n_prompt' in value && 'n_gen' in value;
}

/** undefined for a test that measures neither speed alone: `-pg` mixes both, and depth-only tests have neither. */
function metricOf({ n_prompt, n_gen }: Test): string | undefined {
  if (typeof n_prompt !== 'number' || typeof n_gen !== 'number') return undefined;
  if (n_prompt > 0 && n_gen === 0) return 'pp_tokens_per_sec';
  if (n_gen > 0 && n_prompt === 0) return 'tg_tokens_per_sec';
  return undefined;
}

function isSpeed(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
