// Benchmark `hashing`: SHA-256 sums per second beside busy processes that compute the same.
import { fileURLToPath } from 'node:url';
import type { Benchmark } from '@schedtuna/sdk';

interface HashingOptions {
  readonly milliseconds: number;
  readonly loads: number;
}

const PROGRAM = fileURLToPath(new URL('./hashing-program.js', import.meta.url));

export default {
  name: 'hashing',
  description: 'SHA-256 sums per second, beside busy processes',
  options: {
    type: 'object',
    additionalProperties: false,
    properties: {
      milliseconds: { type: 'integer', minimum: 10, default: 300, description: 'Length of a run' },
      loads: { type: 'integer', minimum: 0, default: 2, description: 'Busy processes beside it' },
    },
  },
  metrics: () => ({
    sums_per_sec: { unit: '1/s', direction: 'maximize', label: 'hashing' },
    background_sums_per_sec: { unit: '1/s', direction: 'maximize', label: 'background', optional: true },
  }),
  guards: ({ loads }) => (loads > 0 ? ['background_sums_per_sec >= 0.5'] : []),
  command: ({ options }) => ({ file: process.execPath, args: [PROGRAM, String(options.milliseconds)] }),
  background: ({ options }) =>
    Array.from({ length: options.loads }, () => ({ command: { file: process.execPath, args: [PROGRAM] } })),
  parse({ stdout, background }) {
    const loads = background.map((load) => rateIn(load.stdout));
    return {
      sums_per_sec: [rateIn(stdout)],
      ...(loads.length > 0 ? { background_sums_per_sec: [loads.reduce((sum, rate) => sum + rate, 0)] } : {}),
    };
  },
} satisfies Benchmark<HashingOptions>;

function rateIn(stdout: string): number {
  const [, rate] = /^sums_per_sec: (\d+(?:\.\d+)?)$/m.exec(stdout) ?? [];
  if (rate === undefined) throw new Error(`no line "sums_per_sec: NUMBER" in ${JSON.stringify(stdout.slice(0, 80))}`);
  return Number(rate);
}
