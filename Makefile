# Makefile of pg_purpose
#
# For packagers, plain PGXS: make, make install, make installcheck, with
# PG_CONFIG=... for another PostgreSQL.  As the library must be preloaded,
# make installcheck needs a running server that has
#
#     shared_preload_libraries = 'pg_purpose'
#
# For everybody else: make help.  Those targets set up what they need by
# themselves, on a private copy of the server (test/lib/env.sh), and work
# before PostgreSQL is installed.

EXTENSION = pg_purpose
MODULE_big = pg_purpose
PGFILEDESC = "pg_purpose - purpose limitation for columns"
OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c)))
DATA = $(sort $(wildcard pg_purpose--*.sql))

# sql/setup.sql creates the extension; every other file relies on it.
REGRESS = setup $(filter-out setup,$(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql))))
ISOLATION = $(patsubst test/isolation/specs/%.spec,%,$(sort $(wildcard test/isolation/specs/*.spec)))
ISOLATION_OPTS = --inputdir=test/isolation --load-extension=pg_purpose

EXTRA_CLEAN = build test-output

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
ifneq ($(and $(PGXS),$(wildcard $(PGXS))),)
include $(PGXS)
else
# No PostgreSQL development files yet: only the targets below work.
.PHONY: all install uninstall installcheck clean
all install uninstall installcheck:
	@echo "$(PG_CONFIG) or its PGXS is missing: install the PostgreSQL development files"
	@echo "(Debian: postgresql-server-dev-15) or give PG_CONFIG=/path/to/pg_config."
	@exit 1
clean:
	rm -rf $(EXTRA_CLEAN) src/*.o *.so
endif

# Calls from one of our files to another need not go by way of the dynamic
# linker.
ifeq ($(PORTNAME),linux)
SHLIB_LINK += -Wl,-Bsymbolic-functions
endif

# Any header may concern any file; there are few enough of both.
$(OBJS) $(OBJS:.o=.bc): $(wildcard src/*.h)

# ---- development ---------------------------------------------------------

# T=name picks one test; PG_MAJOR=17 or PG_CONFIG=... another server.
export T PG_MAJOR

SUITES = regress pgtap isolation tap attacks legit fuzz

.PHONY: help test-soak demo demo-stop test test-core test-majors test-assert lint format \
	strict coverage valgrind asan bench bench-full fuzz soak dist \
	$(addprefix test-,$(SUITES))

help:
	@echo "make demo            the main job, on a throw-away server; KEEP=1 leaves it running"
	@echo "make demo-stop       removes the server that make demo KEEP=1 left"
	@echo "make test            all suites: $(SUITES)"
	@echo "make test-SUITE      one suite; T=name for one test of it"
	@echo "make test-core       PostgreSQL's own regression suite under pg_purpose (long)"
	@echo "make test-majors     regress, pgtap and isolation on every major to be had (long, root)"
	@echo "make test-assert     all suites on a server with assertions, built first (long)"
	@echo "make valgrind, asan  regress and pgtap under memory checkers (long)"
	@echo "make coverage        all suites, and which lines they reached"
	@echo "make fuzz            the properties of test/fuzz with many more random statements"
	@echo "make test-soak       five minutes of mixed work while everything changes"
	@echo "make soak            an hour of mixed work while everything changes (SOAK_SECONDS=3600)"
	@echo "make bench           what it costs; make bench-full takes longer and more cases"
	@echo "make lint            layering, formatting, scripts, warnings"
	@echo "make format          put the C files in shape"
	@echo "make strict          compile with -Wall -Werror and more"
	@echo "make dist            an archive of the sources"
	@echo "make, make install, make installcheck    for packagers: plain PGXS"
	@echo
	@echo "PG_MAJOR=17 or PG_CONFIG=/path/to/pg_config choose another PostgreSQL."
	@echo "PGP_KEEP=1 keeps the scratch directory.  See test/README.md."

demo:
	@demo/run

demo-stop:
	@demo/stop

test:
	@test/lib/run $(SUITES)

$(addprefix test-,$(SUITES)):
	@test/lib/run $(@:test-%=%)

bench:
	@test/lib/run $@

# make test runs a bounded part of it
fuzz:
	@FUZZ_QUERIES=$${FUZZ_QUERIES:-200000} PGP_SUITE_TIMEOUT=$${PGP_SUITE_TIMEOUT:-14400} test/lib/run fuzz

# an hour; five minutes by make test-soak, which is not a part of make test, as
# what it proves depends on how fast the machine is
soak:
	@SOAK_SECONDS=$${SOAK_SECONDS:-3600}; export SOAK_SECONDS; \
	PGP_SUITE_TIMEOUT=$${PGP_SUITE_TIMEOUT:-$$((SOAK_SECONDS + 1200))} test/lib/run soak

bench-full:
	@BENCH_FULL=1 PGP_SUITE_TIMEOUT=$${PGP_SUITE_TIMEOUT:-14400} test/lib/run bench

test-core:
	@test/core/run

test-majors:
	@test/majors/run

test-assert:
	@test/lib/with_build assert $(SUITES)

valgrind:
	@test/lib/with_build valgrind regress pgtap

asan:
	@test/lib/with_build asan regress pgtap

coverage:
	@test/lib/coverage $(SUITES)

lint:
	@test/lib/lint

format:
	@test/lib/format

strict:
	@test/lib/strict

dist:
	@test/lib/dist

test-soak:
	@test/lib/run soak
