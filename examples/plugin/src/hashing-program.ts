// What benchmark `hashing` starts: sums for so many milliseconds, or, without a number, until standard input closes.
import { createHash } from 'node:crypto';

const [milliseconds] = process.argv.slice(2).map(Number);
const started = performance.now();
const block = Buffer.alloc(4096);
let sums = 0;
let isOver = false;

if (milliseconds === undefined) {
  console.log('ready');
  process.stdin.resume().on('end', () => {
    isOver = true;
  });
}
work();

function work(): void {
  const until = performance.now() + 5;
  for (; performance.now() < until; sums++) createHash('sha256').update(block).digest();
  const seconds = (performance.now() - started) / 1000;
  if (isOver || seconds * 1000 >= (milliseconds ?? Number.POSITIVE_INFINITY)) {
    console.log(`sums_per_sec: ${(sums / seconds).toFixed(1)}`);
  } else {
    setImmediate(work);
  }
}
