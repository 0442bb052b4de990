import { describe, expect, it } from 'vitest';
import benchmark from '../src/index.js';
import { defaults } from './context.js';

const embedded = { description: '', facts: { mode: 'embedded' } };

describe('llama-bench', () => {
  it('recognises llama-bench by the name of its program', () => {
    expect(benchmark.recognises(['/opt/llama.cpp/bin/llama-bench', '-m', 'x'])).toBe(true);
    expect(benchmark.recognises(['llama-bench'])).toBe(true);
    expect(benchmark.recognises(['llama-bench-wrapper'])).toBe(false);
    expect(benchmark.recognises(['nice', 'llama-bench'])).toBe(false);
    expect(benchmark.recognises([])).toBe(false);
  });

  it('guards the load where there is one', () => {
    expect(benchmark.guards({ ...defaults(), profile: 'priority' }, embedded)).toEqual([
      'background_units_per_sec >= 0.7',
    ]);
    expect(benchmark.guards({ ...defaults(), profile: 'contended' }, embedded)).toEqual([
      'background_units_per_sec >= 0.7',
    ]);
    expect(benchmark.guards({ ...defaults(), profile: 'idle' }, embedded)).toEqual([]);
  });

  it('declares its metrics, all to be maximised, the load as optional', () => {
    const metrics = benchmark.metrics();
    expect(Object.keys(metrics)).toEqual(['pp_tokens_per_sec', 'tg_tokens_per_sec', 'background_units_per_sec']);
    expect(Object.values(metrics).map(({ direction }) => direction)).toEqual(['maximize', 'maximize', 'maximize']);
    expect(metrics.background_units_per_sec.optional).toBe(true);
  });

  it('describes every option', () => {
    for (const property of Object.values(benchmark.options.properties)) expect(property.description).toMatch(/\w{3}/);
  });

  it('starts what was prepared', () => {
    const external = {
      description: '',
      facts: {},
      data: { mode: 'external', file: '/b/llama-bench', args: ['-p', '1'] },
    };
    const embedded = {
      description: '',
      facts: {},
      data: { mode: 'embedded', model: '/m.gguf', threads: { workload: 2, background: 4 } },
    };
    const given = { options: defaults() } as never;
    expect(benchmark.command(given, external)).toEqual({ file: '/b/llama-bench', args: ['-p', '1'] });
    expect(benchmark.background(given, external)).toEqual([]);
    expect(benchmark.command(given, embedded).args.join(' ')).toMatch(
      /embedded\/main\.js --model \/m\.gguf --threads 2 /,
    );
    expect(benchmark.background(given, embedded)).toHaveLength(1);
  });
});
