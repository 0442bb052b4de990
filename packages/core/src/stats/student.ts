// Student's t distribution, for few runs of unknown spread.

/** P(T ≤ t) for whole degrees of freedom ≥ 1: finite series of Abramowitz & Stegun 1964, 26.7.3 and 26.7.4. */
export function studentCdf(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const square = Math.cos(angle) ** 2;
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? Math.cos(angle) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= ((k - 1) / k) * square;
    sum += term;
  }
  const within = isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return (1 + within) / 2;
}

/** The t with P(T ≤ t) = `probability`, which lies strictly between 0 and 1; bisection to double precision. */
export function studentQuantile(probability: number, degrees: number): number {
  if (probability < 0.5) return -studentQuantile(1 - probability, degrees);
  let below = 0;
  let above = 1;
  while (studentCdf(above, degrees) < probability) above *= 2;
  for (;;) {
    const middle = (below + above) / 2;
    if (middle === below || middle === above) return middle;
    if (studentCdf(middle, degrees) < probability) below = middle;
    else above = middle;
  }
}
