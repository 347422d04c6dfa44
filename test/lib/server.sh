# test/lib/server.sh - part of env.sh: throw-away clusters, and one that stays
# for make demo.  Each listens on a socket in a directory of its own, and runs
# as a user who is not root.

# shellcheck shell=bash
# shellcheck disable=SC2034	# several variables are for those who source us


# ---- a throw-away server ---------------------------------------------------

# A TCP port that is free now and is not PostgreSQL's default.  Our servers
# listen on sockets in directories of their own, so this only names the socket
# (unless somebody turns on listen_addresses).
pgp_free_port()
{
	perl -MIO::Socket::INET -e '
		for (1 .. 100) {
			my $port = 20000 + int(rand(12000));
			IO::Socket::INET->new(LocalAddr => "127.0.0.1", LocalPort => $port, Listen => 1)
				and print($port) and exit 0;
		}
		exit 1' || pgp_die "no free port"
}

# Start a cluster of our own with the library preloaded; wait until it is up.
# Arguments are more lines for postgresql.conf.  The superuser is "postgres".
# PGP_PRELOAD= (empty) starts it without the library.  When PGP_OUTLIVE is set
# nobody stops it at the end.  PGP_SERVER_NAME tells several clusters apart.
# PGP_SERVER_WRAPPER is a command to run the server under (valgrind ...).
pgp_server_start()
{
	local dir=$PGP_SCRATCH/run/${PGP_SERVER_NAME:-main}

	PGP_SERVER=
	PGP_PORT=$(pgp_free_port)
	PGP_CWD=$PGP_SCRATCH pgp_as_user mkdir -p -m 700 "$dir" "$dir/sock"
	[ "${#dir}" -lt 80 ] || pgp_die "TMPDIR is too long a path for a socket: $dir"
	pgp_quietly pgp_as_user initdb -D "$dir/data" -U postgres -A trust --no-sync \
		--no-locale --encoding=UTF8 || pgp_die "initdb failed"
	{
		printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '$dir/sock'" \
			"port = $PGP_PORT" "fsync = off" "max_connections = 60" \
			"log_line_prefix = '%m [%p] %q%a '" \
			"shared_preload_libraries = '${PGP_PRELOAD-pg_purpose}'"
		printf '%s\n' "$@"
	} | pgp_as_user tee -a "$dir/data/postgresql.conf" >/dev/null
	PGP_SERVER=$dir
	if [ -z "${PGP_OUTLIVE:-}" ]; then pgp_at_exit pgp_server_stop "'$dir'"; fi
	if [ -n "${PGP_SERVER_WRAPPER:-}" ]; then
		pgp_server_start_wrapped "$dir"
	elif ! pgp_as_user pg_ctl -s -w -t 120 -D "$dir/data" -l "$dir/log" start >/dev/null; then
		tail -n 30 "$dir/log" >&2
		pgp_die "the server does not start"
	fi
}

# The same through a wrapper, which takes its time.
pgp_server_start_wrapped()
{
	local dir=$1 seconds

	pgp_as_user touch "$dir/log"
	# shellcheck disable=SC2086	# a list of words
	pgp_as_user setsid $PGP_SERVER_WRAPPER "$PGP_BINDIR/postgres" -D "$dir/data" >>"$dir/log" 2>&1 &
	for seconds in {1..300}; do
		if pgp_as_user pg_isready -q; then return 0; fi
		sleep 1
	done
	tail -n 30 "$dir/log" >&2
	pgp_die "the server does not start in $seconds seconds"
}

# Stop a cluster, by its directory, that pgp_server_start started.
pgp_server_stop()
{
	local dir=$1

	[ -e "$dir/data/postmaster.pid" ] || return 0
	pgp_as_user pg_ctl -s -w -m fast -t 30 -D "$dir/data" stop >/dev/null 2>&1 ||
		pgp_as_user pg_ctl -s -w -m immediate -t 30 -D "$dir/data" stop >/dev/null 2>&1 || true
}

