// Definition files of schedulers, as a person would write them for --scheduler-file.
import { writeFileSync } from 'node:fs';

/** Writes /tmp/NAME.json and returns its path. Not writable by others: root would not read it. */
export function writeDefinition(name, { binary = name, opsName = name.replace('scx_', ''), parameters }) {
  const path = `/tmp/${name}-${opsName}.json`;
  const definition = { kind: 'sched_ext', name, description: `${name} for a test`, binary, opsName, parameters };
  writeFileSync(path, JSON.stringify(definition), { mode: 0o644 });
  return path;
}

/** `-f` of scx_simple. */
export const FIFO = { fifo: { type: 'boolean', default: false, commandArg: '-f', description: 'First in, first out' } };

/** `-s` of scx_qmap. */
export const SLICE = {
  slice_us: {
    ...{ type: 'integer', default: 20_000, minValue: 1000, maxValue: 40_000, scale: 'log' },
    ...{ commandArg: '-s', description: 'Longest slice in microseconds' },
  },
};
