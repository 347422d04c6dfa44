# test/lib/packages.sh - part of env.sh: which packages are needed, how they are
# installed, and which PostgreSQL is used.
#
# Nothing here starts, stops or changes a cluster, and nothing names a mirror:
# apt uses what the machine has configured.

# shellcheck shell=bash
# shellcheck disable=SC2034	# several variables are for those who source us


# ---- packages ------------------------------------------------------------

# Is this user root?
pgp_is_root()
{
	[ "$(id -u)" = 0 ]
}

# Run a command as root: directly, or through sudo.  Fails where neither works.
pgp_as_root()
{
	if pgp_is_root; then
		"$@"
	elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
		sudo -- "$@"
	else
		return 1
	fi
}

# The directory of the distribution's PostgreSQL of our major.
pgp_distro_bindir()
{
	echo "/usr/lib/postgresql/$PGP_MAJOR/bin"
}

# Print the Debian packages still missing for the features named, by looking
# for what is needed and not for package names: a server from another source
# serves as well.
pgp_packages_missing()
{
	local feature pgxs_dir tap_dir

	pgxs_dir=$(dirname "$(pgp_distro_bindir)")/lib/pgxs/src
	tap_dir=$pgxs_dir/test/perl
	for feature in "$@"; do
		case $feature in
			server)
				command -v make >/dev/null || echo make
				command -v gcc >/dev/null || echo gcc
				[ -e /usr/include/stdio.h ] || echo libc6-dev
				perl -MTAP::Harness -e1 2>/dev/null || echo perl
				[ -n "$PGP_PG_CONFIG" ] && continue
				[ -x "$(pgp_distro_bindir)/postgres" ] || echo "postgresql-$PGP_MAJOR"
				[ -e "$pgxs_dir/makefiles/pgxs.mk" ] &&
					[ -e "/usr/include/postgresql/$PGP_MAJOR/server/postgres.h" ] ||
					echo "postgresql-server-dev-$PGP_MAJOR"
				;;
			pgtap)
				[ -e "$(pgp_sharedir)/extension/pgtap.control" ] ||
					[ -e "/usr/share/postgresql/$PGP_MAJOR/extension/pgtap.control" ] ||
					{ [ -n "$PGP_PG_CONFIG" ] && ls /usr/share/postgresql/*/extension/pgtap.control >/dev/null 2>&1; } ||
					echo "postgresql-$PGP_MAJOR-pgtap"
				;;
			tap)
				perl -MIPC::Run -e1 2>/dev/null || echo libipc-run-perl
				perl -MTest::More -e1 2>/dev/null || echo perl
				[ -e "$tap_dir/PostgreSQL/Test/Cluster.pm" ] ||
					{ [ -n "$PGP_PG_CONFIG" ] && [ -e "$(pgp_perl_dir)/PostgreSQL/Test/Cluster.pm" ]; } ||
					echo "postgresql-client-$PGP_MAJOR"
				;;
			/*)							# a list of packages in a file
				[ -e "$feature" ] || continue
				sed 's/#.*//' "$feature" | tr -s ' \t' '\n\n' | sed '/^$/d' |
					while read -r package; do
						dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null |
							grep -q 'ok installed' || echo "$package"
					done
				;;
			+*)							# +file:package
				feature=${feature#+}
				[ -e "${feature%:*}" ] || echo "${feature##*:}"
				;;
			*)							# command:package
				command -v "${feature%%:*}" >/dev/null || echo "${feature#*:}"
				;;
		esac
	done | sort -u
}

# Install what the named features lack: server, pgtap, tap, a file that lists
# packages, command:package, or +file:package.  Where apt or root is not at hand, print the
# list and give up.
pgp_packages_ensure()
{
	local missing

	pgp_major_choose
	missing=$(pgp_packages_missing "$@" | tr '\n' ' ')
	[ -z "$missing" ] && return 0
	if ! command -v apt-get >/dev/null || ! pgp_as_root true; then
		cat >&2 <<-TEXT
			This needs some packages that are not installed, and cannot install them
			itself here (that takes apt-get, and root or sudo).  Please install:

			    $missing

			(names as in Debian; on other systems the PostgreSQL $PGP_MAJOR server with its
			development files, pgTAP, and the perl module IPC::Run)
			or point PG_CONFIG to the pg_config of an installation that has them.
		TEXT
		exit 1
	fi
	pgp_say "installing with apt: $missing"
	# shellcheck disable=SC2086	# a list of words
	pgp_apt_install $missing || pgp_die "could not install: $missing"
	missing=$(pgp_packages_missing "$@" | tr '\n' ' ')
	[ -z "$missing" ] || pgp_die "still missing after installation: $missing"
}

