// Proposes untried configurations for the critics to rank.
import type { Lattice, Point } from './lattice.js';
import type { Policy } from './policy.js';
import type { Random } from './random.js';

const FROM_POLICY = 128;
const UNIFORM = 512;
/** Changes of two or three parameters of each. */
const WIDER_CHANGES = 32;
/** One-parameter changes of all together; a space with more of them (20 parameters of 30 levels) is sampled, or thinking takes seconds. */
const SINGLE_CHANGES = 2000;
/** Draws before an untried configuration is looked for one by one. */
const DRAWS = 200;
/** Combinations that are looked at one by one; every space that is this small is known to be exhausted when it is. */
const WALKED = 200_000;

export interface CandidateSource {
  readonly lattice: Lattice;
  readonly policy: Policy;
  readonly random: Random;
  /** Good configurations, here or in other experiments, whose surroundings are searched. */
  readonly incumbents: readonly Point[];
  isTried(point: Point): boolean;
}

/** Allowed, untried and different from each other; empty only when no such configuration was found in the whole space. */
export function proposeCandidates(source: CandidateSource): Point[] {
  const { lattice, policy, random } = source;
  const found = new Map<string, Point>();
  const add = (levels: Point) => {
    const point = lattice.canonical(levels);
    const key = lattice.key(point);
    if (!found.has(key) && !source.isTried(point) && lattice.isAllowed(point)) found.set(key, point);
  };
  for (let i = 0; i < FROM_POLICY; i++) add(policy.sample(random));
  for (let i = 0; i < UNIFORM; i++) add(lattice.draw(random));
  const most = Math.ceil(SINGLE_CHANGES / source.incumbents.length);
  for (const incumbent of source.incumbents) {
    add(incumbent);
    for (const point of singleChanges(incumbent, lattice, random, most)) add(point);
    for (let i = 0; i < WIDER_CHANGES; i++) add(widerChange(incumbent, lattice, random));
  }
  if (found.size === 0) {
    const point = untriedPoint(source);
    if (point) return [point];
  }
  return [...found.values()];
}

/** An allowed configuration that was not tried, uniform as long as such are common; undefined when none is found. */
export function untriedPoint({ lattice, random, isTried }: Pick<CandidateSource, 'lattice' | 'random' | 'isTried'>) {
  const isNew = (point: Point) => !isTried(point) && lattice.isAllowed(point);
  for (let i = 0; i < DRAWS; i++) {
    const point = lattice.draw(random);
    if (isNew(point)) return point;
  }
  for (const point of lattice.walk(random, WALKED)) if (isNew(point)) return point;
  return undefined;
}

function singleChanges(point: Point, { sizes }: Lattice, random: Random, most: number): Point[] {
  const changes = sizes.flatMap((n, d) =>
    Array.from({ length: n }, (_, level) => level)
      .filter((level) => level !== point[d])
      .map((level) => point.with(d, level)),
  );
  if (changes.length <= most) return changes;
  return random
    .permutation(changes.length)
    .slice(0, most)
    .map((i) => changes[i]);
}

function widerChange(point: Point, { sizes }: Lattice, random: Random): Point {
  const changed = [...point];
  const width = 2 + random.integer(2);
  for (const d of random.permutation(sizes.length).slice(0, width)) changed[d] = random.integer(sizes[d]);
  return changed;
}
