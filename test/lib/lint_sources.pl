#!/usr/bin/perl
# test/lib/lint_sources.pl FILE... - what STYLE in CONTRIBUTING.md asks of the
# C files and a machine can check:
#
# - a file includes only headers of ours that its row in includes.txt names
# - it begins with a comment that names it
# - no function is longer than 80 lines (over 40: a warning); files over
#   500 lines get a warning; exceptions stand in lint-exceptions.txt
# - ereport(ERROR, ...) has an errcode
# - PG_VERSION_NUM is tested in compat.h only
#
# Prints one line for each violation; the exit code says whether there are any.

use strict;
use warnings;
use File::Basename;

my $here = dirname(__FILE__);
my ($violations, $warnings) = (0, 0);
my %direct = read_rows("$here/includes.txt");
my %long_allowed = map { $_ => 1 } read_words("$here/lint-exceptions.txt");

foreach my $file (@ARGV)
{
	open(my $handle, '<', $file) or die "$file: $!\n";
	my @lines = <$handle>;
	chomp @lines;

	check_includes($file, @lines);
	check_header($file, @lines);
	check_length($file, @lines);
	check_ereport($file, join("\n", @lines));
	check_version($file, @lines);
}
print "$warnings warnings\n" if $warnings;
exit($violations ? 1 : 0);

sub complain
{
	my ($where, $what) = @_;
	print "$where: $what\n";
	$violations++;
	return;
}

sub warn_of
{
	my ($where, $what) = @_;
	print "$where: warning: $what\n";
	$warnings++;
	return;
}

# "name: word word" rows as a hash of lists.
sub read_rows
{
	my ($path) = @_;
	my %rows;

	open(my $handle, '<', $path) or die "$path: $!\n";
	while (<$handle>)
	{
		s/#.*//;
		$rows{$1} = [ split ' ', $2 ] if /^(\w+):(.*)/;
	}
	return %rows;
}

sub read_words
{
	my ($path) = @_;
	my @words;

	open(my $handle, '<', $path) or return;
	while (<$handle>)
	{
		s/#.*//;
		push @words, split ' ';
	}
	return @words;
}

# All that a layer may include: its row, and the rows of those.
sub allowed
{
	my ($name) = @_;
	my %seen = ($name => 1);
	my @todo = ($name);

	while (defined(my $next = shift @todo))
	{
		push @todo, grep { !$seen{$_}++ } @{ $direct{$next} || [] };
	}
	return \%seen;
}

sub check_includes
{
	my ($file, @lines) = @_;
	my ($name) = basename($file) =~ /^(\w+)\.[ch]$/;
	my $allowed = allowed($name);

	if (!$direct{$name})
	{
		complain($file, "has no row in test/lib/includes.txt")
		  unless $name =~ /^(?:compat|pg_purpose)$/;
		return;
	}
	for my $i (0 .. $#lines)
	{
		next unless $lines[$i] =~ /^\s*#\s*include\s+"(\w+)\.h"/;
		my $header = $1;
		next unless -e dirname($file) . "/$header.h";	# one of the server's
		next if $header =~ /^(?:compat|pg_purpose)$/;
		next if $allowed->{$header} || $allowed->{'*'};
		complain("$file:" . ($i + 1), "must not include $header.h (test/lib/includes.txt)");
	}
	return;
}

sub check_header
{
	my ($file, @lines) = @_;
	my $name = basename($file);
	my $beginning = join "\n", @lines[ 0 .. ($#lines < 7 ? $#lines : 7) ];

	complain("$file:1", "does not begin with a comment that names the file")
	  unless $beginning =~ m{^/\*} && $beginning =~ /\b\Q$name\E\b/;
	return;
}

# PostgreSQL's shape makes functions easy to find: the braces of a function,
# and of nothing else but types and tables, are in the first column.
sub check_length
{
	my ($file, @lines) = @_;
	my ($start, $name);

	for my $i (0 .. $#lines)
	{
		$name = $1 if $lines[$i] =~ /^(\w+)\(/;
		$start = $i if $lines[$i] eq '{' && defined $name;
		next unless $lines[$i] =~ /^\}/ && defined $start;
		my $length = $i - $start - 1;
		if ($lines[$i] eq '}' && !$long_allowed{ basename($file) . ":$name" })
		{
			my $where = "$file:" . ($start + 1);
			if ($length > 80) { complain($where, "$name has $length lines") }
			elsif ($length > 40) { warn_of($where, "$name has $length lines") }
		}
		($start, $name) = ();
	}
	if (!$long_allowed{ basename($file) })
	{
		warn_of($file, 'has ' . @lines . ' lines') if @lines > 500;
	}
	return;
}

sub check_ereport
{
	my ($file, $text) = @_;

	while ($text =~ /\bereport\s*\(\s*(?:ERROR|FATAL)\b(.*?)\);\n/gs)
	{
		my $call = $1;
		my $line = 1 + (() = substr($text, 0, $-[0]) =~ /\n/g);
		complain("$file:$line", "ereport without errcode")
		  unless $call =~ /\berrcode/;
	}
	return;
}

sub check_version
{
	my ($file, @lines) = @_;

	return if basename($file) eq 'compat.h';
	for my $i (0 .. $#lines)
	{
		complain("$file:" . ($i + 1), "PG_VERSION_NUM belongs into compat.h")
		  if $lines[$i] =~ /\bPG_VERSION_NUM\b/;
	}
	return;
}
