// The tensors of a llama model: which there are, how large they are in a file, and random content for them.
import { halfBits } from './half.js';

/** ggml_type: f32 = plain floats; q4_0 = blocks of 32 weights, a half-precision scale and 32 nibbles, weight = (nibble − 8) × scale. */
export const TENSOR_TYPES = {
  f32: { id: 0, valuesPerBlock: 1, bytesPerBlock: 4 },
  q4_0: { id: 2, valuesPerBlock: 32, bytesPerBlock: 18 },
} as const;

export interface Tensor {
  readonly name: string;
  readonly type: keyof typeof TENSOR_TYPES;
  /** Innermost first: [length of a row, number of rows]. */
  readonly dimensions: readonly number[];
}

export interface Shape {
  readonly layers: number;
  /** Width of the embedding; a multiple of 32 and of `heads`. */
  readonly embedding: number;
  /** Width of the feed-forward layer; a multiple of 32. */
  readonly feedForward: number;
  readonly heads: number;
  /** Number of different tokens. */
  readonly vocabulary: number;
}

/** Every tensor that llama.cpp asks for in architecture `llama`, in file order. */
export function llamaTensors({ layers, embedding, feedForward, vocabulary }: Shape): Tensor[] {
  const weights = (name: string, columns: number, rows: number): Tensor => ({
    name: `${name}.weight`,
    type: 'q4_0',
    dimensions: [columns, rows],
  });
  const norm = (name: string): Tensor => ({ name: `${name}.weight`, type: 'f32', dimensions: [embedding] });
  const block = (at: string): Tensor[] => [
    norm(`${at}.attn_norm`),
    ...['q', 'k', 'v', 'output'].map((part) => weights(`${at}.attn_${part}`, embedding, embedding)),
    norm(`${at}.ffn_norm`),
    weights(`${at}.ffn_gate`, embedding, feedForward),
    weights(`${at}.ffn_up`, embedding, feedForward),
    weights(`${at}.ffn_down`, feedForward, embedding),
  ];
  return [
    weights('token_embd', embedding, vocabulary),
    norm('output_norm'),
    weights('output', embedding, vocabulary),
    ...Array.from({ length: layers }, (_, layer) => block(`blk.${layer}`)).flat(),
  ];
}

/** Bytes that the tensor takes in a file, without padding. */
export function tensorBytes({ type, dimensions }: Tensor): number {
  const { valuesPerBlock, bytesPerBlock } = TENSOR_TYPES[type];
  return (dimensions.reduce((product, length) => product * length, 1) / valuesPerBlock) * bytesPerBlock;
}

/** Norms become 1, weights random within ±0.5 / √(row length), so that activations neither explode nor vanish. */
export function fillTensor({ type, dimensions }: Tensor, target: Buffer, random: () => number): void {
  const { bytesPerBlock } = TENSOR_TYPES[type];
  const scale = halfBits(1 / Math.sqrt(dimensions[0]) / 16); // a nibble spans 16 steps
  for (let at = 0; at < target.length; at += bytesPerBlock) {
    if (type === 'f32') {
      target.writeFloatLE(1, at);
      continue;
    }
    target.writeUInt16LE(scale, at);
    for (let byte = 2; byte < bytesPerBlock; byte++) target[at + byte] = random() >>> 24; // the high bits are the better ones
  }
}
