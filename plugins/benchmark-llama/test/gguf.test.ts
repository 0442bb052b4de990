import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfBits } from '../src/gguf/half.js';
import { llamaModel } from '../src/gguf/llama-model.js';
import { xorshift32 } from '../src/gguf/random.js';
import { SYNTHETIC_SHA256 } from '../src/model/synthetic-model.js';
import { readGguf } from './read-gguf.js';

const SMALL = { layers: 2, embedding: 64, feedForward: 96, heads: 2, vocabulary: 128 };
const BUILT_IN = { layers: 4, embedding: 256, feedForward: 768, heads: 8, vocabulary: 1024 };

describe('llamaModel', () => {
  const file = readGguf(llamaModel(SMALL, 1));

  it('says in its header what it is', () => {
    expect(file.version).toBe(3);
    expect(file.metadata).toMatchObject({
      'general.architecture': 'llama',
      'llama.block_count': 2,
      'llama.embedding_length': 64,
      'llama.feed_forward_length': 96,
      'llama.attention.head_count': 2,
      'llama.vocab_size': 128,
      'llama.context_length': 4096,
      'tokenizer.ggml.model': 'no_vocab',
    });
    expect(file.metadata['llama.attention.layer_norm_rms_epsilon']).toBeCloseTo(1e-5, 9);
  });

  it('has the tensors of its layers with their dimensions and types', () => {
    const dimensions = Object.fromEntries(file.tensors.map(({ name, dimensions }) => [name, dimensions]));
    expect(file.tensors).toHaveLength(3 + 2 * 9);
    expect(dimensions).toMatchObject({
      'token_embd.weight': [64, 128],
      'output_norm.weight': [64],
      'blk.1.attn_q.weight': [64, 64],
      'blk.0.ffn_up.weight': [64, 96],
      'blk.0.ffn_down.weight': [96, 64],
    });
    expect(new Set(file.tensors.map(({ type }) => type))).toEqual(new Set([0, 2]));
  });

  it('stores tensors one after another at aligned offsets up to the end of the file', () => {
    let end = 0;
    for (const { offset, bytes } of file.tensors) {
      expect(offset).toBe(Math.ceil(end / 32) * 32);
      end = offset + bytes;
    }
    expect(file.dataBytes).toBe(Math.ceil(end / 32) * 32);
  });

  it('has norms of 1 and small random weights', () => {
    const norm = file.content('output_norm.weight');
    expect(norm.readFloatLE(0)).toBe(1);
    const weights = file.content('token_embd.weight');
    const scale = fromHalf(weights.readUInt16LE(0));
    expect(scale).toBeCloseTo(1 / Math.sqrt(64) / 16, 4);
    expect(new Set(weights.subarray(2, 18)).size).toBeGreaterThan(8);
  });

  it('gives the same bytes for the same arguments and others for another seed', () => {
    expect(llamaModel(SMALL, 7).equals(llamaModel(SMALL, 7))).toBe(true);
    expect(llamaModel(SMALL, 7).equals(llamaModel(SMALL, 8))).toBe(false);
  });

  it('gives the built-in model, byte for byte', () => {
    const bytes = llamaModel(BUILT_IN, 1);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(SYNTHETIC_SHA256);
  });
});

describe('halfBits', () => {
  it('is within one part in 1024 below the number, for every normal half', () => {
    fc.assert(
      fc.property(fc.double({ min: 6.2e-5, max: 65_000, noNaN: true }), fc.boolean(), (magnitude, negative) => {
        const x = Math.fround(negative ? -magnitude : magnitude);
        const error = (x - fromHalf(halfBits(x))) / x;
        expect(error).toBeGreaterThanOrEqual(0);
        expect(error).toBeLessThan(1 / 1024);
      }),
    );
  });

  it('flushes what is too small and saturates what is too large', () => {
    expect(halfBits(1e-9)).toBe(0);
    expect(halfBits(-1e-9)).toBe(0x8000);
    expect(halfBits(1e6)).toBe(0x7c00);
    expect(halfBits(1)).toBe(0x3c00);
  });
});

describe('xorshift32', () => {
  it('gives the published sequence', () => {
    const next = xorshift32(2_463_534_242); // Marsaglia's own seed
    expect([next(), next()]).toEqual([723_471_715, 2_497_366_906]);
  });

  it('never gets stuck at 0, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const next = xorshift32(seed);
        for (let i = 0; i < 50; i++) expect(next()).toBeGreaterThan(0);
      }),
    );
  });
});

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  return sign * 2 ** (((bits >> 10) & 31) - 15) * (1 + (bits & 1023) / 1024);
}
