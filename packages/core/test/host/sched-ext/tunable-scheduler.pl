# A scheduler with flags, in the manner of clap, for a tree that FAKE_SCHED_EXT names. The tree gets its arguments (`arguments`
# while it is attached, a line in `started` each time) and how long it took to attach and to leave (`times`, milliseconds).
use strict; use warnings; use Time::HiRes qw(sleep time);
my $begin = time;
my $root = $ENV{FAKE_SCHED_EXT} or die "FAKE_SCHED_EXT is not set\n";
my $given = join(' ', @ARGV);

my $HELP = <<'END';
A scheduler that can be tuned in tests

Usage: scx_tunable [OPTIONS]

Options:
  -s, --slice-us <SLICE_US>
          How long a task may run at once

          [default: 20000]

  -w, --wake-sync
          Keep a waking task beside its waker

  -m, --mode <MODE>
          Which tasks come first

          [default: fair]
          [possible values: fair, batch]

      --share <SHARE>
          CPUs that are shared

          [default: 1]

  -h, --help
          Print help

  -V, --version
          Print version
END

sub refuse { print STDERR "error: $_[0]\n\nFor more information, try '--help'.\n"; exit 2 }
my $asks_version = 0;
while (defined(my $word = shift @ARGV)) {
  if ($word eq '--help' || $word eq '-h') { print $HELP; exit 0 }
  elsif ($word eq '--version' || $word eq '-V') { $asks_version = 1 }
  elsif ($word eq '--wake-sync' || $word eq '-w') { }
  elsif ($word eq '--slice-us' || $word eq '-s') { number('--slice-us <SLICE_US>', 0, 1e9) }
  elsif ($word eq '--share') { number('--share <SHARE>', 0, 5) }
  elsif ($word eq '--mode' || $word eq '-m') {
    my $mode = shift @ARGV // '';
    refuse("invalid value '$mode' for '--mode <MODE>'") unless $mode =~ /^(?:fair|batch)$/;
  }
  else { refuse("unexpected argument '$word' found") }
}
sub number {
  my ($flag, $least, $most) = @_; my $text = shift @ARGV // '';
  refuse("invalid value '$text' for '$flag': invalid digit found in string") unless $text =~ /^\d+$/;
  refuse("invalid value '$text' for '$flag': $text is not in $least..=$most") if $text < $least || $text > $most;
}
if ($asks_version) { print "scx_tunable 1.2.3 x86_64-unknown-linux-gnu\n"; exit 0 }

sub put { my ($file, $text) = @_; open(my $h, '>', "$root/$file.$$") or return; print $h "$text\n"; close $h; rename "$root/$file.$$", "$root/$file" }
sub get { my ($file) = @_; open(my $h, '<', "$root/$file") or return 0; my $t = <$h> // 0; chomp $t; return $t }
sub note { my ($file, $text) = @_; open(my $h, '>>', "$root/$file") or return; print $h "$text\n"; close $h }

my $asked = 0;
$SIG{INT} = $SIG{TERM} = sub { $asked = 1 };
if (get('state') ne 'disabled') { print STDERR "Error: another sched_ext scheduler is already running\n"; exit 1 }
put('state', 'enabling'); mkdir "$root/root"; put('root/ops', 'tunable_1.2.3_x86_64_unknown_linux_gnu'); put('switch_all', 1);
put('arguments', $given); note('started', $given);
put('enable_seq', get('enable_seq') + 1); put('state', 'enabled');
note('times', sprintf('attach %.3f', 1000 * (time - $begin)));
until ($asked) { sleep 0.002; exit 0 unless -d $root } # the test that began it is over
$begin = time;
unlink "$root/arguments";
put('state', 'disabling'); unlink "$root/root/ops"; rmdir "$root/root"; put('state', 'disabled');
print STDERR "EXIT: unregistered from user space\n";
note('times', sprintf('leave %.3f', 1000 * (time - $begin)));
exit 0;
