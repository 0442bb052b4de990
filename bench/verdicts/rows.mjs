// What is simulated: hosts, effects, and the options of the protocol where they are not the defaults.

const normal = (cv) => ({ noise: { distribution: 'lognormal', cv } });
/** Of the whole experiment, to which "over the run" refers: baseline, 25 episodes, anchors, confirmation. */
const RUNS = 75;
const protocol = { episodes: 25 };

/** Nothing has an effect; the names are those of the figures. */
export const NULL_HOSTS = {
  normal: normal(0.03),
  heavy: { noise: { distribution: 'student', cv: 0.03, degrees: 3 } },
  drift: { ...normal(0.03), drift: { total: 0.1, runs: RUNS } },
  autocorrelated: { ...normal(0.03), autocorrelation: 0.6 },
  bimodal: { noise: { distribution: 'bimodal', cv: 0.01, share: 0.3, shift: 0.08 } },
};

export const nullRow = (name) => ({ table: 'many flags', model: { ...NULL_HOSTS[name], effects: 0 }, protocol });

export const EFFECTS = [0, 0.02, 0.05, 0.2];
export const NOISES = [0.01, 0.03, 0.15];

export const effectRow = (effect, cv) => ({
  table: 'many flags',
  model: { ...normal(cv), effects: { best: effect } },
  protocol,
});

/** Effect of twice what the experiment itself printed as detectable. */
export const powerRow = (cv) => ({
  table: 'one flag',
  model: normal(cv),
  protocol: { episodes: 6 },
  effectInDetectable: 2,
});

/** At least five times the noise. */
export const clearRow = (effect, cv) => ({
  table: 'one flag',
  model: { ...normal(cv), effects: { best: effect } },
  protocol: { episodes: 6 },
});

export const ablationRow = (cv) => ({ table: 'many flags', model: normal(cv), protocol });
