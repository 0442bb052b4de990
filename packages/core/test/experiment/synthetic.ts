// Experiments on the synthetic scheduler and benchmark, for tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Options } from '../../dist/config/options.js';
import type { ExperimentEvent } from '../../dist/experiment/events.js';
import type { JournalRecord, TrialRecord } from '../../dist/experiment/records.js';
import type { ExperimentServices } from '../../dist/experiment/services.js';
import { createHost } from '../../dist/host/host.js';
import type { Contribution, Kind, PluginRegistry } from '../../dist/plugins/registry.js';

export interface Workplace {
  readonly folder: string;
  readonly options: (more?: Partial<Options>) => Options;
  readonly services: ExperimentServices;
  /** Every event heard by `watch`. */
  readonly events: ExperimentEvent[];
  watch(interruption?: AbortSignal): { listen: (event: ExperimentEvent) => void; interruption: AbortSignal };
  journal(name?: string): JournalRecord[];
  trials(name?: string): TrialRecord[];
  remove(): void;
}

export function createWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'schedtuna-experiment-'));
  const events: ExperimentEvent[] = [];
  const journal = (name = 'one') =>
    readFileSync(join(folder, name, 'journal.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as JournalRecord);
  return {
    folder,
    options: (more = {}) => ({
      schedulerName: 'synthetic',
      benchmark: 'synthetic',
      algorithm: 'walker',
      episodes: 8,
      baselineRuns: 3,
      confirmRuns: 8,
      anchorEvery: 5,
      earlyStop: true,
      maxForeignCpus: 4096,
      ablationRuns: 0,
      racing: true,
      settle: 0,
      takeOver: false,
      minEffect: 0.01,
      benchmarkOptions: { counter: join(folder, 'counter') },
      agentOptions: {},
      timeout: 10,
      learningRate: 1e-3,
      updateFrequency: 5,
      saveFrequency: 4,
      rewardScaling: 1,
      useGpu: false,
      experimentName: 'one',
      resultsDir: folder,
      seed: 3,
      ...more,
    }),
    services: {
      host: createHost(),
      schedExtRoot: '/sys/kernel/sched_ext',
      guardRecords: join(folder, 'guards'),
      registry: fixtureRegistry(),
      version: '0.0.0-test',
    },
    events,
    watch: (interruption = new AbortController().signal) => ({ listen: (event) => events.push(event), interruption }),
    journal,
    trials: (name) => journal(name).filter((record) => record.type === 'trial'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Reads fixtures as if they were installed plugins. */
function fixtureRegistry(): PluginRegistry {
  const module = (kind: Kind, name: string) =>
    fileURLToPath(
      new URL(
        kind === 'agents' ? `../fixtures/agents/${name}.mjs` : `../fixtures/${name}-${kind.slice(0, -1)}.mjs`,
        import.meta.url,
      ),
    );
  const find = (kind: Kind, name: string): Contribution => ({
    kind,
    name,
    package: 'fixture',
    version: '0.0.0',
    module: module(kind, name),
  });
  return {
    list: () => [],
    broken: [],
    find,
    load: async (kind, name) => ({
      definition: (await import(pathToFileURL(module(kind, name)).href)).default,
      source: find(kind, name),
    }),
  };
}
