// What one thread of the background load does: arithmetic for ever, counted.

/** About 0.1 ms on a CPU of its own: fine enough to count what a run of two seconds leaves to the load. */
const STEPS_PER_UNIT = 100_000;

/** Never returns. Adds 1 to `counters[index]` after every unit of work; no system calls, no memory traffic. */
export function spin(counters: Int32Array, index: number): never {
  const result = new Int32Array([index]);
  for (;;) {
    let state = result[0];
    // multiplier and increment of Numerical Recipes' quick generator (Press et al. 1992): any chain of dependent steps would do
    for (let step = 0; step < STEPS_PER_UNIT; step++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    result[0] = state; // used, or the compiler might leave the loop out
    counters[index]++;
  }
}
