# bench/Server.pm - servers to measure, and sessions on them.
#
# A server runs on a data directory of its own, which is a copy of the one
# that was prepared, with or without the library, plainly or under callgrind.
# Nothing listens but a socket below the scratch directory.
package Server;

use strict;
use warnings;
use File::Path qw(make_path);
use IO::Handle;
use IO::Socket::INET;
use IPC::Open2;
use POSIX ();
use Time::HiRes qw(sleep time);

# Counted instructions must not depend on what a server does by itself, nor on
# when (with asynchronous commits, hint bits wait for the WAL writer).
my @settings = (
	"listen_addresses = ''", 'max_connections = 150', 'shared_buffers = 512MB', 'work_mem = 64MB',
	'fsync = off', 'wal_level = minimal', 'max_wal_senders = 0', 'max_wal_size = 8GB',
	'checkpoint_timeout = 1h', 'autovacuum = off', 'track_counts = off', 'jit = off',
	'max_parallel_workers_per_gather = 0', 'synchronize_seqscans = off',
	'max_locks_per_transaction = 256', "log_line_prefix = '%m [%p] '");

# What callgrind counts: backends and parallel workers, not the postmaster
# that they are forked from.  It writes a profile and starts afresh whenever
# the marker, an otherwise unused function, is called.
our $marker = 'SELECT pg_backend_pid()';
my @callgrind = ('valgrind', '--quiet', '--tool=callgrind', '--collect-atstart=no',
	'--toggle-collect=PostgresMain', '--toggle-collect=ParallelWorkerMain',
	'--dump-before=pg_backend_pid');

my %running;					# socket directory => Server, to be stopped

sub port
{
	foreach (1 .. 100)
	{
		my $port = 20000 + int(rand(12000));

		return $port if IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 1);
	}
	die "no free port\n";
}

# Start a server on the data directory.  Options: preload (with the library),
# callgrind (a directory for profiles), wait (0: see "await").
sub start
{
	my ($class, $data, %options) = @_;
	my $self = bless {
		data => $data, dir => "$data.run", port => port(), profiles => $options{callgrind} }, $class;
	my @command = ('postgres', '-D', $data);

	make_path($self->{dir});
	open(my $conf, '>', "$data/postgresql.auto.conf") or die "$data: $!";
	print $conf map { "$_\n" } @settings, "unix_socket_directories = '$self->{dir}'",
		"port = $self->{port}", "shared_preload_libraries = '" . ($options{preload} ? 'pg_purpose' : '') . "'";
	close $conf;
	if ($options{callgrind})
	{
		make_path($options{callgrind});
		unshift @command, @callgrind, "--callgrind-out-file=$options{callgrind}/%p";
	}
	$self->{pid} = fork() // die "fork: $!";
	if ($self->{pid} == 0)
	{
		POSIX::setsid();
		open(STDOUT, '>>', "$self->{dir}/log");
		open(STDERR, '>&', \*STDOUT);
		exec @command or POSIX::_exit(127);
	}
	$running{ $self->{dir} } = $self;
	$self->await unless defined $options{wait} && !$options{wait};
	return $self;
}

# Wait until it accepts connections.
sub await
{
	my ($self) = @_;

	foreach (1 .. 600)
	{
		return if system("pg_isready -q -h '$self->{dir}' -p $self->{port}") == 0;
		last if waitpid($self->{pid}, POSIX::WNOHANG()) > 0;
		sleep 0.1;
	}
	system("tail -n 20 '$self->{dir}/log' >&2");
	die "the server does not start\n";
}

# Stop it: fast, or without waiting for anybody where nobody needs the data.
sub stop
{
	my ($self, $mode) = @_;

	return if !delete $running{ $self->{dir} };
	system('pg_ctl', '-s', '-w', '-t', '60', '-m', $mode || 'immediate', '-D', $self->{data}, 'stop');
	waitpid($self->{pid}, 0);
}

# Stop all that run; for the end of the program, however it ends.
sub stop_all
{
	$_->stop foreach values %running;
}

# Not ours to stop: a child of the program that uses the servers.
sub disown
{
	%running = ();
}

# Environment of a client: NAME => value.  %as: db, user, options (hash of settings).
sub environment
{
	my ($self, %as) = @_;
	my $options = $as{options} || {};

	return (PGHOST => $self->{dir}, PGPORT => $self->{port}, PGUSER => $as{user} || 'clerk',
		PGDATABASE => $as{db}, PGOPTIONS => join(' ', map { "-c $_=$options->{$_}" } sort keys %$options));
}

# Run a script as superuser, and return what it prints.
sub script
{
	my ($self, $db, $file, %variables) = @_;
	local %ENV = (%ENV, $self->environment(db => $db, user => 'postgres'));
	my $set = join ' ', map { "-v $_='$variables{$_}'" } sort keys %variables;
	my $output = `psql -X -q -A -t -v ON_ERROR_STOP=1 $set -f '$file' 2>&1`;

	die "$file: $output\n" if $? != 0;
	return $output;
}