# apt-get install, with fresh package lists if the old ones do not do.
#
# The server package creates a cluster "main" when it is installed, and starts
# the service with whatever clusters there are.  Nobody asked us for that: a
# configuration file and a service policy forbid it while we install, and go
# away again afterwards.
pgp_apt_install()
{
	# shellcheck disable=SC2016	# for the inner shell
	pgp_as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 sh -c '
		dir=/etc/postgresql-common/createcluster.d
		file=$dir/00-pg_purpose-no-main-cluster.conf
		policy=/usr/sbin/policy-rc.d
		[ ! -e "$policy" ] || policy=
		tidy() {
			rm -f "$file" ${policy:+"$policy"}
			rmdir -p "$dir" 2>/dev/null
			:
		}
		trap tidy EXIT
		trap "exit 130" INT TERM HUP
		mkdir -p "$dir"
		echo "create_main_cluster = false" >"$file"
		if [ -n "$policy" ]; then
			printf "%s\n" "#!/bin/sh" "case \$1 in postgresql*) exit 101 ;; esac" >"$policy"
			chmod 755 "$policy"
		fi
		log=$(mktemp)
		install="apt-get install -q -y --no-install-recommends -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300"
		$install "$@" >"$log" 2>&1 </dev/null ||
			{ apt-get update -q >>"$log" 2>&1 && $install "$@" >>"$log" 2>&1 </dev/null; }
		status=$?
		[ "$status" = 0 ] || tail -n 40 "$log" >&2
		rm -f "$log"
		exit "$status"' sh "$@"
}


# ---- the server to use ---------------------------------------------------

# Settle PGP_MAJOR and, where an installation outside the distribution's
# place is to be used, PGP_PG_CONFIG.
pgp_major_choose()
{
	local found

	if [ -z "$PGP_PG_CONFIG" ] && [ -z "$PGP_MAJOR" ]; then
		PGP_MAJOR=15
		# No 15 here and none to be had: take what the path offers.
		if [ ! -d /usr/lib/postgresql/15 ] && found=$(command -v pg_config) &&
			{ ! command -v apt-get >/dev/null || ! pgp_as_root true; }; then
			PGP_PG_CONFIG=$found
		fi
	fi
	if [ -n "$PGP_PG_CONFIG" ]; then
		command -v "$PGP_PG_CONFIG" >/dev/null || pgp_die "PG_CONFIG=$PGP_PG_CONFIG is not there"
		PGP_MAJOR=$("$PGP_PG_CONFIG" --version | sed 's/^PostgreSQL \([0-9]*\).*/\1/')
	fi
}

# The pg_config of the installation that we copy from.
pgp_original_pg_config()
{
	if [ -n "$PGP_PG_CONFIG" ]; then
		command -v "$PGP_PG_CONFIG"
	else
		echo "$(pgp_distro_bindir)/pg_config"
	fi
}

pgp_sharedir()
{
	"$(pgp_original_pg_config)" --sharedir 2>/dev/null || echo /nonexistent
}

# Where PostgreSQL::Test::Cluster lives: with the installation, or else with
# the distribution's package of the same major.
pgp_perl_dir()
{
	local dir

	for dir in "${PGP_INST:+$PGP_INST/}$(dirname "$("$(pgp_original_pg_config)" --pgxs)")/../test/perl" \
		"/usr/lib/postgresql/$PGP_MAJOR/lib/pgxs/src/test/perl"; do
		if [ -e "$dir/PostgreSQL/Test/Cluster.pm" ]; then
			(cd "$dir" && pwd)
			return
		fi
	done
	echo /nonexistent
}
