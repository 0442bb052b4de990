// Follows the conditions of a parameter: what must be active before it can be.
import type { Parameters } from '../parameters.js';

/** Parameters that `name` depends on, nearest first; with a circle it ends where the circle closes. */
export function conditionChain(name: string, parameters: Parameters): string[] {
  const chain: string[] = [];
  let next = parameters[name]?.when?.parameter;
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    next = parameters[next]?.when?.parameter;
  }
  return chain;
}

/** Names of conditional parameters, each after the one that its condition names. */
export function conditionalNames(parameters: Parameters): string[] {
  const depth = (name: string) => conditionChain(name, parameters).length;
  return Object.keys(parameters)
    .filter((name) => parameters[name].when)
    .sort((a, b) => depth(a) - depth(b));
}
