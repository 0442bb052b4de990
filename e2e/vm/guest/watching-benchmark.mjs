// A benchmark that looks, all along, at who is scheduling it: the proof against which the journal of a run is held.
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Arguments: FOLDER, milliseconds, PROGRAM. Writes each new thing that it sees as a line of FOLDER/PID: enable_seq,
 * state, ops, switch_all, and whether the benchmark itself is scheduled by sched_ext. FOLDER/length overrides the length.
 * Prints its pid as `watch`, its user as `user`, and as `flags` the arguments of PROGRAM plus one: a figure for which
 * every configuration is better than the default.
 */
const PROGRAM = `
  ($folder, $ms, $program) = @ARGV; $| = 1;
  sub get { open(my $h, "<", $_[0]) or return "-"; my $t = <$h> // "-"; chomp $t; $t }
  if (-e "$folder/length") { $ms = get("$folder/length") }
  open(OUT, ">", "$folder/$$") or die "$folder/$$: $!"; select OUT; $| = 1; select STDOUT;
  sub ext { open(my $h, "<", "/proc/self/sched") or return "-"; join("", grep { s/^ext.enabled *: *([0-9]+)\\n/$1/ } <$h>) }
  sub look {
    my $now = join(" ", map(get("/sys/kernel/sched_ext/$_"), "enable_seq", "state", "root/ops", "switch_all"), ext());
    if ($now ne $last) { print OUT "$now\\n"; $last = $now }
  }
  for ($left = $ms; $left > 0; $left -= 10) { look(); select(undef, undef, undef, 0.01) }
  look();
  $flags = 1;
  for (glob "/proc/[0-9]*/cmdline") {
    open(my $h, "<", $_) or next; my ($file, @args) = split /\\0/, <$h> // ""; 
    if ($file =~ m{(^|/)\\Q$program\\E$}) { $flags = 1 + @args }
  }
  print "watch $$\\nuser $>\\nflags $flags\\n"`;

const METRICS = ['flags', 'watch', 'user'];

/** Where the benchmarks of an experiment write what they see. Every user may write there. */
export function watchFolder(experiment) {
  const folder = `/tmp/seen-${experiment}`;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777); // whatever the umask is
  return folder;
}

/** Arguments of `optimize` for this benchmark: the objective is `flags`. */
export function watchingBenchmark(experiment, { scheduler, ms = 1000 }) {
  const words = [
    'perl',
    '-e',
    PROGRAM.trim().replace(/\s*\n\s*/g, ' '),
    watchFolder(experiment),
    String(ms),
    scheduler,
  ];
  return [
    ...['--benchmark-cmd', words.map((word) => `'${word}'`).join(' '), '--optimize-metric', 'flags'],
    ...METRICS.flatMap((name) => [
      ...['--benchmark-options', `metrics.${name}.pattern=^${name} ([0-9]+)`],
      ...['--benchmark-options', `metrics.${name}.direction=maximize`],
    ]),
  ];
}

/** Length of the benchmarks that start from now on. */
export function setLength(experiment, ms) {
  writeFileSync(join(watchFolder(experiment), 'length'), String(ms));
}

/** Pids of the benchmarks so far, in the order of their start. */
export function watches(experiment) {
  const folder = watchFolder(experiment);
  const startOf = (pid) => statSync(join(folder, pid)).birthtimeMs;
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .sort((a, b) => startOf(a) - startOf(b))
    .map(Number);
}

/** Lines that the benchmark with this pid wrote. */
export function seenBy(experiment, pid) {
  return readFileSync(join(watchFolder(experiment), String(pid)), 'utf8')
    .split('\n')
    .slice(0, -1);
}
