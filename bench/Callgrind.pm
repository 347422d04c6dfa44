# bench/Callgrind.pm - what a profile of callgrind says.
#
# Of each file: all instructions, and of each function the calls, the
# instructions in it and in all that it calls (of recursive functions the
# latter counts twice what is nested).  Reading from the client is left out of
# the sum, since it depends on who is faster.  Calls of the C library's allocator
# count as so many instructions each: what they take depends on how chunks happen
# to lie in the heap, and differs by several hundreds in a statement.
package Callgrind;

use strict;
use warnings;

my %allocator = map { $_ => 150 } qw(malloc calloc realloc free);

# Read a profile: { total, calls => {...}, inclusive => {...}, self => {...} }.
sub read
{
	my ($file) = @_;
	my (%names, %calls, %inclusive, %self, $function, $callee);
	my $total = 0;
	my $called = 0;				# the next line of costs is of a call

	open(my $fh, '<', $file) or die "$file: $!";
	while (my $line = <$fh>)
	{
		if ($line =~ /^[-+*\d]\S* (\d+)/)
		{
			if ($called)
			{
				$inclusive{$callee} += $1;
				$called = 0;
			}
			else
			{
				$self{$function} += $1;
			}
		}
		elsif ($line =~ /^(c?)fn=\((\d+)\)(?: (.*))?$/)
		{
			$names{$2} = $3 if defined $3;
			if ($1) { $callee = $2; } else { $function = $2; }
		}
		elsif ($line =~ /^calls=(\d+)/)
		{
			$calls{$callee} += $1;
			$called = 1;
		}
		elsif ($line =~ /^totals: (\d+)/)
		{
			$total = $1;
		}
	}
	close $fh;
	foreach my $id (grep { $names{$_} eq 'secure_read' } keys %names)
	{
		$total -= $inclusive{$id} || 0;
	}
	foreach my $id (grep { $allocator{ $names{$_} } } keys %names)
	{
		$total += ($calls{$id} || 0) * $allocator{ $names{$id} } - ($inclusive{$id} || 0);
	}
	return { total => $total, calls => named(\%names, \%calls),
		inclusive => named(\%names, \%inclusive), self => named(\%names, \%self) };
}

# Callgrind tells apart calls at different depths of recursion (name'2).
sub named
{
	my ($names, $values) = @_;
	my %result;

	foreach my $id (keys %$values)
	{
		my $name = $names->{$id} // "?$id";

		next if $name =~ /'\d+$/;
		$result{$name} += $values->{$id};
	}
	return \%result;
}

# A profile per repetition, without what an empty one costs.
sub difference
{
	my ($profile, $empty, $times) = @_;
	my %result = (total => ($profile->{total} - $empty->{total}) / $times);

	foreach my $kind (qw(calls inclusive self))
	{
		foreach my $name (keys %{ $profile->{$kind} })
		{
			$result{$kind}{$name} = ($profile->{$kind}{$name} - ($empty->{$kind}{$name} || 0)) / $times;
		}
	}
	return \%result;
}

# The instructions in some functions and what they call.
sub within
{
	my ($profile, @functions) = @_;
	my $sum = 0;

	$sum += $profile->{inclusive}{$_} || 0 foreach @functions;
	return $sum;
}

# Leave the functions that take most in a file.
sub save
{
	my ($profile, $file) = @_;
	my %inclusive = %{ $profile->{inclusive} };
	my @names = grep { $inclusive{$_} > $profile->{total} / 5000 }
		sort { $inclusive{$b} <=> $inclusive{$a} || $a cmp $b } keys %inclusive;

	open(my $fh, '>', $file) or die "$file: $!";
	printf $fh "%14s %14s %10s\n%14.0f\n", 'inclusive', 'self', 'calls', $profile->{total};
	printf $fh "%14.0f %14.0f %10.2f  %s\n", $inclusive{$_}, $profile->{self}{$_} || 0,
		$profile->{calls}{$_} || 0, $_ foreach @names;
	close $fh;
}

1;
