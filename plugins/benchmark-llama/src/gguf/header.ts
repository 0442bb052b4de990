// The head of a GGUF file, version 3: magic, metadata and the list of tensors.
import { TENSOR_TYPES, type Tensor, tensorBytes } from './tensors.js';

/** gguf_metadata_value_type of the kinds that are used here. */
const VALUE_TYPES = { u32: 4, f32: 6, string: 8 } as const;

export type Metadata = readonly (readonly [key: string, type: keyof typeof VALUE_TYPES, value: number | string])[];

/** Default of `general.alignment`: everything after the header starts at a multiple of it. */
const ALIGNMENT = 32;

export interface Header {
  /** Padded: the first tensor's bytes follow. */
  readonly bytes: Buffer;
  /** Where each tensor starts, counted from the end of `bytes`. */
  readonly offsets: readonly number[];
  /** Length of all tensors with their padding. */
  readonly dataBytes: number;
}

export function ggufHeader(metadata: Metadata, tensors: readonly Tensor[]): Header {
  let dataBytes = 0;
  const offsets = tensors.map((tensor) => {
    const offset = dataBytes;
    dataBytes += aligned(tensorBytes(tensor));
    return offset;
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(metadata.length),
    ...metadata.map(([key, type, value]) => Buffer.concat([string(key), u32(VALUE_TYPES[type]), encoded(type, value)])),
    ...tensors.map((tensor, i) => tensorInfo(tensor, offsets[i])),
  ]);
  return { bytes: Buffer.concat([head], aligned(head.length)), offsets, dataBytes };
}

function tensorInfo({ name, type, dimensions }: Tensor, offset: number): Buffer {
  return Buffer.concat([
    string(name),
    u32(dimensions.length),
    ...dimensions.map(u64),
    u32(TENSOR_TYPES[type].id),
    u64(offset),
  ]);
}

function encoded(type: keyof typeof VALUE_TYPES, value: number | string): Buffer {
  if (type === 'string') return string(String(value));
  return type === 'u32' ? u32(Number(value)) : f32(Number(value));
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([u64(bytes.length), bytes]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
