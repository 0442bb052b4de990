// Objectives made of several metrics with weights, and the one text that stands for them everywhere.

/** A metric of an objective and its share; the shares of an objective add up to 1. */
export interface ObjectiveTerm {
  readonly metric: string;
  readonly share: number;
}

const POWER = /^([A-Za-z][\w.-]*)\^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

/** `pp_tokens_per_sec^1 tg_tokens_per_sec^3`: a product of powers, as the weighted geometric mean is; of one metric its name. */
export function weightedObjective(weights: Readonly<Record<string, number>>): string {
  const entries = Object.entries(weights);
  if (entries.length === 1) return entries[0][0];
  return entries.map(([metric, weight]) => `${metric}^${weight}`).join(' ');
}

/** undefined for a text that `weightedObjective` does not write for several metrics: the name of a single one. */
export function weightedTerms(objective: string): readonly ObjectiveTerm[] | undefined {
  const powers = objective.split(' ').map((power) => POWER.exec(power));
  const terms = powers.flatMap((match) => (match ? [{ metric: match[1], weight: Number(match[2]) }] : []));
  if (terms.length < powers.length) return undefined;
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  return terms.map(({ metric, weight }) => ({ metric, share: weight / total }));
}
