// Agents on measured tables against recorded optimizers, by the command itself.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FLOOR } from './contestants.mjs';
import { row } from './rows.mjs';
import { peerTarget } from './targets.mjs';

const BIN = fileURLToPath(new URL('../../bin/run.js', import.meta.url));

/** One row for each agent, noise and point; the command's tables go to the terminal as they are. */
export function regretRows({ files, peers, agents, budget, seeds, noise }) {
  const { againstPeers, comparison } = simulated({ files, peers, agents, budget, seeds, noise });
  const rows = againstPeers.flatMap(({ noise: level, duels }) => duels.map((duel) => duelRow(level, duel)));
  return rows.length > 0 ? rows : comparison.flatMap((block) => block.entries.map((entry) => plainRow(block, entry)));
}

function simulated({ files, peers, agents, budget, seeds, noise }) {
  const folder = mkdtempSync(join(tmpdir(), 'schedtuna-bench-'));
  const json = join(folder, 'simulation.json');
  const words = ['--agents', agents, '--budget', budget, '--seeds', seeds, '--noise', noise, '--json-file', json];
  const recorded = peers === undefined ? [] : ['--peers', peers];
  try {
    const { status, stdout } = spawnSync(
      process.execPath,
      [BIN, 'simulate', '--space', ...files, ...words, ...recorded],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
        maxBuffer: 100_000_000,
      },
    );
    if (status !== 0) throw new Error(`simulate ended with status ${status}`);
    console.log(stdout.replace(`\n${json}\n`, '')); // that file is gone when this ends
    return JSON.parse(readFileSync(json, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function duelRow(noise, { agent, at, own, peer, best, ratio, difference, pairs }) {
  const name = at === 'top1' ? 'evaluations to top 1 %' : `regret@${at}`;
  const target = agent === FLOOR ? undefined : peerTarget(noise, at);
  const spread = difference
    ? `; pairs ${signed(difference.mean)} (${signed(difference.low)} to ${signed(difference.high)}, ${pairs})`
    : '';
  const detail = `${own.toFixed(3)} against ${best.toFixed(3)} of ${peer}${spread}`;
  return row(`${name} / best recorded, noise ${noise}`, agent, ratio ?? null, target, detail);
}

/** Without recorded runs there is nothing to compare with. */
function plainRow({ noise, table }, { label, curve }) {
  const last = curve.mean.length;
  const detail = `${curve.low[last - 1].toFixed(3)} to ${curve.high[last - 1].toFixed(3)}`;
  return row(
    `regret@${last}, ${table ?? 'all tables'}, noise ${noise}`,
    label,
    curve.mean[last - 1],
    undefined,
    detail,
  );
}

function signed(value) {
  return `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
}
