// Measured values as people read them: few digits, with the unit.

/** Four significant digits: 396.2, 2150, 0.0012, 1.2e+9. */
export function amount(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) return Number(value.toPrecision(3)).toExponential();
  return String(size >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}

/** `11.2 ms`; the number alone where the unit is empty. */
export function quantity(value: number, unit: string): string {
  return unit === '' ? amount(value) : `${amount(value)} ${unit}`;
}
