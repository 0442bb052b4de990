// Prints the figures of a benchmark, and writes them with --json FILE: figure name → number.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

export function print(figures) {
  const { values } = parseArgs({ options: { json: { type: 'string' } }, strict: false });
  const rounded = Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Number(value.toPrecision(4))]),
  );
  for (const [name, value] of Object.entries(rounded)) console.log(`${name.padEnd(36)} ${value}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rounded, null, 2)}\n`);
}
