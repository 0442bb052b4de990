// Every simulated agent against the best recorded optimizer, at each point by itself.
import { mean } from '../stats/centre.js';
import { checkpointsOf } from './checkpoints.js';
import { type ComparedRuns, type Contestant, contestantsOn, type LabelledRun, labelledRuns } from './labelled-runs.js';
import { type Interval, pairedDifference } from './paired-difference.js';

/** An agent and the recorded optimizer with the lowest mean; means over runs, then over tables. Lower is better. */
export interface Duel {
  readonly agent: string;
  /** Number of evaluations at which the regret counts; `top1`: evaluations to the best 1 %. */
  readonly at: number | 'top1';
  readonly own: number;
  readonly peer: string;
  readonly best: number;
  /** own / best; 1 when both are 0, undefined when only `best` is. */
  readonly ratio: number | undefined;
  /** own − best over runs of the same table and seed; undefined when a table has no such pair. */
  readonly difference: Interval | undefined;
  readonly pairs: number;
}

export interface PeerBlock {
  readonly noise: number;
  /** On which there are recorded runs under this noise; at least one. */
  readonly tables: readonly string[];
  readonly duels: readonly Duel[];
}

interface Measure {
  readonly at: Duel['at'];
  /** undefined where the run ended before. */
  of(run: LabelledRun): number | undefined;
}

/** Noises without recorded runs are left out; so are optimizers that were not recorded on all tables of a block. */
export function againstPeers(compared: ComparedRuns): readonly PeerBlock[] {
  const runs = labelledRuns(compared);
  const measures = measuresOf(compared.budget);
  return compared.noises.flatMap((noise) => {
    const among = runs.filter((run) => run.noise === noise);
    const tables = compared.tables.filter((table) => among.some((run) => run.isRecorded && run.space === table));
    if (tables.length === 0) return [];
    const contestants = contestantsOn(tables, among);
    const [agents, peers] = [false, true].map((recorded) => contestants.filter((one) => one.isRecorded === recorded));
    const duels = agents.flatMap((agent) => measures.flatMap((measure) => duelOf(agent, peers, measure) ?? []));
    return [{ noise, tables, duels }];
  });
}

function measuresOf(budget: number): readonly Measure[] {
  return [
    ...checkpointsOf(budget).map((at): Measure => ({ at, of: ({ regret }) => regret[at - 1] })),
    { at: 'top1', of: ({ regret, top1 }) => (regret.length < budget && top1 > budget ? undefined : top1) },
  ];
}

/** undefined when no peer has the measure in all of its runs. */
function duelOf(agent: Contestant, peers: readonly Contestant[], { at, of }: Measure): Duel | undefined {
  const averaged = peers
    .filter(({ groups }) => groups.flat().every((run) => of(run) !== undefined))
    .map((peer) => ({ peer, average: averageOf(peer, of) }));
  if (averaged.length === 0) return undefined;
  const { peer, average: best } = averaged.reduce((least, one) => (one.average < least.average ? one : least));
  const own = averageOf(agent, of);
  const pairs = differences(agent, peer, of);
  return {
    agent: agent.label,
    at,
    own,
    peer: peer.label,
    best,
    ratio: best > 0 ? own / best : own === best ? 1 : undefined,
    difference: pairs.every((group) => group.length > 0) ? pairedDifference(pairs) : undefined,
    pairs: pairs.flat().length,
  };
}

function averageOf({ groups }: Contestant, of: Measure['of']): number {
  return mean(groups.map((runs) => mean(runs.map((run) => of(run) ?? Number.NaN))));
}

function differences(agent: Contestant, peer: Contestant, of: Measure['of']): readonly (readonly number[])[] {
  return agent.groups.map((runs, table) => {
    const others = new Map(peer.groups[table].map((run) => [run.seed, of(run)]));
    return runs.flatMap((run) => {
      const [own, other] = [of(run), others.get(run.seed)];
      return own === undefined || other === undefined ? [] : [own - other];
    });
  });
}
