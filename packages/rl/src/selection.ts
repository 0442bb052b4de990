// Chooses what is measured next: a spread-out design first, then what the critics expect most of.
import type { Suggestion } from '@schedtuna/sdk';
import { logExpectedImprovement } from './acquisition.js';
import type { Appraisal } from './appraisal.js';
import { type CandidateSource, proposeCandidates } from './candidates.js';
import type { GuidedParts } from './guided-parts.js';
import { distantPoint } from './initial-design.js';
import type { Point } from './lattice.js';
import type { ReplayRow } from './replay.js';

/** Keeps the deviation positive where all critics agree; standardised cost. */
const MIN_DEVIATION = 1e-3;
/** A smaller improvement is none: a plateau is not searched to its end for the last thousandth. Standardised cost. */
const THRESHOLD = 0.05;
/** Best configurations whose surroundings are searched, of this experiment and of others. */
const INCUMBENTS = 5;
const FOREIGN_INCUMBENTS = 3;
/** Candidates that are left after a glance at all. */
const SHORTLIST = 100;
/** Below the logarithm of the probability that a configuration works. */
const MIN_FEASIBLE = 1e-6;

/** Never forbidden, and new as long as a new configuration is found; `exploration` is a factor on the critics' disagreement. */
export function selectNext(parts: GuidedParts, exploration: number): Suggestion {
  return parts.appraiser.hasLearned() ? selectByCritics(parts, exploration) : selectByDesign(parts);
}

/** Best by estimate among completed rows. */
export function bestRow({ appraiser }: Pick<GuidedParts, 'appraiser'>): ReplayRow | undefined {
  const [first, ...others] = appraiser.estimates();
  return others.reduce((winner, other) => (other.cost < winner.cost ? other : winner), first)?.row;
}

function selectByDesign(parts: GuidedParts): Suggestion {
  const { space, lattice, random, replay } = parts;
  const tried = replay.rows.map(({ point }) => point);
  const point = distantPoint({ space, lattice, random, tried, isTried: isTriedIn(parts) });
  if (point === undefined) return repeatBest(parts);
  return { configuration: lattice.configuration(point), reason: 'initial design: far from everything tried' };
}

function selectByCritics(parts: GuidedParts, exploration: number): Suggestion {
  const { lattice, policy, random, replay, foreign, appraiser } = parts;
  const ranked = replay.ranked();
  const best = [...ranked.slice(0, INCUMBENTS), ...foreign.ranked().slice(0, FOREIGN_INCUMBENTS)];
  const incumbents = best.map(({ point }) => point);
  const candidates = proposeCandidates({ lattice, policy, random, incumbents, isTried: isTriedIn(parts) });
  if (candidates.length === 0) return repeatBest(parts);
  const { chosen, improvement, deviation, feasible } = mostPromising(parts, candidates, exploration);
  const { scale } = appraiser.targets();
  const reasons = [
    `expected improvement ${short(improvement * scale)}`,
    `uncertain ${short(deviation * scale)}`,
    ...(appraiser.hasFailures() ? [`works with probability ${short(feasible)}`] : []),
  ];
  return { configuration: lattice.configuration(chosen), reason: reasons.join(', ') };
}

function repeatBest(parts: GuidedParts): Suggestion {
  const configuration = bestRow(parts)?.configuration ?? parts.space.defaultConfiguration;
  return { configuration, reason: 'every configuration was tried: the best one again' };
}

/** Highest acquisition; improvement and deviation in standardised cost. */
function mostPromising({ appraiser }: GuidedParts, candidates: readonly Point[], exploration: number) {
  const lowest = Math.min(...appraiser.estimates().map(({ cost }) => cost));
  const reference = (Number.isFinite(lowest) ? lowest : 0) - THRESHOLD;
  const worth = (appraisal: Appraisal) => acquisition(appraisal, reference, exploration);
  const shortlist = highest(candidates, appraiser.glance(candidates).map(worth), SHORTLIST);
  const judged = appraiser.judge(shortlist);
  const [winner] = highest([...judged.keys()], judged.map(worth), 1);
  const { opinions, feasible } = judged[winner];
  return {
    chosen: shortlist[winner],
    improvement: Math.exp(improvementOf(opinions, reference, exploration)),
    deviation: Math.sqrt(opinions.reduce((sum, { variance }) => sum + variance, 0) / opinions.length),
    feasible,
  };
}

/** log expected improvement + log probability to work. */
function acquisition({ opinions, feasible }: Appraisal, reference: number, exploration: number): number {
  return improvementOf(opinions, reference, exploration) + Math.log(feasible + MIN_FEASIBLE);
}

/** log of the mean expected improvement. */
function improvementOf(opinions: Appraisal['opinions'], reference: number, exploration: number): number {
  const logs = opinions.map(({ mean, variance }) =>
    logExpectedImprovement(mean, exploration * Math.sqrt(variance) + MIN_DEVIATION, reference),
  );
  const top = Math.max(...logs);
  return top + Math.log(logs.reduce((sum, value) => sum + Math.exp(value - top), 0) / logs.length);
}

/** The `most` items of highest value, best first; the earlier of equals. */
function highest<T>(items: readonly T[], values: readonly number[], most: number): T[] {
  const order = [...items.keys()].sort((a, b) => values[b] - values[a] || a - b);
  return order.slice(0, most).map((i) => items[i]);
}

function isTriedIn({ replay }: GuidedParts): CandidateSource['isTried'] {
  return (point) => replay.has(point);
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
