// Reads the output of `llama-bench -o jsonl` or `-o json`, also among other lines.
import type { Samples } from '@schedtuna/sdk';

interface Test {
  readonly n_prompt?: unknown;
  readonly n_gen?: unknown;
  readonly samples_ts?: unknown;
  readonly avg_ts?: unknown;
}

/** Samples of pp_tokens_per_sec and tg_tokens_per_sec; undefined when there is neither. */
export function parseLlamaBench(stdout: string): Samples | undefined {
  const samples: Record<string, number[]> = {};
  for (const test of tests(stdout)) {
    const prompt = Number(test.n_prompt ?? 0);
    const generated = Number(test.n_gen ?? 0);
    if (prompt > 0 === generated > 0) continue; // neither, or a mixed test that measures both at once
    const metric = prompt > 0 ? 'pp_tokens_per_sec' : 'tg_tokens_per_sec';
    const values = (Array.isArray(test.samples_ts) ? test.samples_ts : [test.avg_ts]).filter(isSpeed);
    if (values.length > 0) samples[metric] = [...(samples[metric] ?? []), ...values];
  }
  return Object.keys(samples).length > 0 ? samples : undefined;
}

function tests(stdout: string): Test[] {
  const whole = parsed(stdout);
  if (Array.isArray(whole)) return whole.filter(isTest);
  return stdout
    .split('\n')
    .map((line) => parsed(line))
    .filter(isTest);
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

function isSpeed(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
