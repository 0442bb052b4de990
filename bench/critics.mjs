// How long the critics of an agent learn after a run, beside the same networks written plainly. Medians of interleaved rounds, in ms; the
// fit of the figure is that of 50 configurations.
//   npm run bench:critics [-- --json FILE]
import { chooseBackend, createCritics, createRandom } from '@schedtuna/rl';
import { plainCritics } from './agents/plain-critics.mjs';
import { print } from './figures.mjs';

const ROUNDS = 15;
const STEPS = 20;
const ROWS = [10, 50, 200];
/** Inputs and parameters. */
const WIDTH = 35;
const GROUPS = 15;
/** Configurations whose cost is predicted when the next one is chosen. */
const CANDIDATES = 1000;

const random = createRandom(1);
const features = { width: WIDTH, groupCount: GROUPS, groups: numbers(WIDTH, (i) => i % GROUPS) };
await chooseBackend({ useGpu: false, backend: 'wasm' });
print(figures());

function figures() {
  const fits = Object.fromEntries(ROWS.flatMap((rows) => contestants(rows)));
  const inputs = normals(CANDIDATES * WIDTH);
  const critics = createCritics(features, random);
  const times = measured({ ...fits, predict_1000_ms: () => critics.predict(inputs) });
  const ratios = ROWS.map((rows) => [`critics_${rows}_ratio`, times[`critics_${rows}_ms`] / times[`plain_${rows}_ms`]]);
  return { ...times, ...Object.fromEntries(ratios) };
}

/** Both go on learning from round to round, as an agent does; some runs failed, so that both heads learn. */
function contestants(rows) {
  const batch = {
    inputs: normals(rows * WIDTH),
    costs: normals(rows),
    feasible: Float32Array.from(numbers(rows, (i) => (i % 5 === 0 ? 0 : 1))),
    weights: Float32Array.from(numbers(rows * 8, () => random.exponential())),
  };
  const critics = createCritics(features, random);
  const plain = plainCritics(batch, WIDTH);
  return [
    [`plain_${rows}_ms`, () => plain.fit(STEPS)],
    [`critics_${rows}_ms`, () => critics.fit(batch, STEPS)],
  ];
}

/** Median of every task; the first round, in which code is compiled, is not counted. */
function measured(tasks) {
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, task] of Object.entries(tasks)) {
      const begin = performance.now();
      task();
      if (round > 0) times[name].push(performance.now() - begin);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function normals(count) {
  return Float32Array.from(numbers(count, () => random.normal()));
}

function numbers(count, of) {
  return Array.from({ length: count }, (_, i) => of(i));
}
