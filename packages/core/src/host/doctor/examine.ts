// The service behind `schedtuna doctor`.
import type { Host } from '@schedtuna/sdk';
import type { PluginRegistry } from '../../plugins/registry.js';
import type { DoctorReport } from './report.js';
import { runDoctor } from './run-doctor.js';

export async function examine(host: Host, registry: PluginRegistry): Promise<DoctorReport> {
  const probes = registry.list('schedulers').map(({ name }) => ({
    name,
    probe: async () => {
      const { definition } = await registry.load('schedulers', name);
      if (definition.kind === 'process') return definition.probe(host);
      return {
        usable: false,
        reason: 'it is a sched_ext scheduler; this version tunes schedulers of kind process only',
      };
    },
  }));
  return runDoctor(host, probes);
}
