// A benchmark of about 0.3 s for tests that need one but not its figures: Node.js alone starts for longer than that here.

/** Round trips of one byte between two processes: it computes, blocks and wakes up, so every scheduler has something to do. */
const PROGRAM = `
  pipe(A, B); pipe(C, D);
  if (!fork) { sysread(A, $x, 1) && syswrite(D, $x) for 1..${'$ARGV[0]'}; exit }
  for (1..$ARGV[0]) { syswrite(B, "x"); sysread(C, $x, 1); $n += $_ for 1..200 }
  wait; print "trips $ARGV[0]\\n"`;

/** Program and arguments; it prints `trips N` and ends with 0. Perl is part of every Debian. */
export function tinyBenchmark(trips = 3000) {
  return ['perl', '-e', PROGRAM.trim().replace(/\s*\n\s*/g, ' '), String(trips)];
}
