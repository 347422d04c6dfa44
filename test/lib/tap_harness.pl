#!/usr/bin/perl
# test/lib/tap_harness.pl [--jobs N] [--exec COMMAND] FILE... - run TAP files
# and count assertions.
#
# As prove does, but the last line is "N passed, N failed[, N skipped]", with
# one failure added for every file that ends badly (wrong plan, exit code)
# without a failed assertion of its own.  Files are run by perl, or by COMMAND.

use strict;
use warnings;
use Getopt::Long;
use TAP::Harness;

my ($jobs, $exec) = (1, undef);
GetOptions('jobs=i' => \$jobs, 'exec=s' => \$exec) or exit 2;
$| = 1;

my %options = (
	jobs => $jobs,
	failures => 1,
	comments => 1,
	merge => 1,
	timer => 1,
	color => 0,
	verbosity => 0,
	errors => 1);
$options{exec} = [$exec] if defined $exec;

my $harness = TAP::Harness->new(\%options);

# The output of files that fail belongs in the log of a machine far away.
my (%output, @order);
$harness->callback(
	made_parser => sub {
		my ($parser, $test) = @_;
		my $name = $test->[1];
		push @order, $name;
		$parser->callback(
			ALL => sub { push @{ $output{$name} }, $_[0]->raw });
	});

my $aggregate = $harness->runtests(@ARGV);

my ($passed, $failed, $skipped) = (0, 0, 0);
foreach my $parser ($aggregate->parsers)
{
	my @unexpected = grep { defined } $parser->failed;
	my $skips = () = $parser->skipped;
	my $bad = $parser->exit || $parser->wait || $parser->parse_errors;

	$passed += scalar(() = $parser->passed) - $skips;
	$failed += @unexpected || ($bad ? 1 : 0);
	$skipped += $skips;
	$skipped++ if defined $parser->skip_all;
	print "skipped: " . $parser->skip_all . "\n" if defined $parser->skip_all;
}
foreach my $name (@order)
{
	my ($parser) = $aggregate->parsers($name);
	next unless $parser && $parser->has_problems;
	my @lines = @{ $output{$name} || [] };
	my $more = @lines - 150;

	print "----- output of $name -----\n";
	print map { "$_\n" } $more > 0 ? ("... $more lines", @lines[ -150 .. -1 ]) : @lines;
}

printf "%d passed, %d failed%s\n", $passed, $failed,
  $skipped ? ", $skipped skipped" : "";
exit($failed ? 1 : 0);
