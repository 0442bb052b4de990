// What tells two files apart, for the journal: runs of different programs or models must not be compared.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Larger files are sampled: hashing tens of gigabytes would take longer than the measurement. */
const WHOLE_UP_TO_BYTES = 512 * 2 ** 20;
const SAMPLE_BYTES = 2 ** 20;

/**
 * One fact: `WHAT_sha256`, or for a very large file `WHAT_sampled_sha256` of size, time of change, first and last MiB.
 * Rejects with the error of the file system.
 */
export async function fileIdentity(
  what: string,
  path: string,
  wholeUpTo = WHOLE_UP_TO_BYTES,
): Promise<Record<string, string>> {
  await using file = await open(path, 'r');
  const { size, mtimeMs } = await file.stat();
  const hash = createHash('sha256');
  if (size <= wholeUpTo) {
    await pipeline(createReadStream(path), hash);
    return { [`${what}_sha256`]: hash.digest('hex') };
  }
  hash.update(`${size} ${mtimeMs}`);
  hash.update(await sample(file, 0));
  hash.update(await sample(file, Math.max(0, size - SAMPLE_BYTES)));
  return { [`${what}_sampled_sha256`]: hash.digest('hex') };
}

async function sample(file: FileHandle, position: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, position);
  return buffer.subarray(0, bytesRead);
}
