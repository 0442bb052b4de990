# A benchmark that looks, all along, at who is scheduling. Arguments: ROOT, FILE for what it saw, milliseconds, exit status.
use strict; use warnings; use Time::HiRes qw(sleep time);
my ($root, $file, $ms, $status) = @ARGV;
open(my $out, '>', $file) or die; $out->autoflush(1);
sub get { my ($name) = @_; open(my $h, '<', "$root/$name") or return '-'; my $t = <$h> // '-'; chomp $t; return $t }
my $end = time + $ms / 1000;
do { print $out join(' ', get('enable_seq'), get('state'), get('root/ops')), "\n"; sleep 0.004 } until time > $end;
print $out join(' ', get('enable_seq'), get('state'), get('root/ops')), "\n";
print "speed: 1\n";
exit $status;
