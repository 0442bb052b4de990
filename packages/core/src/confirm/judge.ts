// From fresh runs to a verdict on the best finalist, and to whether more runs are worth their time.
import type { Configuration, Metrics } from '@schedtuna/sdk';
import { hodgesLehmann } from '../stats/hodges-lehmann.js';
import { holm } from '../stats/holm.js';
import { conclude } from './conclude.js';
import { effectOf, logRatios, type Pair } from './effect.js';
import { type ArmEvidence, type EvidenceInput, evidenceOf } from './evidence.js';
import { checkGuard } from './guard-result.js';
import { ALPHA } from './looks.js';
import { isHopeless } from './outlook.js';
import type { Effect, Verdict } from './verdict.js';

export interface JudgeInput extends EvidenceInput {
  readonly guards: readonly string[];
  /** Arm 1, 2, …; at least one. The first is the one that was believed to be the best before these runs. */
  readonly finalists: readonly { readonly configuration: Configuration; readonly difference: Configuration }[];
}

/** p-values above are written as 1: how far from a proof does not matter, and takes time to count. */
const SHOWN = 0.25;

interface Judged {
  readonly arm: number;
  readonly evidence: ArmEvidence;
  readonly verdict: Verdict;
}

/**
 * The first finalist that is better, unless another one is shown to be better than it; else the first that is not worse. The
 * order is older than the runs: choosing the luckiest ratio among finalists would bring back what fresh runs are for. Of two
 * that are better, one that has only some of the other's changes stays while it keeps most of the gain. p-values are
 * corrected for the number of finalists (Holm 1979); the intervals are those of single comparisons.
 */
export function judge(input: JudgeInput): Verdict {
  const all = judgeArms(input, SHOWN);
  const better = all.filter(({ verdict }) => verdict.conclusion === 'better');
  const [first] = better.length > 0 ? better : [...all].sort((a, b) => rank(a.verdict) - rank(b.verdict));
  const stronger = better.filter((other) => isStronger(other, first)).sort((a, b) => ratio(b) - ratio(a))[0];
  if (!stronger) return withLargerGain(first, better);
  return keepsMost(first.verdict, stronger.verdict) ? withLargerGain(first, [stronger]) : stronger.verdict;
}

/** Arms that are worth another block: none once a finalist is better, or all are decided or without hope. */
export function openArms(input: JudgeInput): readonly number[] {
  const all = judgeArms(input, ALPHA);
  if (all.some(({ verdict }) => verdict.conclusion === 'better')) return [];
  return all.filter((one) => isOpen(input, one)).map(({ arm }) => arm);
}

function isOpen(input: JudgeInput, { verdict, evidence }: Judged): boolean {
  if (verdict.conclusion !== 'inconclusive') return false;
  const last = input.trials.reduce((most, { block = 0 }) => Math.max(most, block), 0);
  return !isHopeless(evidence.scores, Math.log1p(input.minEffect), last / Math.max(last, input.plannedBlocks));
}

function judgeArms(input: JudgeInput, limit: number): readonly Judged[] {
  const { finalists } = input;
  const measured = finalists.map((_, i) => evidenceOf(input, i + 1, finalists.length, limit));
  const corrected = holm(measured.map(({ better }) => better));
  return measured.map((evidence, i) => {
    const tested = { ...evidence, better: corrected[i] };
    return { arm: i + 1, evidence: tested, verdict: verdictOf(input, i, tested) };
  });
}

function verdictOf(input: JudgeInput, index: number, evidence: ArmEvidence): Verdict {
  const { effect, pairs } = evidence;
  const guards = input.guards.map((guard) => checkGuard(guard, pairs));
  return {
    ...conclude({ ...evidence, guards, minEffect: input.minEffect, finalists: input.finalists.length }),
    objective: input.objective,
    ...input.finalists[index],
    effect,
    pValue: evidence.better,
    metrics: metricEffects(input.metrics, pairs),
    guards,
    blocks: evidence.scores.length,
    plannedBlocks: input.plannedBlocks,
    failedRuns: evidence.failedRuns,
  };
}

/** Metrics that no pair has are left out. */
function metricEffects(definitions: Metrics, pairs: readonly Pair[]): Record<string, Effect> {
  const measured = Object.keys(definitions).map((name) => [name, logRatios(name, pairs)] as const);
  return Object.fromEntries(
    measured.filter(([, logs]) => logs.length > 0).map(([name, logs]) => [name, effectOf(logs)]),
  );
}

/** By the blocks that both have: the whole interval of their ratio lies above 1. */
function isStronger(other: Judged, than: Judged): boolean {
  const scores = new Map(than.evidence.blocks.map((block, i) => [block, than.evidence.scores[i]]));
  const gains = other.evidence.blocks.flatMap((block, i) => {
    const score = scores.get(block);
    return score === undefined ? [] : [other.evidence.scores[i] - score];
  });
  return gains.length > 0 && hodgesLehmann(gains).low > 0;
}

/** Of the logarithm of the gain: a person rather deploys one flag that is understood than twelve for a little more. */
const MOST = 0.8;

function keepsMost(fewer: Verdict, more: Verdict): boolean {
  return isPart(fewer, more) && Math.log(fewer.effect.ratio) >= MOST * Math.log(more.effect.ratio);
}

/** `fewer` has some of the changes of `more` and no other. */
function isPart(fewer: Verdict, more: Verdict): boolean {
  const changes = Object.entries(fewer.difference);
  return (
    changes.length < Object.keys(more.difference).length &&
    changes.every(([name, value]) => more.difference[name] === value)
  );
}

/** Says what more changes gave, where it was more. */
function withLargerGain({ verdict }: Judged, others: readonly Judged[]): Verdict {
  const larger = others.find((other) => ratio(other) > verdict.effect.ratio && isPart(verdict, other.verdict));
  if (!larger) return verdict;
  return { ...verdict, outOf: { difference: larger.verdict.difference, effect: larger.verdict.effect } };
}

function ratio({ verdict }: Judged): number {
  return verdict.effect.ratio;
}

function rank({ conclusion, blocks }: Verdict): number {
  if (conclusion === 'better') return 0;
  if (conclusion === 'worse') return 3;
  return blocks > 0 ? 1 : 2;
}
