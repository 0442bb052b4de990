// Whether verdicts can be trusted: whole experiments on simulated hosts, of which the truth is known.
//   npm run bench:verdicts [-- --experiments 2000] [--parts false-better,coverage,power,clear,ablation,time] [--json FILE]
// Every share is printed with its 95 % Wilson interval. Nothing is timed but the computation of one verdict.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { median, range, share, signed } from './verdicts/figures.mjs';
import { ablationRow, clearRow, EFFECTS, effectRow, NOISES, NULL_HOSTS, nullRow, powerRow } from './verdicts/rows.mjs';
import { simulateRow } from './verdicts/simulate-row.mjs';
import { verdictTime } from './verdicts/time.mjs';

const PARTS = { 'false-better': falseBetter, coverage, power, clear, ablation, time };
const { values } = parseArgs({
  options: {
    experiments: { type: 'string', default: '2000' },
    parts: { type: 'string', default: Object.keys(PARTS).join(',') },
    json: { type: 'string' },
  },
});
const experiments = Number(values.experiments);
const figures = {};
for (const part of values.parts.split(',')) {
  if (!(part in PARTS)) throw new Error(`--parts has ${part}; there are ${Object.keys(PARTS).join(', ')}`);
  Object.assign(figures, await PARTS[part]());
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ experiments, ...figures }, null, 2)}\n`);

async function falseBetter() {
  console.log('\nNothing has an effect: share of experiments that say better (goal: at most 5 %)');
  const found = {};
  for (const name of Object.keys(NULL_HOSTS)) {
    const all = await simulateRow(nullRow(name), experiments);
    const better = share(all, ({ conclusion }) => conclusion === 'better');
    const naive = share(all, ({ naive }) => naive.ratio > 1);
    const runs = median(all.map(runsOf));
    console.log(
      `  ${name.padEnd(16)} ${better.text}   best run > mean of default: ${naive.text}   median ${runs} runs`,
    );
    found[`false_better_${name}`] = better.value;
  }
  return found;
}

async function coverage() {
  console.log('\nTruth within the 95 % interval (goal: 93–97 %); where better, error of the reported gain in CVs');
  const [covered, biases] = [[], []];
  for (const effect of EFFECTS) {
    for (const cv of NOISES) {
      const all = (await simulateRow(effectRow(effect, cv), experiments)).filter(({ effect: found }) => found);
      const within = share(all, ({ effect: { low, high }, trueRatio }) => low <= trueRatio && trueRatio <= high);
      const better = all.filter(({ conclusion }) => conclusion === 'better');
      const errors = better.map((one) => (one.effect.ratio - one.trueRatio) / cv);
      const searched = better.map(({ best }) => (best.ratio - best.trueRatio) / cv);
      console.log(
        `  best effect ${range(effect)} CV ${range(cv)} ${within.text}   better ${share(all, ({ conclusion }) => conclusion === 'better').text}   ` +
          `error ${signed(median(errors))}, size ${signed(median(errors.map(Math.abs)))}, best run of the search ${signed(median(searched))}`,
      );
      covered.push(within.value);
      biases.push(...errors);
    }
  }
  console.log(`  all: median error ${signed(median(biases))} CVs`);
  return { coverage_min: Math.min(...covered), coverage_max: Math.max(...covered), bias: median(biases) };
}

async function power() {
  console.log('\nAn effect of twice what was printed as detectable is called better (goal: at least 90 %)');
  const found = [];
  for (const cv of NOISES) {
    const all = await simulateRow(powerRow(cv), experiments);
    const better = share(all, ({ conclusion }) => conclusion === 'better');
    console.log(`  CV ${range(cv)} ${better.text}`);
    found.push(better.value);
  }
  return { power: Math.min(...found) };
}

async function clear() {
  console.log('\nRuns of the confirmation for an effect of 5 CVs and more, against all blocks (goal: at most 0.5)');
  const ratios = [];
  for (const [effect, cv] of [
    [0.05, 0.01],
    [0.16, 0.03],
    [0.2, 0.03],
    [0.4, 0.07],
  ]) {
    const all = await simulateRow(clearRow(effect, cv), experiments);
    const used = all.map(({ runs, finalists, plannedBlocks }) => runs.confirm / (plannedBlocks * (1 + finalists)));
    const mean = used.reduce((sum, one) => sum + one, 0) / used.length;
    console.log(`  effect ${range(effect)} CV ${range(cv)} ${mean.toFixed(3)} of the runs`);
    ratios.push(mean);
  }
  return { runs_ratio: Math.max(...ratios) };
}

async function ablation() {
  console.log(
    '\nChanges that the ablation judged: useless ones kept (goal: at most 5 %), ones worth 3 % and more dropped (10 %)',
  );
  const found = [];
  for (const cv of [0.01, 0.03, 0.07]) {
    const all = await simulateRow(ablationRow(cv), experiments);
    const changes = all.flatMap((one) => one.ablation).filter(({ trueWithout }) => trueWithout !== undefined);
    const useless = changes.filter(({ trueWithout }) => Math.abs(trueWithout - 1) < 1e-9);
    const needed = changes.filter(({ trueWithout }) => trueWithout <= 1 / 1.03 + 1e-9);
    const kept = share(useless, ({ isKept }) => isKept);
    const lost = share(needed, ({ isKept }) => !isKept);
    const runs = median(all.map((one) => one.runs.ablation).filter((count) => count > 0));
    console.log(
      `  CV ${range(cv)} kept ${kept.text} of ${useless.length}   lost ${lost.text} of ${needed.length}   median ${runs} runs`,
    );
    found.push({ cv, kept: kept.value, lost: lost.value });
  }
  const at = found.find(({ cv }) => cv === 0.03);
  return { ablation_kept: at.kept, ablation_lost: at.lost, ablation: found };
}

async function time() {
  const ms = verdictTime();
  console.log(`\nOne verdict from 30 blocks of two finalists: ${ms.toFixed(0)} ms (goal: at most 100)`);
  return { verdict_ms: ms };
}

function runsOf({ runs }) {
  return Object.values(runs).reduce((sum, count) => sum + count, 0);
}
