// IEEE 754 half-precision floats, the type of a quantised block's scale.

const BIAS_DIFFERENCE = 127 - 15;

/** Bits of `x` as binary16: rounded towards zero, too small values become 0 and too large ones infinity. */
export function halfBits(x: number): number {
  const [bits] = new Uint32Array(new Float32Array([x]).buffer);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - BIAS_DIFFERENCE;
  if (exponent <= 0) return sign;
  if (exponent >= 31) return sign | 0x7c00;
  return sign | (exponent << 10) | ((bits & 0x7fffff) >>> 13);
}