# Run one command as superuser.
sub command
{
	my ($self, $db, @commands) = @_;
	local %ENV = (%ENV,
		$self->environment(db => $db, user => 'postgres', options => { client_min_messages => 'warning' }));
	my @arguments = map { ('-c', $_) } @commands;

	system('psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', @arguments) == 0
		or die "psql failed: @commands\n";
}

# Run pgbench, always with the same random numbers.  %as: as of "environment",
# and protocol, script, arguments.
sub pgbench
{
	my ($self, %as) = @_;
	my $file = "$self->{dir}/script.sql";
	local %ENV = (%ENV, $self->environment(%as));

	open(my $fh, '>', $file) or die "$file: $!";
	print $fh $as{script};
	close $fh;
	my $report = `pgbench -n --random-seed=7 -M $as{protocol} -f '$file' $as{arguments} 2>&1`;

	die "pgbench: $report" if $? != 0 || $report =~ /ERROR|aborted/;
	return $report;
}

# Milliseconds of a transaction, as pgbench finds in so many of them.
sub time_pgbench
{
	my ($self, $times, %as) = @_;

	return 1000 / $1
		if $self->pgbench(%as, arguments => "-t $times") =~ /^tps = ([\d.]+) \(without initial connection time\)/m;
	die "pgbench says no tps\n";
}

# The profile of so many transactions, after ten that do not count.  The
# marker runs before the first of them and after the last.
sub count_pgbench
{
	my ($self, $times, %as) = @_;
	my ($first, $last) = (11, 11 + $times);
	my %before = map { $_ => 1 } $self->profiles;

	$self->pgbench(%as, arguments => "-t $last -D i=0 -D first=$first -D last=$last",
		script => "\\set i :i + 1\n\\if :i = :first or :i = :last\n$marker;\n\\endif\n$as{script}");
	my ($file) = grep { !$before{$_} && /\/\d+\.2$/ } $self->profiles;
	die "no profile of pgbench\n" if !$file;
	return Callgrind::read($file);
}

# The files of all profiles so far.
sub profiles
{
	my ($self) = @_;

	return glob("$self->{profiles}/*");
}

# A session that stays: psql at the other end of two pipes.
sub session
{
	my ($self, %as) = @_;
	my $session = bless { server => $self, sequence => 0, part => 0 }, 'Server::Session';
	local %ENV = (%ENV, $self->environment(%as));

	$session->{psql} = open2($session->{from}, $session->{to},
		'sh', '-c', 'exec psql -X -q -A -t -v ON_ERROR_STOP=0 2>&1');
	$session->{to}->autoflush(1);
	$session->run('\\o /dev/null', '\\timing off');
	$session->run(@{ $as{setup} }) if $as{setup};
	return $session;
}

package Server::Session;

# Send lines, without waiting.
sub send
{
	my ($self, @lines) = @_;

	$self->{sequence}++;
	print { $self->{to} } map({ /^\\/ ? "$_\n" : "$_;\n" } @lines), "\\echo done $self->{sequence}\n";
}

# Wait for what was sent, and return what psql printed.
sub receive
{
	my ($self) = @_;
	my $output = '';
	my $from = $self->{from};
	my $done = 0;

	while (!$done && defined(my $line = <$from>))
	{
		if ($line eq "done $self->{sequence}\n") { $done = 1; } else { $output .= $line; }
	}
	die "session failed: $output\n" if !$done || $output =~ /^(ERROR|FATAL|PANIC|WARNING|psql)/m;
	return $output;
}

sub run
{
	my ($self, @lines) = @_;

	$self->send(@lines);
	return $self->receive;
}

# The result of one query.
sub value
{
	my ($self, $sql) = @_;
	my $output = $self->run('\\o', $sql, '\\o /dev/null');

	chomp $output;
	return $output;
}

# Milliseconds that statements take, together.
sub time
{
	my ($self, @lines) = @_;
	my $output = $self->run('\\timing on', @lines, '\\timing off');
	my $sum = 0;

	$sum += $1 while $output =~ /^Time: ([\d.]+) ms/mg;
	return $sum;
}

# The profile of statements, divided by a number.
sub count
{
	my ($self, $times, @lines) = @_;

	$self->mark;
	$self->run(@lines);
	return Callgrind::difference($self->profile($self->mark), $self->{empty}, $times);
}

# Call the marker; returns the number of the profile that it completes.
sub mark
{
	my ($self) = @_;

	$self->run($Server::marker);
	return ++$self->{part};
}

# A profile without anything in it but the marker, after which every other one
# can be told by its number.
sub calibrate
{
	my ($self) = @_;

	$self->{backend} = $self->value($Server::marker);
	$self->{part} = 1;
	$self->mark;
	$self->{empty} = $self->profile($self->mark);
}

sub profile
{
	my ($self, $part) = @_;

	return Callgrind::read("$self->{server}{profiles}/$self->{backend}.$part");
}

sub close
{
	my ($self) = @_;

	close $self->{to};
	close $self->{from};
	waitpid($self->{psql}, 0);
}

1;
