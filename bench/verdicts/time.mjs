// How long the computation of one verdict takes.
import { judge } from '../../packages/core/dist/confirm/judge.js';
import { streamOf } from '../../packages/core/dist/stats/random.js';

const BLOCKS = 30;
const REPEATS = 20;

/** Median of some verdicts on 30 blocks of two finalists that are hardly better, milliseconds. */
export function verdictTime() {
  const random = streamOf(1, 'bench');
  const speed = (arm) => 100 * Math.exp(0.01 * Math.min(arm, 1) + 0.05 * (random() - 0.5));
  const outcome = (arm) => ({ status: 'completed', samples: {}, metrics: { speed: speed(arm) } });
  const trials = Array.from({ length: BLOCKS }, (_, i) =>
    [0, 1, 2].map((arm) => ({ block: i + 1, arm, outcome: outcome(arm) })),
  ).flat();
  const finalists = [1, 2].map((arm) => ({ configuration: { arm }, difference: { arm } }));
  const input = {
    trials,
    objective: 'speed',
    metrics: { speed: { unit: '', direction: 'maximize' } },
    guards: [],
    minEffect: 0.01,
    seed: 1,
    plannedBlocks: BLOCKS,
    finalists,
  };
  const times = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    judge(input);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[REPEATS / 2];
}
