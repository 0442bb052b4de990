// The only place where things are put together: one child container per command or API call.
import 'reflect-metadata/lite';
import type { Host, Scheduler } from '@schedtuna/sdk';
import { container, type DependencyContainer, type InjectionToken, instancePerContainerCachingFactory } from 'tsyringe';
import type { Options } from './config/options.js';
import type { ExperimentReferences } from './experiment/compare-experiments.js';
import type { DiscoveredScheduler, DiscoverRequest } from './experiment/discover-scheduler.js';
import type { RebuiltReport, ReportReference } from './experiment/rebuild-report.js';
import type { ExperimentReference, ExperimentServices } from './experiment/services.js';
import type { Watch } from './experiment/stage.js';
import type { ExperimentSummary } from './experiment/summary.js';
import type { CleanUpReport } from './host/clean-up.js';
import type { DoctorReport } from './host/doctor/report.js';
import { recordDirectory } from './host/guard/arms.js';
import { createHost } from './host/host.js';
import { SCHED_EXT_ROOT } from './host/sched-ext/snapshot.js';
import { createRegistry, type PluginPackage } from './plugins/create-registry.js';
import type { PluginRegistry } from './plugins/registry.js';
import type { Comparison } from './report/comparison.js';
import type { ExperimentsRequest, SimulatedExperiments } from './simulate/experiment/simulate-experiments.js';
import type { Simulation, SimulationListener, SimulationRequest } from './simulate/simulate.js';

export type { ExperimentReference, PluginPackage, Watch };

const token = <T>(name: string): InjectionToken<T> => Symbol.for(`schedtuna/${name}`);

export type FindScheduler = (options: Options) => Promise<Scheduler>;
export type Optimize = (options: Options, watch: Watch) => Promise<ExperimentSummary>;
export type Resume = (reference: ExperimentReference, watch: Watch) => Promise<ExperimentSummary>;
export type Test = (
  reference: ExperimentReference & { readonly runs: number },
  watch: Watch,
) => Promise<ExperimentSummary>;
export type Report = (reference: ReportReference) => Promise<RebuiltReport>;
export type Compare = (references: ExperimentReferences) => Promise<Comparison>;
export type Discover = (request: DiscoverRequest) => Promise<DiscoveredScheduler>;
export type Doctor = () => Promise<DoctorReport>;
export type CleanUp = (useSysrq: boolean) => Promise<CleanUpReport>;
export type Simulate = (request: SimulationRequest, listen: SimulationListener) => Promise<Simulation>;
export type SimulateExperiments = (
  request: ExperimentsRequest,
  listen: SimulationListener,
) => Promise<SimulatedExperiments>;

export const HOST = token<Host>('host');
export const REGISTRY = token<PluginRegistry>('registry');
export const FIND_SCHEDULER = token<FindScheduler>('find-scheduler');
export const OPTIMIZE = token<Optimize>('optimize');
export const RESUME = token<Resume>('resume');
export const TEST = token<Test>('test');
export const REPORT = token<Report>('report');
export const COMPARE = token<Compare>('compare');
export const DISCOVER = token<Discover>('discover');
export const DOCTOR = token<Doctor>('doctor');
export const CLEAN_UP = token<CleanUp>('clean-up');
export const SIMULATE = token<Simulate>('simulate');
export const SIMULATE_EXPERIMENTS = token<SimulateExperiments>('simulate-experiments');

/** `version` is schedtuna's own, for the journal. Services import what they need when they are called. */
export function createContainer(plugins: Iterable<PluginPackage>, version: string): DependencyContainer {
  const child = container.createChildContainer();
  child.register(HOST, { useFactory: instancePerContainerCachingFactory(() => createHost()) });
  child.register(REGISTRY, { useFactory: instancePerContainerCachingFactory(() => createRegistry(plugins)) });
  const services = (c: DependencyContainer): ExperimentServices => ({
    host: c.resolve(HOST),
    schedExtRoot: SCHED_EXT_ROOT,
    guardRecords: recordDirectory(),
    registry: c.resolve(REGISTRY),
    version,
  });
  child.register<FindScheduler>(FIND_SCHEDULER, {
    useFactory: (c) => async (options) => {
      const { definitionOf } = await import('./experiment/usable-scheduler.js');
      return (await definitionOf(options, c.resolve(REGISTRY))).definition;
    },
  });
  child.register<Optimize>(OPTIMIZE, {
    useFactory: (c) => async (options, watch) =>
      (await import('./experiment/optimize.js')).optimize(services(c), options, watch),
  });
  child.register<Resume>(RESUME, {
    useFactory: (c) => async (reference, watch) =>
      (await import('./experiment/resume.js')).resume(services(c), reference, watch),
  });
  child.register<Test>(TEST, {
    useFactory: (c) => async (reference, watch) =>
      (await import('./experiment/test-experiment.js')).testExperiment(services(c), reference, watch),
  });
  child.register<Report>(REPORT, {
    useFactory: () => async (reference) => (await import('./experiment/rebuild-report.js')).rebuildReport(reference),
  });
  child.register<Compare>(COMPARE, {
    useFactory: () => async (references) =>
      (await import('./experiment/compare-experiments.js')).compareExperiments(references),
  });
  child.register<Discover>(DISCOVER, {
    useFactory: (c) => async (request) =>
      (await import('./experiment/discover-scheduler.js')).discoverProgram(c.resolve(HOST), request),
  });
  child.register<Doctor>(DOCTOR, {
    useFactory: (c) => async () => {
      const [{ examine }, { probeSchedExt }] = await Promise.all([
        import('./host/doctor/examine.js'),
        import('./host/doctor/probe-sched-ext.js'),
      ]);
      const host = c.resolve(HOST);
      return examine(host, c.resolve(REGISTRY), (definition) => probeSchedExt(host, definition));
    },
  });
  child.register<CleanUp>(CLEAN_UP, {
    useFactory: () => async (useSysrq) => {
      const { cleanUp } = await import('./host/clean-up.js');
      return cleanUp({ root: SCHED_EXT_ROOT, records: recordDirectory(), useSysrq });
    },
  });
  child.register<Simulate>(SIMULATE, {
    useFactory: (c) => async (request, listen) =>
      (await import('./simulate/simulate.js')).simulate(c.resolve(REGISTRY), version, request, listen),
  });
  child.register<SimulateExperiments>(SIMULATE_EXPERIMENTS, {
    useFactory: (c) => async (request, listen) => {
      const { simulateExperiments } = await import('./simulate/experiment/simulate-experiments.js');
      return simulateExperiments(c.resolve(REGISTRY), request, listen);
    },
  });
  return child;
}
