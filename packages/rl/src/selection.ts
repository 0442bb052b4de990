// Chooses what is measured next: a spread-out design first, then what the critics expect most of.
import type { Suggestion } from '@schedtuna/sdk';
import { logExpectedImprovement } from './acquisition.js';
import { type CandidateSource, proposeCandidates } from './candidates.js';
import type { GuidedParts } from './guided-parts.js';
import { distantPoint } from './initial-design.js';
import type { Point } from './lattice.js';
import type { ReplayRow } from './replay.js';

/** After so many runs without a better one, disagreement counts for more in every other suggestion. */
const STAGNATION = { runs: 12, factor: 2.5 };
/** Keeps the deviation positive where all critics agree; standardised cost. */
const MIN_DEVIATION = 1e-3;
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
  const { lattice, policy, random, replay, appraiser } = parts;
  const ranked = replay.ranked();
  const incumbents = ranked.map(({ point }) => point);
  const candidates = proposeCandidates({ lattice, policy, random, incumbents, isTried: isTriedIn(parts) });
  if (candidates.length === 0) return repeatBest(parts);
  const isRestless = hasStalled(ranked, replay.count());
  const { chosen, improvement, deviation, feasible } = mostPromising(
    parts,
    candidates,
    exploration * (isRestless ? STAGNATION.factor : 1),
  );
  const { scale } = appraiser.targets();
  const reasons = [
    `expected improvement ${short(improvement * scale)}`,
    `uncertain ${short(deviation * scale)}`,
    ...(appraiser.hasFailures() ? [`works with probability ${short(feasible)}`] : []),
    ...(isRestless ? ['looking further away after no progress'] : []),
  ];
  return { configuration: lattice.configuration(chosen), reason: reasons.join(', ') };
}

function repeatBest(parts: GuidedParts): Suggestion {
  const configuration = bestRow(parts)?.configuration ?? parts.space.defaultConfiguration;
  return { configuration, reason: 'every configuration was tried: the best one again' };
}

/** Every other time once nothing better was found for long. */
function hasStalled(ranked: readonly ReplayRow[], runs: number): boolean {
  return ranked.length > 0 && runs - ranked[0].since >= STAGNATION.runs && runs % 2 === 1;
}

/** Highest log expected improvement + log probability to work; improvement and deviation in standardised cost. */
function mostPromising({ appraiser }: GuidedParts, candidates: readonly Point[], weight: number) {
  const incumbent = appraiser
    .estimates()
    .reduce((lowest, { cost }) => Math.min(lowest, cost), Number.POSITIVE_INFINITY);
  const reference = Number.isFinite(incumbent) ? incumbent : 0;
  const judged = appraiser.judge(candidates);
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  let improvement = 0;
  judged.forEach(({ mean, deviation, feasible }, i) => {
    const gain = logExpectedImprovement(mean, weight * deviation + MIN_DEVIATION, reference);
    const value = gain + Math.log(feasible + MIN_FEASIBLE);
    if (value <= highest) return;
    best = i;
    highest = value;
    improvement = Math.exp(gain);
  });
  return { chosen: candidates[best], improvement, ...judged[best] };
}

function isTriedIn({ replay }: GuidedParts): CandidateSource['isTried'] {
  return (point) => replay.has(point);
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
