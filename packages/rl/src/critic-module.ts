// The compiled kernel of the critics (packages/rl/wasm) and its memory, which grows to the largest call and no further.
import { readFileSync } from 'node:fs';
import { layout, type NetworkShape } from './critic-network.js';

/** A vector that has its place in the module's memory, by the name that wasm/memory.ts gives it. */
type Vectors = Readonly<Record<string, Float32Array>>;

export interface CriticModule {
  /** Makes room for so many rows. Everything is 0; the views are good until the next call. */
  place(shape: NetworkShape, rows: number): Vectors;
  /** Sets numbers of wasm/memory.ts by name. */
  assign(values: Readonly<Record<string, number>>): void;
  computeOffsets(): void;
  predict(): void;
  learn(rate: number, scale1: number, scale2: number): number;
}

/** Numbers that wasm/memory.ts exports can be set. */
type Exports = Pick<CriticModule, 'computeOffsets' | 'predict' | 'learn'> & {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  heapBase(): number;
} & Readonly<Record<string, { value: number }>>;

/** What is used of it: the types of Node.js leave it out. */
declare const WebAssembly: {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

const PAGE = 65_536;

/** Undefined where this machine has no SIMD. Throws where the package was not built. */
export function loadCriticModule(): CriticModule | undefined {
  const bytes = readFileSync(new URL('../dist/critics.wasm', import.meta.url)); // the same from src and from dist
  if (!WebAssembly.validate(bytes)) return undefined;
  const exports = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;

  function assign(values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values)) exports[name].value = value;
  }

  return {
    assign,
    place(shape, rows) {
      const sizes = sizesOf(shape, rows);
      assign(sizes);
      for (const [name, { start }] of Object.entries(layout(shape))) assign({ [`${name}At`]: start * 4 });
      return vectors(lengthsOf(shape, sizes));
    },
    computeOffsets: exports.computeOffsets,
    predict: exports.predict,
    learn: exports.learn,
  };

  /** One after the other, from a multiple of 16 bytes each. */
  function vectors(lengths: Readonly<Record<string, number>>): Vectors {
    const begin = padded(exports.heapBase(), 16);
    let end = begin;
    const places = Object.entries(lengths).map(([name, length]) => {
      const place = end;
      end += padded(length, 4) * 4;
      return { name, place, length };
    });
    const missing = end - exports.memory.buffer.byteLength;
    if (missing > 0) exports.memory.grow(Math.ceil(missing / PAGE));
    const { buffer } = exports.memory;
    new Uint8Array(buffer, begin, end - begin).fill(0);
    assign(Object.fromEntries(places.map(({ name, place }) => [name, place])));
    return Object.fromEntries(places.map(({ name, place, length }) => [name, new Float32Array(buffer, place, length)]));
  }
}

type Sizes = ReturnType<typeof sizesOf>;

/** The module works in steps of four numbers. */
function sizesOf(shape: NetworkShape, rows: number) {
  const { width, members, hidden } = shape;
  const parameterCount = padded(layout(shape).skip.end, 4);
  return { rows: padded(rows, 4), width, paddedWidth: padded(width, 4), members, units: hidden, parameterCount };
}

/** Shapes are in wasm/memory.ts. */
function lengthsOf({ members }: NetworkShape, { rows, paddedWidth, units, parameterCount }: Sizes) {
  const flat = ['parameters', 'priors', 'gradient', 'first', 'second', 'decay'];
  return {
    ...Object.fromEntries(flat.map((name) => [name, parameterCount])),
    groups: paddedWidth,
    inputs: rows * paddedWidth,
    costs: rows,
    shares: rows,
    costWeights: rows * members,
    shareWeights: rows * members,
    offsets: members * rows * 4,
    outputs: members * rows * 4,
    gatedInput: paddedWidth * units,
    gatedInputSlope: paddedWidth * units,
    gatedSkip: paddedWidth * 4,
    gatedSkipSlope: paddedWidth * 4,
    head: units * 4,
    headSlope: units * 4,
    headAcross: units * 2,
    hiddenAcross: units * units,
    ...Object.fromEntries(['layer1', 'layer2', 'slope1', 'slope2'].map((name) => [name, rows * units])),
  };
}

function padded(length: number, step: number): number {
  return Math.ceil(length / step) * step;
}
