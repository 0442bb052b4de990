# A scheduler that misbehaves on command. Arguments: ROOT, then steps; those after `on-int` run at SIGINT.
# Changes of the tree are renames, as atomic as those of the kernel.
use strict; use warnings; use Time::HiRes qw(sleep); 
my $root = shift @ARGV;
$| = 1;
my (@now, @on_int); my $list = \@now;
for (@ARGV) { if ($_ eq 'on-int') { $list = \@on_int } else { push @$list, $_ } }
my $asked = 0;
$SIG{INT} = sub { $asked = 1 };
sub put { my ($file, $text) = @_; open(my $h, '>', "$root/$file.$$") or return; print $h "$text\n"; close $h; rename "$root/$file.$$", "$root/$file" }
sub get { my ($file) = @_; open(my $h, '<', "$root/$file") or return 0; my $t = <$h>; chomp $t; return $t }
sub perform {
  my ($step) = @_; my ($verb, $word) = split /:/, $step, 2;
  if ($verb eq 'sleep') { my $left = $word / 1000; while ($left > 0) { my $slept = sleep($left > 0.005 ? 0.005 : $left); $left -= $slept; } }
  elsif ($verb eq 'state') { put('state', $word) }
  elsif ($verb eq 'ops') { mkdir "$root/root"; put('root/ops', $word) }
  elsif ($verb eq 'no-ops') { unlink "$root/root/ops"; rmdir "$root/root" }
  elsif ($verb eq 'seq') { put('enable_seq', get('enable_seq') + $word) }
  elsif ($verb eq 'all') { put('switch_all', $word) }
  elsif ($verb eq 'out') { print STDOUT ('x' x 79 . "\n") x int($word / 80) }
  elsif ($verb eq 'err') { print STDERR ('y' x 79 . "\n") x int($word / 80) }
  elsif ($verb eq 'say') { print STDERR "$word\n" }
  elsif ($verb eq 'exit') { exit $word }
  elsif ($verb eq 'kill') { kill $word, $$; sleep 1 }
  elsif ($verb eq 'deaf') { $SIG{INT} = 'IGNORE' }
  elsif ($verb eq 'child') { unless (fork) { $SIG{INT} = 'IGNORE'; sleep 1 for 1..60; exit } }
  else { die "no such step: $step\n" }
}
perform($_) for @now;
until ($asked) { sleep 0.005; exit 0 unless -d $root } # the test that began it is over
perform($_) for @on_int;
exit 0;
