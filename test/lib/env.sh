# test/lib/env.sh - the set-up that make test, make demo and the others share.
#
# Source it from bash; it defines functions only (all begin with pgp_), a
# handful of variables, and one trap that cleans up.  A script needs, in this
# order:
#
#     . "$top/test/lib/env.sh"
#     pgp_packages_ensure server [pgtap] [tap] ...   # apt, or a list to read
#     pgp_scratch_create                             # removed on exit
#     pgp_install_private                            # a PostgreSQL of our own
#     pgp_build; pgp_install                         # the extension into it
#     pgp_server_start                               # throw-away cluster
#     pgp_as_user psql ...                           # commands against it
#
# How it stays out of everybody's way:
#
# - PostgreSQL finds its libraries and extensions relative to its own
#   executable.  So a copy of the executables, with symbolic links to all the
#   rest, is a private installation: "make install" goes there, needs no root,
#   and leaves the installed server and its clusters alone.
# - The cluster listens on a socket in a private directory, and nowhere else.
# - The server refuses to run as root.  When we are root, everything that
#   touches it runs as the user "postgres" (PGP_USER); otherwise as ourselves.
#
# What the caller may set in the environment:
#
#   PG_MAJOR   the major version to use (default 15)
#   PG_CONFIG  the pg_config of another installation; wins over PG_MAJOR
#   PGP_KEEP   non-empty: keep the scratch directory for a look
#   PGP_JOBS   parallel compile jobs (default: number of processors, 4 at most)
#   PGP_USER   when root: the user that runs the server (default postgres)
#   TMPDIR     where scratch directories are made (default /tmp)

# shellcheck shell=bash
# shellcheck disable=SC2034	# several variables are for those who source us

PGP_TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
PGP_PG_CONFIG=${PG_CONFIG:-}		# what the caller asked for
PGP_MAJOR=${PG_MAJOR:-}
PGP_SCRATCH=							# everything temporary is below
PGP_INST=								# the private installation
PGP_BINDIR=								# its executables
PGP_LIBDIR=								# its libraries
PGP_SERVER=								# directory of the running cluster
PGP_EXTRA_ENV=()						# NAME=value for pgp_as_user
PGP_CLEANUP=()							# commands to run on exit

# Settings of the caller's own PostgreSQL, make and perl must not leak in.
unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGOPTIONS PGSERVICE PGPASSFILE \
	PGPASSWORD PGDATA PGSSLMODE PGAPPNAME PGCLIENTENCODING PGTZ PGDATESTYLE \
	PG_CONFIG MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES PERL5LIB PERL5OPT \
	PERL_TEST_HARNESS_DUMP_TAP HARNESS_OPTIONS
umask 022


# ---- messages ------------------------------------------------------------

# Say what happens, on standard error: standard output is for results.
pgp_say()
{
	printf '%s\n' "# $*" >&2
}

# Give up with a message.
pgp_die()
{
	printf '%s\n' "error: $*" >&2
	exit 1
}

# Run a command quietly; show what it printed only if it fails.
pgp_quietly()
{
	local log status=0

	log=$(mktemp "${TMPDIR:-/tmp}/pgp-log.XXXXXX")
	"$@" >"$log" 2>&1 </dev/null || status=$?
	if [ "$status" != 0 ]; then
		tail -n 60 "$log" >&2
	fi
	rm -f "$log"
	return "$status"
}


# ---- cleaning up ---------------------------------------------------------

# Run a command when the script ends, however it ends; last added runs first.
pgp_at_exit()
{
	PGP_CLEANUP=("$*" ${PGP_CLEANUP[@]+"${PGP_CLEANUP[@]}"})
}

pgp_cleanup()
{
	local command

	trap '' INT TERM HUP				# let the cleaning finish
	trap - EXIT
	pgp_watchdog_stop
	for command in ${PGP_CLEANUP[@]+"${PGP_CLEANUP[@]}"}; do
		eval "$command" || true
	done
	PGP_CLEANUP=()
}

trap pgp_cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP


# ---- scratch space and the unprivileged user ------------------------------

# Who runs the server: ourselves, or when we are root the user postgres.
pgp_user_choose()
{
	if ! pgp_is_root; then
		PGP_USER=$(id -un)
	elif [ -z "${PGP_USER:-}" ]; then
		if getent passwd postgres >/dev/null; then PGP_USER=postgres; else PGP_USER=nobody; fi
	fi
}

# Make the scratch directory, gone when the script ends:
#	src/	a copy of the working tree, for the tests to run in
#	inst/	the private installation
#	out/	what tests leave behind; copied to test-output/ by pgp_keep_output
#	run/	clusters, one directory each;	home/	$HOME of what runs there
# With an argument, use that (empty) directory and leave it when we end.
pgp_scratch_create()
{
	pgp_user_choose
	if [ -n "${1:-}" ]; then
		PGP_SCRATCH=$1
	else
		PGP_SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/pgp.XXXXXX")
		pgp_at_exit pgp_scratch_remove
	fi
	chmod 755 "$PGP_SCRATCH"
	mkdir -p "$PGP_SCRATCH"/{src,inst,out,run,home,tmp}
	if pgp_is_root && ! setpriv --reuid="$PGP_USER" --regid="$(id -g "$PGP_USER")" \
		--init-groups test -r "$PGP_SCRATCH/src"; then
		pgp_die "user $PGP_USER cannot read ${TMPDIR:-/tmp}; set TMPDIR to a directory open to all"
	fi
	pgp_tree_copy "$PGP_SCRATCH/src"
	chmod 700 "$PGP_SCRATCH"/{run,home,tmp}
	if pgp_is_root; then
		chown -R "$PGP_USER": "$PGP_SCRATCH"/{src,out,run,home,tmp}
	fi
}

