# test/soak/Session.pm - a connection that remembers every byte it received.
#
# Wire.pm speaks the protocol; here are time limits, lost connections, COPY in
# both directions, and the bytes.  Nothing here dies of what the server does:
# a connection that is gone says so in {lost}.

package Session;

use strict;
use warnings;
use FindBin;
use lib "$FindBin::RealBin/../tap";
use Time::HiRes qw(time);
use Wire;

our @ISA = ('Wire');

# Seconds without a byte after which the server counts as hung.  All its own
# time limits are far shorter.
our $patience = 180;

# Connect to {host, port}; further arguments go into the startup packet.  The
# result is undef where nobody listens.
sub connect
{
	my ($class, $server, %parameters) = @_;
	my $self = eval { $class->SUPER::connect($server, database => 'soak', %parameters) };

	return undef if !$self;
	$self->{lost} = 1 if $self->{error};
	return $self;
}

sub _read
{
	my ($self, $length) = @_;

	$self->{buffer} //= '';
	while (length($self->{buffer}) < $length)
	{
		my $ready = '';
		my $n;

		vec($ready, fileno($self->{socket}), 1) = 1;
		$n = select($ready, undef, undef, $patience);
		die "the server did not answer for $patience seconds\n" if $n == 0;
		next if $n < 0;					# a signal
		$n = sysread($self->{socket}, $self->{buffer}, 65536, length($self->{buffer}));
		return undef if !$n;
	}
	return substr($self->{buffer}, 0, $length, '');
}

# Read messages until the server is ready for the next query, or gone.  As in
# Wire.pm, with {bytes}, all of them, {notices}, and {lost}.
sub until_ready
{
	my ($self) = @_;
	my %result = (rows => [], error => undef, tags => [], suspended => 0, bytes => '', notices => 0, lost => 1);

	while (defined(my $head = $self->_read(5)))
	{
		my ($type, $length) = unpack('a N', $head);
		my $body = $length > 4 ? $self->_read($length - 4) : '';

		last if !defined $body;
		$result{bytes} .= $body if $type ne 'S';
		if ($type eq 'S')
		{
			my ($name, $value) = split /\0/, $body, -1;
			$self->{status}{$name} = $value;
		}
		elsif ($type eq 'D') { push @{ $result{rows} }, $body; }
		elsif ($type eq 'E')
		{
			my %fields = map { substr($_, 0, 1) => substr($_, 1) } grep { length } split /\0/, $body;
			$result{error} //= \%fields;
		}
		elsif ($type eq 'N') { $result{notices}++; }
		elsif ($type eq 'C') { push @{ $result{tags} }, $body =~ s/\0.*//r; }
		elsif ($type eq 's') { $result{suspended} = 1; }
		elsif ($type eq 'G')
		{
			$self->_send('d', $self->{copy_in} // '');
			$self->_send('c', '');
		}
		elsif ($type eq 'Z')
		{
			$self->{transaction} = $body;
			$result{lost} = 0;
			last;
		}
	}
	$self->{lost} = 1 if $result{lost};
	return \%result;
}

# The first row's only value, as text.
sub value
{
	my ($self, $sql) = @_;
	my $result = $self->query($sql);

	die "$sql: " . ($result->{error} ? $result->{error}{M} : 'connection lost') . "\n"
	  if $result->{error} || $result->{lost};
	return (values_of($result->{rows}[0]))[0];
}

# The values of a row.
sub values_of
{
	my ($row) = @_;
	my ($n, $at, @values) = (unpack('n', $row), 2);

	for (1 .. $n)
	{
		my $size = unpack('l>', substr($row, $at, 4));

		$at += 4;
		push @values, $size < 0 ? undef : substr($row, $at, $size);
		$at += $size if $size > 0;
	}
	return @values;
}

# The purpose that the session acts for, as the server reported it.
sub purpose
{
	my ($self) = @_;

	return $self->{status}{'purpose.current'} // '';
}

sub in_transaction
{
	my ($self) = @_;

	return ($self->{transaction} // 'I') ne 'I';
}

1;
