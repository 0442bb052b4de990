// Reads a GGUF file of version 3 back, written from the format's description and not from the writer.

export interface ReadTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly offset: number;
  readonly bytes: number;
}

export interface ReadGguf {
  readonly version: number;
  readonly metadata: Readonly<Record<string, string | number>>;
  readonly tensors: readonly ReadTensor[];
  readonly dataBytes: number;
  content(name: string): Buffer;
}

export function readGguf(file: Buffer): ReadGguf {
  let at = 0;
  const take = (length: number) => {
    const start = at;
    at += length;
    return start;
  };
  const u32 = () => file.readUInt32LE(take(4));
  const u64 = () => Number(file.readBigUInt64LE(take(8)));
  const f32 = () => file.readFloatLE(take(4));
  const text = () => {
    const length = u64();
    const start = take(length);
    return file.toString('utf8', start, start + length);
  };
  const value = () => {
    const type = u32();
    if (type === 4) return u32();
    if (type === 6) return f32();
    if (type === 8) return text();
    throw new Error(`metadata type ${type}`);
  };

  if (file.toString('latin1', take(4), at) !== 'GGUF') throw new Error('no magic');
  const version = u32();
  const tensorCount = u64();
  const metadata = Object.fromEntries(Array.from({ length: u64() }, () => [text(), value()]));
  const tensors = Array.from({ length: tensorCount }, () => {
    const name = text();
    const dimensions = Array.from({ length: u32() }, u64);
    const type = u32();
    const values = dimensions.reduce((product, length) => product * length, 1);
    return { name, dimensions, type, offset: u64(), bytes: type === 0 ? 4 * values : (values / 32) * 18 };
  });
  const data = Math.ceil(at / 32) * 32;
  return {
    version,
    metadata,
    tensors,
    dataBytes: file.length - data,
    content(wanted) {
      const tensor = tensors.find(({ name }) => name === wanted);
      if (!tensor) throw new Error(`no tensor ${wanted}`);
      return file.subarray(data + tensor.offset, data + tensor.offset + tensor.bytes);
    },
  };
}