pgp_scratch_remove()
{
	pgp_kill_leftovers
	if [ -n "${PGP_KEEP:-}" ]; then
		pgp_say "kept: $PGP_SCRATCH"
	else
		rm -rf "${PGP_SCRATCH:?}"
	fi
}

# End what a killed or hung test left running: processes whose executable is
# in our private installation, or that got their environment from pgp_as_user.
# The name of the scratch directory is unique, so these are ours alone.  With
# the argument "tests", spare servers.
pgp_kill_leftovers()
{
	local process executable signal

	for signal in TERM KILL; do
		for process in /proc/[0-9]*; do
			executable=$(readlink "$process/exe" 2>/dev/null) || continue
			case $executable in
				*/bin/postgres) [ "${1:-}" != tests ] || continue ;;
			esac
			case $executable in
				"$PGP_SCRATCH"/*) ;;
				*)
					grep -qzxF "PGP_SCRATCH=$PGP_SCRATCH" "$process/environ" 2>/dev/null ||
						continue
					;;
			esac
			kill -s "$signal" "${process#/proc/}" 2>/dev/null && sleep 0.2
		done
	done
	return 0
}

# pgp_watchdog_start SECONDS WHAT: unless pgp_watchdog_stop comes in time, say
# so and end what pgp_as_user is running.
pgp_watchdog_start()
{
	(
		trap 'kill "$sleeper" 2>/dev/null; exit' TERM
		sleep "$1" &
		sleeper=$!
		wait "$sleeper" || true
		pgp_say "$2 took more than $1 seconds: ended"
		pgp_kill_leftovers tests
	) 1>&2 &
	PGP_WATCHDOG=$!
}

pgp_watchdog_stop()
{
	[ -n "${PGP_WATCHDOG:-}" ] || return 0
	kill "$PGP_WATCHDOG" 2>/dev/null || true
	wait "$PGP_WATCHDOG" 2>/dev/null || true
	PGP_WATCHDOG=
}

# Copy the working tree, without history and products, to a directory.
pgp_tree_copy()
{
	tar -C "$PGP_TOP" --exclude=./.git --exclude=./build --exclude=./test-output \
		--exclude='*.o' --exclude='*.so' --exclude='*.bc' --mode=u+rwX,go+rX -cf - . |
		tar -C "$1" --no-same-owner -xf -
}

# Copy what tests left in out/ to test-output/ in the working tree, where the
# developer finds result files and diffs.  Owned like the tree itself.
pgp_keep_output()
{
	local entry to=$PGP_TOP/test-output

	[ -w "$PGP_TOP" ] || return 0
	mkdir -p "$to"
	find "$PGP_SCRATCH/out" -name 't_*_data' -prune -exec rm -rf {} + 2>/dev/null || true
	for entry in "$PGP_SCRATCH"/out/*; do
		[ -e "$entry" ] || continue
		rm -rf "${to:?}/${entry##*/}"
		cp -r "$entry" "$to/" || true
	done
	if pgp_is_root; then chown -R --reference="$PGP_TOP" "$to"; fi
}

# Run a command as the user who owns the server, in an environment that holds
# only what is listed here.  PGHOST and PGPORT lead to the running server.
pgp_as_user()
{
	local name
	local -a as=() vars

	if pgp_is_root; then
		as=(setpriv "--reuid=$PGP_USER" "--regid=$(id -g "$PGP_USER")" --init-groups)
	fi
	vars=("PATH=$PGP_BINDIR:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
		"HOME=$PGP_SCRATCH/home" "TMPDIR=$PGP_SCRATCH/tmp" "LC_ALL=C.UTF-8"
		"USER=$PGP_USER" "LOGNAME=$PGP_USER" "SHELL=/bin/sh"
		"PG_MAJOR=$PGP_MAJOR" "PG_CONFIG=$PGP_BINDIR/pg_config"
		"PGP_SCRATCH=$PGP_SCRATCH" "PGP_OUTPUT=$PGP_SCRATCH/out")
	[ -z "${T:-}" ] || vars+=("T=$T")
	for name in CI BENCH_FULL ASAN_OPTIONS GCOV_PREFIX FUZZ_QUERIES FUZZ_SEED FUZZ_ENFORCEMENT \
		SOAK_SECONDS SOAK_SEED SOAK_PAUSE; do
		[ -z "${!name:-}" ] || vars+=("$name=${!name}")
	done
	# The libraries of an installation elsewhere may only be readable here.
	[ -z "$PGP_PG_CONFIG" ] || vars+=("LD_LIBRARY_PATH=$PGP_LIBDIR")
	if [ -n "$PGP_SERVER" ]; then
		vars+=("PGHOST=$PGP_SERVER/sock" "PGPORT=$PGP_PORT" "PGUSER=postgres"
			"PGDATABASE=${PGP_DATABASE:-postgres}" "PGDATA=$PGP_SERVER/data")
	fi
	vars+=(${PGP_EXTRA_ENV[@]+"${PGP_EXTRA_ENV[@]}"})
	(cd "${PGP_CWD:-$PGP_SCRATCH/src}" &&
		exec ${as[@]+"${as[@]}"} env -i "${vars[@]}" "$@")
}

# shellcheck source=test/lib/packages.sh
. "$PGP_TOP/test/lib/packages.sh"
# shellcheck source=test/lib/install.sh
. "$PGP_TOP/test/lib/install.sh"
# shellcheck source=test/lib/server.sh
. "$PGP_TOP/test/lib/server.sh"
