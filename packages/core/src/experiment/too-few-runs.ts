// Said before hours are spent: numbers of runs of which no result can be called anything.
import type { Options } from '../config/options.js';
import { FEWEST_BLOCKS } from '../confirm/ablation.js';
import { fewestBlocks } from '../confirm/looks.js';
import { FINALISTS } from './finalists.js';

/** One sentence for each number of runs that is too small for its purpose. */
export function tooFewRuns({ confirmRuns, ablationRuns = 0 }: Pick<Options, 'confirmRuns' | 'ablationRuns'>): string[] {
  return [...tooFewBlocks(ablationRuns), ...tooFewFor(confirmRuns)];
}

/** For the one comparison of a test. */
export function tooFewPairs(runs: number): string[] {
  const fewest = fewestBlocks(1);
  return runs < fewest ? [`${provesNothing(runs)} at least ${fewest} (--test-runs ${fewest})`] : [];
}

function tooFewFor(runs: number): string[] {
  const [one, several] = [fewestBlocks(1), fewestBlocks(FINALISTS)];
  if (runs >= several) return [];
  const enough = `${several} where ${FINALISTS} configurations are compared with the default (--confirm-runs ${several})`;
  return runs < one
    ? [`${provesNothing(runs)} at least ${one}, and ${enough}`]
    : [`${runs} pairs prove something of one configuration only: a verdict needs at least ${enough}`];
}

function tooFewBlocks(blocks: number): string[] {
  if (blocks === 0 || blocks >= FEWEST_BLOCKS) return [];
  return [
    `${blocks === 1 ? '1 block' : `${blocks} blocks`} without each change cannot tell which are needed, so that all are kept: it takes at least ${FEWEST_BLOCKS} (--ablation-runs ${FEWEST_BLOCKS}; 0 saves the runs)`,
  ];
}

function provesNothing(runs: number): string {
  return `${runs === 1 ? '1 pair' : `${runs} pairs`} cannot prove anything, whatever they show: a verdict needs`;
}
