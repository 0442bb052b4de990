// The service behind `schedtuna doctor`.
import type { Host, Probe, SchedExtScheduler } from '@schedtuna/sdk';
import type { PluginRegistry } from '../../plugins/registry.js';
import type { DoctorReport } from './report.js';
import { runDoctor } from './run-doctor.js';

/** Schedulers of kind process probe the machine themselves; those of kind sched_ext are data, and `probeSchedExt` does it for them. */
export async function examine(
  host: Host,
  registry: PluginRegistry,
  probeSchedExt: (definition: SchedExtScheduler) => Promise<Probe>,
): Promise<DoctorReport> {
  const probes = registry.list('schedulers').map(({ name }) => ({
    name,
    probe: async () => {
      const { definition } = await registry.load('schedulers', name);
      return definition.kind === 'process' ? definition.probe(host) : probeSchedExt(definition);
    },
  }));
  return runDoctor(host, probes);
}
