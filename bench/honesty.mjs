// How often the verdict is "better" when no configuration has an effect: 20 experiments on a sleep with noise of 10 %.
//   npm run bench:honesty [-- --json FILE]
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { print } from './figures.mjs';

const EXPERIMENTS = 20;
const bin = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'schedtuna-honesty-'));
try {
  const program = join(folder, 'sleep.mjs');
  writeFileSync(program, 'await new Promise((done) => setTimeout(done, 100 * (0.9 + 0.2 * Math.random())));\n');
  const conclusions = [];
  for (let seed = 1; seed <= EXPERIMENTS; seed++) conclusions.push(await conclusion(program, seed));
  const count = (wanted) => conclusions.filter((found) => found === wanted).length;
  print({
    experiments: EXPERIMENTS,
    false_better: count('better'),
    false_worse: count('worse'),
    inconclusive: count('inconclusive'),
    equivalent: count('equivalent'),
    nothing_to_confirm: count(undefined),
  });
} finally {
  rmSync(folder, { recursive: true });
}

async function conclusion(program, seed) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[bin, 'optimize', '--scheduler', 'eevdf', '--agent', 'random', '--episodes', '5', '--seed', String(seed)],
    ...[
      '--benchmark-cmd',
      `${process.execPath} ${program}`,
      '--results-dir',
      folder,
      '--experiment-name',
      `s${seed}`,
      '--json',
    ],
  ]);
  return JSON.parse(stdout).verdict?.conclusion;
}
