// Configurations to try a plugin with: scattered over its space, the same on every machine.
import type { Configuration } from '../parameters.js';
import { conditionChain } from '../space/condition-chain.js';
import { holds } from '../space/conditions.js';
import type { SearchSpace } from '../space/search-space.js';

/** Draws before a configuration of the wanted kind counts as not existing. */
const DRAWS = 400;

/** Up to `count` allowed configurations without repetition, the default one first. */
export function sampleConfigurations(space: SearchSpace, count: number): Configuration[] {
  const samples = new Map([[space.key(space.defaultConfiguration), space.defaultConfiguration]]);
  for (let draw = 0; draw < DRAWS && samples.size < count; draw++) {
    const configuration = space.fromLevels(levelsOf(space, draw));
    if (!space.forbidden(configuration)) samples.set(space.key(configuration), configuration);
  }
  return [...samples.values()];
}

/** An allowed configuration in which `name` is active and not at its default; undefined when none is found. */
export function configurationWith(space: SearchSpace, name: string): Configuration | undefined {
  const own = space.dimensions.findIndex((dimension) => dimension.name === name);
  const { levels, defaultLevel } = space.dimensions[own];
  if (levels.length === 1) return undefined;
  for (let draw = 0; draw < DRAWS; draw++) {
    const chosen = levelsOf(space, draw);
    if (chosen[own] === defaultLevel) chosen[own] = (defaultLevel + 1 + (draw % (levels.length - 1))) % levels.length;
    activate(space, name, chosen, draw);
    const configuration = space.fromLevels(chosen);
    if (configuration[name] !== levels[defaultLevel].value && !space.forbidden(configuration)) return configuration;
  }
  return undefined;
}

/** Chooses levels for everything that `name` depends on so that its conditions hold. */
function activate(space: SearchSpace, name: string, chosen: number[], draw: number): void {
  for (const dependent of [name, ...conditionChain(name, space.parameters)]) {
    const { when } = space.parameters[dependent];
    if (!when) return;
    const parent = space.dimensions.findIndex((dimension) => dimension.name === when.parameter);
    const { levels } = space.dimensions[parent];
    const holding = levels.flatMap(({ value }, i) => (holds(when, { [when.parameter]: value }) ? [i] : []));
    if (holding.length > 0 && !holding.includes(chosen[parent])) chosen[parent] = holding[draw % holding.length];
  }
}

function levelsOf(space: SearchSpace, draw: number): number[] {
  return space.dimensions.map(({ levels }, i) => scatter(draw, i) % levels.length);
}

/** A 32-bit hash of two small numbers, finalised as in lowbias32 (Wellons 2018). */
export function scatter(a: number, b: number): number {
  let word = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca77);
  word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
  return (word ^ (word >>> 16)) >>> 0;
}
