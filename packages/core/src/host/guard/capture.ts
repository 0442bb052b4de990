// Drains a stream and keeps its beginning and end within a limit.
import type { Readable } from 'node:stream';

export interface Capture {
  text(): string;
  dropped(): number;
}

/** Half of `limit` bytes is for the beginning, half for the end; a pipe that is not drained would block its writer. */
export function capture(stream: Readable, limit: number, onChunk?: (chunk: Buffer) => void): Capture {
  const head: Buffer[] = [];
  const tail: Buffer[] = [];
  let headBytes = 0;
  let tailBytes = 0;
  let dropped = 0;

  stream.on('error', () => {}); // the reader's end is closed when its process is killed
  stream.on('data', (chunk: Buffer) => {
    onChunk?.(chunk);
    const room = Math.max(0, limit / 2 - headBytes);
    const first = chunk.subarray(0, room);
    if (first.length > 0) head.push(first);
    headBytes += first.length;
    const rest = chunk.subarray(first.length);
    if (rest.length > 0) tail.push(rest);
    tailBytes += rest.length;
    while (tail.length > 0 && tailBytes - tail[0].length >= limit / 2) {
      const gone = (tail.shift() as Buffer).length;
      tailBytes -= gone;
      dropped += gone;
    }
  });

  return { text: () => Buffer.concat([...head, ...tail]).toString('utf8'), dropped: () => dropped };
}
