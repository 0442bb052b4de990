// What agents must reach and what they should, figure by figure; lower is better everywhere.

/** Ratio of the mean regret to that of the best recorded optimizer, by noise; the same at 25, 50 and 100 evaluations. */
const REGRET = new Map([
  [0, { must: 1, goal: 0.7 }],
  [0.05, { must: 0.9, goal: 0.7 }],
  [0.15, { must: 1, goal: 0.8 }],
]);
const REGRET_AT = [25, 50, 100];
/** Ratio of the evaluations to the best 1 %, without noise. */
const TOP = { must: 1, goal: 0.8 };

export const TARGETS = {
  /** Evaluations to the best 1 % after a useful history, as a share of those of a cold start. */
  warm: { must: 0.6, goal: 0.3 },
  /** Regret at 50 evaluations after a misleading history, as a share of that of a cold start. */
  misled: { must: 1.1 },
  medianMs: { must: 200, goal: 100 },
  longestMs: { must: 500 },
};

/** undefined: nothing is demanded there. */
export function peerTarget(noise, at) {
  if (at === 'top1') return noise === 0 ? TOP : undefined;
  return REGRET_AT.includes(at) ? REGRET.get(noise) : undefined;
}
