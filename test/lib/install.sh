# test/lib/install.sh - part of env.sh: a private copy of PostgreSQL, and the
# extension built for it.  Needs no root and leaves the installed server alone.

# shellcheck shell=bash
# shellcheck disable=SC2034	# several variables are for those who source us


# ---- the private installation ---------------------------------------------

# Make a private copy of the chosen PostgreSQL below the scratch directory:
# executables copied, the rest linked, nothing of an installed pg_purpose.
# Sets PGP_INST, PGP_BINDIR and PGP_LIBDIR.
pgp_install_private()
{
	local original dir sharedir pkglibdir bindir

	[ -n "$PGP_SCRATCH" ] || pgp_die "pgp_scratch_create comes before pgp_install_private"
	[ -n "$PGP_MAJOR" ] || pgp_major_choose
	original=$(pgp_original_pg_config)
	PGP_INST=$PGP_SCRATCH/inst
	PGP_LINK=(ln -s)
	bindir=$("$original" --bindir)
	sharedir=$("$original" --sharedir)
	pkglibdir=$("$original" --pkglibdir)
	# What follows copies directories: be sure that it copies the right ones,
	# whether or not the caller has set -e.
	[ -x "$bindir/postgres" ] && [ -e "$sharedir/postgres.bki" ] && [ -d "$pkglibdir" ] ||
		pgp_die "$original leads to no complete PostgreSQL server"
	PGP_BINDIR=$PGP_INST$bindir

	# An installation in a directory that PGP_USER cannot enter (a cache in
	# root's home) is copied as a whole.
	if ! PGP_CWD=/ pgp_as_user test -r "$sharedir/postgres.bki"; then PGP_LINK=(cp -a --reflink=auto); fi

	mkdir -p "$PGP_BINDIR"
	cp -a --reflink=auto "$bindir/." "$PGP_BINDIR/"
	pgp_link_entries "$pkglibdir"
	if [ -d "$pkglibdir/bitcode" ]; then pgp_link_entries "$pkglibdir/bitcode"; fi
	pgp_link_entries "$sharedir"
	pgp_link_entries "$sharedir/extension"
	for dir in includedir pkgincludedir includedir-server libdir localedir; do
		dir=$("$original" "--$dir")
		[ -e "$dir" ] && [ ! -e "$PGP_INST$dir" ] || continue
		mkdir -p "$(dirname "$PGP_INST$dir")"
		"${PGP_LINK[@]}" "$dir" "$PGP_INST$dir"
	done
	# An installation from elsewhere borrows the distribution's pgTAP: it is
	# plain SQL, so that of another major will do.
	for dir in "/usr/share/postgresql/$PGP_MAJOR/extension"/pgtap* \
		/usr/share/postgresql/*/extension/pgtap*; do
		if [ -e "$dir" ] && [ ! -e "$PGP_INST$sharedir/extension/${dir##*/}" ]; then
			ln -s "$dir" "$PGP_INST$sharedir/extension/"
		fi
	done
	PGP_LIBDIR=$PGP_INST$("$original" --libdir)
	[ "$(pgp_as_user pg_config --sharedir)" = "$PGP_INST$sharedir" ] ||
		pgp_die "the PostgreSQL of $original cannot be copied: its paths are fixed"
}

# Mirror a directory in the private installation: a real directory, in which
# every entry is a link to the original.
pgp_link_entries()
{
	local entry

	rm -rf "${PGP_INST:?}$1"				# a link or copy made by the level above
	mkdir -p "$PGP_INST$1"
	for entry in "$1"/*; do
		case ${entry##*/} in
			pg_purpose*) ;;
			*) [ -e "$PGP_INST$entry" ] || "${PGP_LINK[@]}" "$entry" "$PGP_INST$entry" ;;
		esac
	done
}

# Compile the extension for the private installation.  Arguments are more
# make variables, such as COPT=-Werror.  Objects stay in build/ of the working
# tree (one directory for each server and set of flags), so that the next run
# compiles only what changed.
pgp_build()
{
	local tag

	tag=$PGP_MAJOR-$( (echo "$@"; pgp_original_pg_config; "$(pgp_original_pg_config)" --version) |
		cksum | cut -d' ' -f1)
	if mkdir -p "$PGP_TOP/build/$tag" 2>/dev/null && [ -w "$PGP_TOP/build/$tag" ]; then
		PGP_BUILD=$PGP_TOP/build/$tag
	else
		PGP_BUILD=$PGP_SCRATCH/build
		mkdir -p "$PGP_BUILD"
	fi
	PGP_BUILD_ARGS=("PG_CONFIG=$PGP_BINDIR/pg_config" with_llvm=no "$@")
	exec 8>"$PGP_BUILD/.lock"
	flock 8								# held until pgp_install is done
	pgp_build_refresh
	pgp_say "building for $("$PGP_BINDIR/pg_config" --version)"
	pgp_quietly make -s -C "$PGP_BUILD" -j "$(pgp_jobs)" "${PGP_BUILD_ARGS[@]}" all ||
		pgp_die "the extension does not build"
	if pgp_is_root; then chown -R --reference="$PGP_TOP" "$PGP_BUILD"; fi
}

# Bring the sources in the build directory up to date, deletions included.
pgp_build_refresh()
{
	local file

	mkdir -p "$PGP_BUILD/src"
	for file in "$PGP_BUILD"/src/*.[ch] "$PGP_BUILD"/*.sql; do
		if [ -e "$file" ] && [ ! -e "$PGP_TOP/${file#"$PGP_BUILD"/}" ]; then
			rm -f "$file" "${file%.c}.o"
		fi
	done
	for file in "$PGP_TOP"/src/*.[ch] "$PGP_TOP"/*.sql "$PGP_TOP"/Makefile "$PGP_TOP"/*.control; do
		[ -e "$file" ] || continue
		cmp -s "$file" "$PGP_BUILD/${file#"$PGP_TOP"/}" || cp "$file" "$PGP_BUILD/${file#"$PGP_TOP"/}"
	done
}

# Install the extension into the private installation.
pgp_install()
{
	pgp_quietly make -s -C "$PGP_BUILD" "${PGP_BUILD_ARGS[@]}" install ||
		pgp_die "the extension does not install"
	exec 8>&-
}

# How many compile jobs: the processors, but not all of a big machine.
pgp_jobs()
{
	local n

	n=$(nproc 2>/dev/null || echo 2)
	if [ "$n" -gt 4 ]; then n=4; fi
	echo "${PGP_JOBS:-$n}"
}
