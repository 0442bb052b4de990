// Everything that the protocol works with, without a machine: no process, no file, no clock.
import { createSearchSpace } from '@schedtuna/sdk';
import type { Options } from '../../config/options.js';
import { type AgentCalls, checkedAgent } from '../../experiment/agent/checked-agent.js';
import type { Listener } from '../../experiment/events.js';
import { createLedger } from '../../experiment/ledger.js';
import { phasePlan } from '../../experiment/phase-plan.js';
import { createPlanned } from '../../experiment/progress.js';
import { type ExperimentRecord, SCHEMA_VERSION } from '../../experiment/records.js';
import type { Stage } from '../../experiment/stage.js';
import { createSyntheticHost } from '../host/synthetic-host.js';
import type { MeasuredTable } from '../table.js';
import type { SimulatedAgent, SimulatedExperimentRequest } from './request.js';
import { BEGINNING, measureOnTable, tableMetrics } from './table-benchmark.js';
import { createTruth, type Truth } from './truth.js';

export interface SimulatedStage {
  readonly stage: Stage;
  readonly truth: Truth;
}

/** The agent is created with the stage; stop it in the end. */
export async function createSimulatedStage(request: SimulatedExperimentRequest): Promise<SimulatedStage> {
  const { table, model, seed, agent, measured } = request;
  const experiment = experimentRecord(request);
  const space = createSearchSpace(table.parameters, table.constraints);
  const truth = createTruth(table, space, model.effects);
  const ledger = createLedger({ append: () => {}, close: () => {} }, [], [experiment]);
  const planned = createPlanned(phasePlan(experiment.options));
  const listen: Listener = ({ type }) => {
    if (type === 'trial-end') measured?.();
  };
  const answers = await inThisThread(agent, experiment.options, space);
  return {
    truth,
    stage: {
      experiment,
      directory: experiment.name,
      space,
      ledger,
      measure: measureOnTable({ ledger, planned, listen }, table, truth, createSyntheticHost(model, seed, table.name)),
      planned,
      agent: checkedAgent(agent.label ?? agent.source.name, space, answers),
      listen,
    },
  };
}

/** As `optimize` writes it, as far as a table is a scheduler and its benchmark. */
function experimentRecord({ table, seed, agent, options }: SimulatedExperimentRequest): ExperimentRecord {
  const described = { name: table.name, package: 'measured table', version: '' };
  const { parameters, constraints } = table;
  const { name, package: from, version } = agent.source;
  return {
    type: 'experiment',
    schema: SCHEMA_VERSION,
    schedtuna: 'simulated',
    name: `${table.name} ${seed}`,
    createdAt: new Date(BEGINNING).toISOString(),
    options: protocolOptions(options, table, name, seed),
    scheduler: { ...described, kind: 'process', parameters, constraints, unavailable: {}, facts: {} },
    benchmark: {
      ...described,
      metrics: tableMetrics(table),
      guards: [],
      prepared: { description: 'looked up in a table', facts: {} },
    },
    agent: { name, package: from, version, options: agent.options },
    host: { cpu: 'synthetic', cpus: 1, arch: 'synthetic', kernel: 'synthetic', memoryMb: 0, virtualMachine: false },
  };
}

/** An agent's state would be a file: it is never saved. Threads would share one GPU. */
function protocolOptions(options: Options, { name }: MeasuredTable, algorithm: string, seed: number): Options {
  const { optimizeMetric, guards, ...others } = options;
  const saveFrequency = options.episodes + 1;
  return { ...others, schedulerName: name, benchmark: name, algorithm, seed, saveFrequency, useGpu: false };
}

async function inThisThread(
  { definition, options }: SimulatedAgent,
  { learningRate, updateFrequency, rewardScaling, episodes, useGpu, backend, seed }: Options,
  space: Stage['space'],
): Promise<AgentCalls> {
  const settings = { learningRate, updateFrequency, rewardScaling, episodes, useGpu, ...(backend ? { backend } : {}) };
  const agent = await definition.create({ space, seed, options, settings, log: () => {} });
  return {
    call: async (method, argument) => (agent as unknown as Record<string, (of: unknown) => unknown>)[method](argument),
    stop: async () => agent.dispose?.(),
  };
}