# What in the server's log says that a process died, an assertion failed or a
# memory checker found something.  Fails when there is nothing.
pgp_server_crashes()
{
	local pattern='was terminated by signal|TRAP:|PANIC:|AddressSanitizer|VALGRINDERROR-BEGIN'

	grep -aE -A 25 "$pattern|server process .* exited with exit code [^01]" "$PGP_SERVER/log"
}

# Make a database anew with the extension (and others named) in it.
pgp_database_create()
{
	local name=$1 extension

	shift
	pgp_as_user psql -X -q -v ON_ERROR_STOP=1 -d postgres \
		-c "SET client_min_messages = warning" \
		-c "DROP DATABASE IF EXISTS \"$name\"" -c "CREATE DATABASE \"$name\" TEMPLATE template0" || return 1
	for extension in "$@"; do
		pgp_as_user psql -X -q -v ON_ERROR_STOP=1 -d "$name" -c "CREATE EXTENSION $extension" || return 1
	done
}


# ---- a server that outlives the command (make demo) ------------------------

# Where we remember a lasting server: in the working tree, or else in the
# user's state directory.
pgp_lasting_file()
{
	if mkdir -p "$PGP_TOP/build" 2>/dev/null && [ -w "$PGP_TOP/build" ]; then
		echo "$PGP_TOP/build/$1.env"
	else
		mkdir -p "${XDG_STATE_HOME:-$HOME/.local/state}/pg_purpose"
		echo "${XDG_STATE_HOME:-$HOME/.local/state}/pg_purpose/$1.env"
	fi
}

# Make scratch space under a name for a server that stays.  Until
# pgp_lasting_keep is called, everything still goes away when we end, so a
# failed start leaves nothing behind.
#
#     pgp_packages_ensure server
#     pgp_lasting_create demo
#     pgp_install_private; pgp_build; pgp_install; pgp_server_start
#     ... pgp_database_create, pgp_as_user psql ...
#     pgp_lasting_keep demo
pgp_lasting_create()
{
	pgp_lasting_load "$1" && pgp_die "$1 is already there: make $1-stop ends it"
	PGP_OUTLIVE=1
	PGP_LASTING_KEPT=
	pgp_scratch_create "$(mktemp -d "${TMPDIR:-/tmp}/pgp-$1.XXXXXX")"
	pgp_at_exit pgp_lasting_discard
}

pgp_lasting_discard()
{
	[ -z "$PGP_LASTING_KEPT" ] || return 0
	if [ -n "$PGP_SERVER" ]; then pgp_server_stop "$PGP_SERVER"; fi
	rm -rf "${PGP_SCRATCH:?}"
}

# From now on it stays, for pgp_lasting_load and pgp_lasting_stop to find.
pgp_lasting_keep()
{
	local file name

	file=$(pgp_lasting_file "$1")
	for name in PGP_SCRATCH PGP_SERVER PGP_PORT PGP_BINDIR PGP_INST PGP_LIBDIR PGP_MAJOR PGP_USER PGP_PG_CONFIG; do
		printf '%s=%q\n' "$name" "${!name}"
	done >"$file"
	if pgp_is_root; then chown --reference="$PGP_TOP" "$(dirname "$file")" "$file"; fi
	PGP_LASTING_KEPT=1
}

# Find the lasting server of that name again: afterwards pgp_as_user reaches
# it.  Fails if there is none.
pgp_lasting_load()
{
	local file

	file=$(pgp_lasting_file "$1")
	[ -e "$file" ] || return 1
	# shellcheck source=/dev/null
	. "$file"
	if [ ! -d "$PGP_SERVER" ]; then		# gone with a reboot
		PGP_SERVER='' PGP_SCRATCH=''
		rm -f "$file"
		return 1
	fi
}

# Stop the lasting server and remove all of it.  Fails if there is none.
pgp_lasting_stop()
{
	pgp_lasting_load "$1" || return 1
	pgp_server_stop "$PGP_SERVER"
	rm -rf "${PGP_SCRATCH:?}"
	rm -f "$(pgp_lasting_file "$1")"
	PGP_SERVER=''
}
