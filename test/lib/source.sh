# test/lib/source.sh - PostgreSQL's own source, for its regression suite
# (test-core) and for servers with assertions, valgrind or sanitizer support.
# Source it after env.sh.
#
# The source comes from Debian's source package, through a private apt
# configuration: the mirror is the one the machine already uses, its package
# lists and sources.list stay as they are.
#
#   PGP_CACHE        where downloads and built servers are kept between runs
#                    (default ${XDG_CACHE_HOME:-~/.cache}/pg_purpose)
#   PGP_DEB_SRC      "deb-src URI SUITE COMPONENT" to use instead
#   PGP_PG_SOURCE    a directory with PostgreSQL's source, to use instead

# shellcheck shell=bash

# The cache directory, made if need be.
pgp_cache_dir()
{
	local dir=${PGP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/pg_purpose}

	mkdir -p "$dir" || pgp_die "cannot make $dir; set PGP_CACHE"
	echo "$dir"
}

# deb-src lines for the archives that the machine is configured with, those
# without a source index left to fail.
pgp_deb_src_lines()
{
	local keyring=/usr/share/keyrings/debian-archive-keyring.gpg option=""

	if [ -n "${PGP_DEB_SRC:-}" ]; then
		echo "$PGP_DEB_SRC"
		return
	fi
	if [ -e "$keyring" ]; then option=" [signed-by=$keyring]"; fi
	apt-get indextargets --format '$(ORIGIN) $(REPO_URI) $(RELEASE) $(COMPONENT)' \
		'Created-By: Packages' |
		sed -n 's/^Debian //p' | sort -u | grep ' main$' |
		while read -r uri release component; do
			echo "deb-src$option $uri $release $component"
		done
}

# Run an apt command on the private configuration in directory $1 (cache).
pgp_apt_private()
{
	local dir=$1 command=$2

	shift 2
	"$command" -q -o Dir::Etc::sourcelist="$dir/src.list" -o Dir::Etc::sourceparts=/dev/null \
		-o Dir::State::lists="$dir/lists" -o Dir::Cache="$dir/cache" \
		-o APT::Sandbox::User= -o Debug::NoLocking=1 "$@"
}

# Fetch the source package of our major (the version nearest to the server's)
# and print the path of the tar archive.  Fails where there is none.
pgp_source_archive()
{
	local dir versions version archive

	dir=$(pgp_cache_dir)/source
	mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
	archive=$(find "$dir" -maxdepth 1 -name "postgresql-${PGP_MAJOR}_*.orig.tar.*" | sort -V | tail -n 1)
	if [ -z "$archive" ]; then
		pgp_say "fetching PostgreSQL's source package"
		pgp_deb_src_lines >"$dir/src.list"
		# an archive without sources fails, the others still count
		pgp_apt_private "$dir" apt-get update >/dev/null 2>&1 || true
		versions=$(pgp_apt_private "$dir" apt-cache showsrc "postgresql-$PGP_MAJOR" 2>/dev/null |
			sed -n 's/^Version: //p' | sort -Vru)
		for version in $versions; do
			(cd "$dir" && pgp_apt_private "$dir" apt-get source --download-only \
				"postgresql-$PGP_MAJOR=$version") >/dev/null 2>&1 && break
		done
		archive=$(find "$dir" -maxdepth 1 -name "postgresql-${PGP_MAJOR}_*.orig.tar.*" | sort -V | tail -n 1)
	fi
	[ -n "$archive" ] && echo "$archive"
}

# Unpack the source (or the part of it named by further arguments) into $1.
pgp_source_unpack()
{
	local to=$1 archive part
	local -a parts=()

	shift
	mkdir -p "$to"
	if [ -n "${PGP_PG_SOURCE:-}" ]; then
		for part in "${@:-.}"; do
			mkdir -p "$to/$(dirname "$part")"
			cp -r "$PGP_PG_SOURCE/$part" "$to/$(dirname "$part")/"
		done
		return
	fi
	archive=$(pgp_source_archive) || return 1
	for part in "$@"; do parts+=("*/$part"); done
	tar -C "$to" -xf "$archive" --strip-components=1 --no-same-owner --wildcards \
		${parts[@]+"${parts[@]}"}
}
