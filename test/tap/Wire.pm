# test/tap/Wire.pm - just enough of the frontend/backend protocol.
#
# psql and libpq hide what some tests are about: ParameterStatus messages,
# the order of startup, named statements and portals that are fetched in
# parts.  Authentication other than "trust" is not spoken.

package Wire;

use strict;
use warnings;
use IO::Socket::UNIX;

# Connect to a PostgreSQL::Test::Cluster; further arguments go into the
# startup packet.  The result has an {error} if the server refused.
sub connect
{
	my ($class, $node, %parameters) = @_;
	my $path = $node->host . '/.s.PGSQL.' . $node->port;
	my $socket = IO::Socket::UNIX->new(Type => SOCK_STREAM, Peer => $path)
	  or die "cannot connect to $path: $!";
	my $self = bless {
		socket => $socket,
		status => {},
		changes => [],
		error => undef
	}, $class;
	my %startup = (user => 'postgres', database => 'postgres', %parameters);
	my $body = pack('N', 196608)
	  . join('', map { "$_\0$startup{$_}\0" } sort keys %startup) . "\0";

	$socket->autoflush(1);
	print $socket pack('N', length($body) + 4) . $body;
	$self->{error} = $self->until_ready->{error};
	return $self;
}

sub _read
{
	my ($self, $length) = @_;
	my $data = '';

	while (length($data) < $length)
	{
		my $n = sysread($self->{socket}, $data, $length - length($data), length($data));
		return undef unless $n;
	}
	return $data;
}

# Read messages until the server is ready for the next query, or gone.
sub until_ready
{
	my ($self) = @_;
	my %result = (rows => [], error => undef, tags => [], suspended => 0);

	while (defined(my $head = $self->_read(5)))
	{
		my ($type, $length) = unpack('a N', $head);
		my $body = $length > 4 ? $self->_read($length - 4) : '';

		last unless defined $body;
		if ($type eq 'S')
		{
			my ($name, $value) = split /\0/, $body, -1;
			$self->{status}{$name} = $value;
			push @{ $self->{changes} }, "$name=$value";
		}
		elsif ($type eq 'D')
		{
			my ($n, @values) = unpack('n', $body);
			my $at = 2;
			for (1 .. $n)
			{
				my $size = unpack('l>', substr($body, $at, 4));
				$at += 4;
				push @values, $size < 0 ? undef : substr($body, $at, $size);
				$at += $size if $size > 0;
			}
			push @{ $result{rows} }, join('|', map { $_ // '' } @values);
		}
		elsif ($type eq 'E')
		{
			my %fields = map { substr($_, 0, 1) => substr($_, 1) }
			  grep { length } split /\0/, $body;
			$result{error} //= \%fields;
		}
		elsif ($type eq 'C') { push @{ $result{tags} }, $body =~ s/\0.*//r; }
		elsif ($type eq 's') { $result{suspended} = 1; }
		elsif ($type eq 'Z') { last; }
	}
	return \%result;
}

sub _send
{
	my ($self, $type, $body) = @_;

	print { $self->{socket} } $type . pack('N', length($body) + 4) . $body;
	return;
}

# A simple query.
sub query
{
	my ($self, $sql) = @_;

	$self->{changes} = [];
	$self->_send('Q', "$sql\0");
	return $self->until_ready;
}

# The extended protocol, one message each; sync() sends it off and returns
# what came back.
sub parse { my ($self, $name, $sql) = @_; $self->_send('P', "$name\0$sql\0" . pack('n', 0)); return; }

sub bind
{
	my ($self, $portal, $statement, @values) = @_;

	$self->_send('B', "$portal\0$statement\0"
		  . pack('n n', 0, scalar @values)
		  . join('', map { pack('N', length) . $_ } @values)
		  . pack('n', 0));
	return;
}

sub execute { my ($self, $portal, $rows) = @_; $self->_send('E', "$portal\0" . pack('N', $rows)); return; }

sub sync
{
	my ($self) = @_;

	$self->{changes} = [];
	$self->_send('S', '');
	return $self->until_ready;
}

sub close
{
	my ($self) = @_;

	$self->_send('X', '');
	close $self->{socket};
	return;
}

1;
