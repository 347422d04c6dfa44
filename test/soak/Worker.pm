# test/soak/Worker.pm - one of the sessions that work while everything changes.
#
# A worker connects, declares purposes at random, and runs kinds of statements
# at random.  Oracle.pm judges every byte that comes back: canaries that must
# not be there, canaries that must, refusals that should not be, statements
# that should have been refused, and errors that nobody expects.
#
# A kind is [name, weight, what it does].  It uses
#
#	$w->query(SQL, ...)		a simple query, judged; dies "gone" with the connection
#	$w->execute(...)		the same by a named statement of the extended protocol
#
# whose further arguments are what is expected of it:
#
#	uses		tags, of which each row holds a canary if the purpose may see all;
#				by consent, if the row belongs to somebody who consents
#	copy		the same for COPY: the data holds canaries
#	errors		SQLSTATEs that are in order, besides @harmless
#	refused		tags: if one of them is hidden, it must fail
#	fails		it must fail in any case
#	hides		nothing may come out at all
#	may_fail	it may be refused although the purpose may see all
#	as			the purpose for which it acts, if not the session's
#	since		when what it shows was read, if not now

package Worker;

use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use Oracle;
use Session;
use Time::HiRes qw(sleep time);

# Errors of every session here: refusals, cancelled, terminated, shut down and
# starting up, deadlocks, lock time-outs.
my @harmless = qw(42501 57014 57P01 57P02 57P03 40P01 55P03);

# Milliseconds that a session waits for a lock.  DDL holds some for as long as
# the machine is busy; that a statement gives up must be as harmless as that it
# waits, wherever it happens to be.
my @lock_timeouts = (5000, 5000, 50);
my $canary = qr/ZQ([a-z]+)_([0-9]+)_[0-9]+ZQ|\b88000000([0-9]{3})\b/;

sub new
{
	my ($class, %w) = @_;

	return bless {
		statements => 0, rows => 0, errors => {}, kinds => {}, hits => {}, connects => 0, serial => 0,
		lock_timeouts => \@lock_timeouts, %w }, $class;
}

# Say what must not be.
sub finding
{
	my ($w, $sort, $text) = @_;

	$w->{hits}{ $w->{kind} }{$sort}++;
	return if $w->{expect_findings};
	open(my $fh, '>>', $w->{findings}) or die "$w->{findings}: $!\n";
	syswrite($fh, join("\t", $sort, $w->{kind}, "role $w->{role}", $text =~ s/[\t\n]+/ /gr) . "\n");
	close $fh;
	return;
}

# ---- judging ---------------------------------------------------------------------

sub _state
{
	my ($w, $tag, $id, $purpose, $start, $end) = @_;

	return 'hidden' if !defined $purpose;
	return $w->{oracle}->state($tag, $id, $purpose, $w->{role}, $start, $end);
}

sub judge
{
	my ($w, $result, $purpose, $start, $sql, %x) = @_;
	my $end = Oracle::now();
	my $about = sprintf('purpose "%s", %.3f s: %s', $purpose, $end - $start, substr($sql, 0, 300));
	my %seen;

	$start = $x{since} if $x{since};
	$purpose = $x{hides} ? undef : $x{as} // $purpose;
	$w->{statements}++;
	$w->{rows} += @{ $result->{rows} };

	# what came out
	while ($result->{bytes} =~ /$canary/g)
	{
		my ($tag, $id) = defined $1 ? ($1, $2) : ('card', $3);

		next if $seen{"$tag " . ($tag eq 'email' ? $id % 3 : '')}++;
		$w->finding('leak', "canary $& at $about")
		  if $w->_state($tag, $id, $purpose, $start, $end) eq 'hidden';
	}

	# what became of it
	my $state = $result->{error} ? $result->{error}{C} : $result->{lost} ? 'lost' : '';
	my @uses = @{ $x{uses} || $x{copy} || [] };
	my @states = map { $w->_state($_, 1, $purpose, $start, $end) } @uses;
	my $raw = @uses && !grep { $_ ne 'raw' } @states;

	$w->{certain}{ $raw ? 'raw' : (grep { $_ eq 'hidden' } @states) ? 'hidden' : 'unknown' }++ if @uses;

	$w->{errors}{$state}++ if $state;
	$w->{failed} = "$state at " . substr($sql, 0, 60) if $state;
	$w->{kinds}{ $w->{kind} } = 1 if !$state || grep { $state eq $_ } @{ $x{errors} || [] };
	if ($state && $state ne 'lost')
	{
		my $message = join(' ', $state, $result->{error}{M}, $result->{error}{D} // ());

		$w->finding('error', "$message at $about")
		  if !grep { $state eq $_ } @harmless, @{ $x{errors} || [] };
		$w->finding('denied', "$message at $about")
		  if $raw && $state eq '42501' && !$x{may_fail} && !$w->overtaken($result, $start, $end);
	}
	elsif (!$state)
	{
		$w->finding('masked', "no value at $about")
		  if $raw && ($x{copy} ? $result->{bytes} !~ /ZQ$uses[0]_/ : _lacks($result->{rows}, @uses));
		$w->finding('not refused', $about)
		  if $x{fails} || grep { $w->_state($_, 1, $purpose, $start, $end) eq 'hidden' } @{ $x{refused} || [] };
	}
	die "gone\n" if $result->{lost};
	return;
}

# Is this the refusal of a plan, or a portal, that a change overtook between
# planning and execution?  Then there must have been one.
sub overtaken
{
	my ($w, $result, $start, $end) = @_;

	return $result->{error}{M} =~ /^(plan was made for another purpose|cursor cannot be fetched from after a change)/
	  && !$w->{oracle}->is_quiet($start, $end);
}

# Does a row lack a canary of one of the tags?
sub _lacks
{
	my ($rows, @tags) = @_;

	foreach my $tag (@tags)
	{
		return 1 if grep { index($_, "ZQ${tag}_") < 0 } @$rows;
	}
	return 0;
}

# True if it went well.
sub query
{
	my ($w, $sql, %x) = @_;
	my $purpose = $w->{session}->purpose;
	my $start = Oracle::now();
	my $result = $w->{session}->query($sql);

	$w->judge($result, $purpose, $start, $sql, %x);
	return !$result->{error};
}

# A statement that must be known by that name, with its values.
sub execute
{
	my ($w, $name, $values, %x) = @_;
	my $purpose = $w->{session}->purpose;
	my $start = Oracle::now();

	$w->{session}->bind('', $name, @$values);
	$w->{session}->execute('', 0);
	my $result = $w->{session}->sync;
	$w->judge($result, $purpose, $start, "extended: $name", %x);
	return !$result->{error};
}

# Several, up to the first that fails.  Each is an SQL text or [SQL, ...].
sub queries
{
	my ($w, @steps) = @_;

	foreach my $step (@steps)
	{
		return 0 if !$w->query(ref $step ? @$step : $step);
	}
	return 1;
}

# ---- what there is to do -----------------------------------------------------------

sub row { return 1 + int(rand(200)); }
sub one { return $_[ int(rand(@_)) ]; }

# A row of this worker's own, and none that consents.
sub own_row
{
	my ($w) = @_;

	return 3 * (1_000_000 * ($w->{number} + 1) + $w->{serial}++);
}

sub other_purpose
{
	my ($w) = @_;

	return one(grep { $_ ne $w->{session}->purpose } @{ $w->{purposes} });
}

# A plain query: [name, weight, SQL with %d for a row, tags].
sub reading
{
	my ($name, $weight, $sql, @uses) = @_;

	return [
		$name, $weight,
		sub {
			my ($w) = @_;
			my $id = row();
			my $text = $sql =~ s/%d/$id/gr;

			$w->query($text, $text =~ /^COPY/ ? 'copy' : 'uses', \@uses);
		}
	];
}

# An allowed change: value = tag_row_version.  The canaries are put together by
# the server, lest a message that quotes a statement seem to give one away.
sub update
{
	my ($column) = @_;

	return "UPDATE app.person SET $column = 'ZQ' || '${column}_' || id || '_' || (${column}_v + 1) || 'ZQ', ${column}_v = ${column}_v + 1 "
	  . 'WHERE id = ';
}

sub insert
{
	my ($id) = @_;

	return 'INSERT INTO app.person (id, phone, email, ssn) '
	  . "SELECT i, 'ZQ' || 'phone_' || i || '_0ZQ', 'ZQ' || 'email_' || i || '_0ZQ', 'ZQ' || 'ssn_' || i || '_0ZQ' FROM (VALUES ($id)) AS v (i)";
}

our @kinds = (
	# ---- queries of every shape
	reading('column', 6, 'SELECT id, phone FROM app.person WHERE id = %d', 'phone'),
	reading('range', 2, 'SELECT id, ssn FROM app.person WHERE id < %d LIMIT 20', 'ssn'),
	reading('table level', 2, 'SELECT id, card, card FROM app.person WHERE id = %d', 'card'),
	reading('number', 1, 'SELECT id, salary FROM app.person WHERE id BETWEEN %d AND %d + 9'),
	reading('document', 2, 'SELECT profile, profile -> \'k\' FROM app.person WHERE id = %d', 'profile'),
	reading('hobby', 2, 'SELECT id, hobby FROM app.person WHERE id = %d', 'hobby'),
	reading('generated', 2, 'SELECT place_tag FROM app.visit WHERE id % 100 = %d % 100', 'place'),
	# The table's label allows other purposes than that of the column it is
	# computed from: nobody is left.
	[ 'generated, closed', 2, sub { $_[0]->query('SELECT phone_tag FROM app.person WHERE id = ' . row(), hides => 1) } ],
	reading('schema level', 2, 'SELECT * FROM diary.memo WHERE id = %d', 'memo'),
	reading('everything', 2, 'SELECT * FROM app.person WHERE id = %d'),
	reading('consented', 3, 'SELECT id, email FROM app.person WHERE id <= 200 AND id % 3 = 1 AND id > %d', 'email'),
	reading('not consented', 2, 'SELECT id, email FROM app.person WHERE id % 3 <> 1 AND id > %d'),
	reading('view', 2, 'SELECT id, phone FROM app.person_view WHERE id = %d', 'phone'),
	reading('view of views', 2, 'SELECT * FROM app.contact WHERE id = %d', 'phone', 'memo'),
	reading('invoker view', 2, 'SELECT phone FROM app.contact_invoker WHERE id = %d', 'phone'),
	reading('materialized', 2, 'SELECT id, phone FROM app.person_mv WHERE id = %d', 'phone'),
	reading('aggregate', 1, 'SELECT string_agg(phone, \',\' ORDER BY phone), max(phone) FROM app.person WHERE id <= 200', 'phone'),
	reading('order', 1, 'SELECT phone FROM app.person WHERE id <= 200 ORDER BY phone DESC LIMIT 5', 'phone'),
	reading('group', 1, 'SELECT phone, count(*) FROM app.person WHERE id <= 200 GROUP BY phone HAVING count(*) > 0', 'phone'),
	reading('window', 1, 'SELECT phone, lag(id) OVER (ORDER BY phone) FROM app.person WHERE id <= 20', 'phone'),
	reading('with', 1, 'WITH w AS MATERIALIZED (SELECT phone, id FROM app.person WHERE id <= 200) SELECT w.phone FROM w WHERE id = %d', 'phone'),
	reading('union', 1, 'SELECT phone FROM app.person WHERE id = %d UNION ALL SELECT body FROM diary.memo WHERE id = %d'),
	reading('sub-select', 1, 'SELECT (SELECT ssn FROM app.claim AS c WHERE c.id = p.id) FROM app.person AS p WHERE p.id = %d', 'ssn'),
	reading('lateral', 1, 'SELECT l.phone FROM diary.memo AS m, LATERAL (SELECT phone FROM app.person AS p WHERE p.id = m.id) AS l WHERE id = %d', 'phone'),
	reading('join', 1, 'SELECT p.ssn, c.ssn FROM app.person AS p JOIN app.claim AS c ON c.ssn = p.ssn WHERE c.id < 30', 'ssn'),
	reading('condition', 1, 'SELECT count(*) FROM app.person WHERE phone LIKE \'ZQphone\\_%d\\_%\''),
	reading('whole row', 2, 'SELECT p FROM app.person AS p WHERE p.id = %d'),
	reading('row as text', 1, 'SELECT p::text, row_to_json(p) FROM app.person AS p WHERE p.id = %d'),
	reading('field of a row', 1, 'SELECT (p).phone FROM app.person AS p WHERE p.id = %d', 'phone'),
	reading('for share', 1, 'SELECT phone FROM app.person WHERE id = %d FOR SHARE', 'phone'),
	reading('partitioned', 2, 'SELECT id, place FROM app.visit WHERE id < 100', 'place'),
	reading('all partitions', 2, 'SELECT * FROM app.visit', 'place'),
	reading('detached partition', 2, 'SELECT id, place FROM app.visit_1 WHERE id > %d', 'place'),
	reading('tree', 1, 'SELECT id, chip FROM app.animal'),
	reading('only', 2, 'SELECT chip FROM ONLY app.animal', 'tagp'),
	reading('child', 2, 'SELECT chip, breed FROM app.dog', 'chip'),
	reading('statistics', 1, 'SELECT attname, most_common_vals, histogram_bounds FROM pg_catalog.pg_stats WHERE schemaname <> \'pg_catalog\''),
	reading('explain', 1, 'EXPLAIN (ANALYZE, VERBOSE) SELECT phone FROM app.person WHERE phone > \'ZQphone\' ORDER BY phone'),
	reading('copy', 1, 'COPY app.person (id, phone) TO STDOUT', 'phone'),
	reading('copy query', 1, 'COPY (SELECT id, ssn FROM app.person WHERE id < %d + 5) TO STDOUT (FORMAT csv)', 'ssn'),
	reading('copy binary', 1, 'COPY (SELECT body FROM diary.memo) TO STDOUT (FORMAT binary)', 'memo'),

	# ---- functions
	reading('plpgsql', 2, 'SELECT app.phone_of(%d)', 'phone'),
	reading('sql function', 2, 'SELECT * FROM app.phones(%d + 1)', 'phone'),
	reading('scalar sql function', 1, 'SELECT app.phone_scalar(%d)', 'phone'),
	reading('atomic function', 1, 'SELECT app.phone_atomic(%d)', 'phone'),
	reading('loop', 1, 'SELECT app.loop_phones(20)', 'phone'),
	reading('definer function', 1, 'SELECT app.definer_phone(%d)', 'phone'),
	reading('function per row', 1, 'SELECT app.phone_of(m.id) FROM diary.memo AS m WHERE m.id < 10', 'phone'),
	[
		'function with a purpose', 2,
		sub {
			my ($w) = @_;
			my $id = row();

			# In the caller's own query the purpose is the caller's again.
			$w->query("SELECT app.billing_ssn($id)", as => 'billing', uses => ['ssn']);
			$w->query("SELECT ssn FROM app.person WHERE id = $id", uses => ['ssn']);
		}
	],
	[ 'notice', 2, sub { $_[0]->query('SELECT app.notice_phone(' . row() . ')', errors => ['P0001'], fails => 1) } ],
	[
		'do', 1,
		sub {
			my ($w) = @_;

			$w->query('DO $$ DECLARE t text; BEGIN SELECT ssn INTO t FROM app.person WHERE id = ' . row() . '; RAISE WARNING \'%\', t; END $$');
		}
	],

	# ---- errors that would carry values
	[ 'cast', 2, sub { $_[0]->query('SELECT phone::int FROM app.person WHERE id = ' . row(), errors => ['22P02']) } ],
	# of the rows that were there first: which one comes first, and so into the
	# message, is chance, and the workers' own hold no canary
	[ 'cast of ssn', 1, sub { $_[0]->query('SELECT sum(ssn::numeric) FROM app.person WHERE id <= 200', errors => ['22P02']) } ],
	[ 'check', 2, sub { $_[0]->query('UPDATE app.person SET age = -1 WHERE id = ' . row(), errors => ['23514'], fails => 1, hides => 1) } ],
	[
		'duplicate', 1,
		sub {
			my ($w) = @_;
			my ($one, $two) = ($w->own_row, $w->own_row);

			$w->query("INSERT INTO app.person (id, ssn) SELECT i, 'ZQ' || 'ssn_77777_0ZQ' FROM unnest(ARRAY[$one, $two]) AS i",
				errors => ['23505'], fails => 1, hides => 1);
		}
	],
	[ 'foreign key', 1, sub { $_[0]->query('INSERT INTO app.orders (person, item) VALUES (-1, \'nothing\')', errors => ['23503'], fails => 1) } ],

	# ---- prepared statements, kept while labels and purposes change
	[ 'execute', 4, sub { $_[0]->query('EXECUTE kept_phone(' . row() . ')', uses => ['phone']) } ],
	[ 'execute generic', 3, sub { $_[0]->query('EXECUTE kept_ssn', uses => ['ssn']) } ],
	[ 'execute view', 2, sub { $_[0]->query('EXECUTE kept_contact(' . row() . ')', uses => [ 'phone', 'memo' ]) } ],
	[ 'execute update', 1, sub { $_[0]->query('EXECUTE kept_update(' . row() . ')', uses => ['phone'], refused => ['phone']) } ],
	[ 'extended', 4, sub { $_[0]->execute('x_phone', [ row() ], uses => ['phone']) } ],
	[ 'extended view', 2, sub { $_[0]->execute('x_contact', [ row() ], uses => [ 'phone', 'memo' ]) } ],
	[ 'extended place', 2, sub { $_[0]->execute('x_place', [], uses => ['place']) } ],
	[
		'portal', 2,
		sub {
			my ($w) = @_;
			my $session = $w->{session};

			return if !$w->query('BEGIN');
			my ($purpose, $start) = ($session->purpose, Oracle::now());
			$session->bind('kept', 'x_place');
			$session->execute('kept', 5);
			my $result = $session->sync;
			$w->judge($result, $purpose, $start, 'portal', uses => ['place']);
			return if $result->{error};
			sleep(rand(0.6)) if rand() < 0.3;
			return if !$w->query('SET LOCAL purpose.current = \'' . $w->other_purpose . '\'');
			($purpose, $start) = ($session->purpose, Oracle::now());
			$session->execute('kept', 5);
			$w->judge($session->sync, $purpose, $start, 'portal after a change');
		}
	],

	# ---- cursors
	[
		'cursor', 2,
		sub {
			my ($w) = @_;

			$w->queries('BEGIN', 'DECLARE c CURSOR FOR SELECT id, phone FROM app.person WHERE id <= 200 ORDER BY id',
				[ 'FETCH 5 FROM c', uses => ['phone'], may_fail => 1 ])
			  or return;
			sleep(rand(1.2)) if rand() < 0.5;
			$w->query('FETCH 5 FROM c', uses => ['phone'], may_fail => 1) or return;
			$w->query('SET LOCAL purpose.current = \'' . $w->other_purpose . '\'') or return;
			$w->query('FETCH 5 FROM c');
		}
	],
	[
		'held cursor', 2,
		sub {
			my ($w) = @_;

			$w->queries('CLOSE ALL', 'BEGIN', 'DECLARE held CURSOR WITH HOLD FOR SELECT id, ssn, phone FROM app.person WHERE id <= 200',
				'COMMIT', 'FETCH 3 FROM held')
			  or return;
			sleep(rand(1.2)) if rand() < 0.3;
			$w->query('FETCH 3 FROM held', may_fail => 1);
			$w->declare_purpose;
			$w->query('FETCH 3 FROM held');
		}
	],

	# ---- transactions
	[
		'savepoint', 2,
		sub {
			my ($w) = @_;
			my @look = ('SELECT id, phone, hobby FROM app.person WHERE id = ' . row(), uses => [ 'phone', 'hobby' ]);

			$w->queries('BEGIN', 'SET LOCAL purpose.current = \'' . $w->other_purpose . '\'', \@look, 'SAVEPOINT s',
				'SET LOCAL purpose.current = \'' . $w->other_purpose . '\'')
			  or return;
			$w->query(@look);
			$w->queries('ROLLBACK TO s', \@look, 'COMMIT', \@look);
		}
	],
	[
		'repeatable read', 1,
		sub {
			my ($w) = @_;
			my @look = ('SELECT id, phone FROM app.person WHERE id = ' . row(), uses => ['phone']);

			$w->queries('BEGIN ISOLATION LEVEL REPEATABLE READ', \@look) or return;
			sleep(rand(1.2)) if rand() < 0.5;
			$w->queries(\@look, [ 'SELECT body FROM diary.memo', uses => ['memo'] ], 'COMMIT');
		}
	],
	[
		'other role', 1,
		sub {
			my ($w) = @_;

			return if $w->{role} eq 'soak_flip' || $w->{role} eq 'soak_detector';
			$w->queries(
				'BEGIN', 'SET LOCAL ROLE soak_none',
				[ 'SELECT id FROM app.person WHERE id = ' . row() ],
				[ 'SELECT id, phone FROM app.person WHERE id = ' . row(), hides => 1 ],
				[ 'EXECUTE kept_phone(' . row() . ')', hides => 1 ]);
		}
	],
	[
		'no justification', 1,
		sub {
			my ($w) = @_;

			return if $w->{role} eq 'soak_flip';
			$w->queries(
				'BEGIN',
				'SET LOCAL purpose.current = audit',
				'SET LOCAL purpose.justification = \'\'',
				[ 'SELECT card FROM app.person WHERE id = ' . row(), hides => 1, refused => ['card'] ]);
		}
	],
	[
		'temporary table', 1,
		sub {
			my ($w) = @_;
			my $start = Oracle::now();

			# The extract is open; what is in it was decided when it was made.
			$w->queries(
				'BEGIN',
				'CREATE TEMP TABLE extract ON COMMIT DROP AS SELECT id, phone, email FROM app.person WHERE id <= 200',
				[ 'SELECT id, phone FROM extract LIMIT 20', since => $start, uses => ['phone'] ],
				'ANALYZE extract',
				[ 'SELECT * FROM extract LIMIT 20', since => $start ],
				'COMMIT');
		}
	],
	[
		'parallel', 1,
		sub {
			my ($w) = @_;
			my $force = $w->{session}{status}{server_version} =~ /^15/ ? 'force_parallel_mode' : 'debug_parallel_query';

			$w->queries(
				'BEGIN',
				"SET LOCAL $force = on",
				'SET LOCAL parallel_setup_cost = 0',
				'SET LOCAL parallel_tuple_cost = 0',
				'SET LOCAL min_parallel_table_scan_size = 0',
				[ 'SELECT id, ssn FROM app.person WHERE id <= 200 ORDER BY ssn', uses => ['ssn'] ],
				[ 'SELECT max(place), min(place) FROM app.visit', uses => ['place'] ],
				'COMMIT');
		}
	],

	# ---- writing
	[ 'update phone', 3, sub { $_[0]->query(update('phone') . row(), uses => ['phone'], refused => ['phone']) } ],
	[
		'update returning', 2,
		sub { $_[0]->query(update('phone') . row() . ' RETURNING id, phone', uses => ['phone'], refused => ['phone']) }
	],
	[
		'update ssn', 2,
		sub {
			my ($w) = @_;

			# and, through the foreign key, claim.ssn
			$w->query(update('ssn') . row(), uses => ['ssn'], refused => ['ssn']);
		}
	],
	[ 'update card', 2, sub { $_[0]->query(update('card') . row(), uses => ['card'], refused => ['card']) } ],
	[
		'update place', 1,
		sub {
			my ($w) = @_;

			$w->query('UPDATE app.visit SET place = \'ZQ\' || \'place_\' || id || \'_1ZQ\' WHERE id = 7', uses => ['place'], refused => ['place']);
		}
	],
	[
		'save what was read', 2,
		sub {
			my ($w) = @_;

			$w->query('UPDATE app.person SET phone = phone, ssn = ssn WHERE id = ' . row(), refused => [ 'phone', 'ssn' ]);
		}
	],
	[ 'copy a value', 1, sub { $_[0]->query('UPDATE app.person SET extra = left(phone, 2) WHERE id = ' . row(), uses => ['phone'], refused => ['phone']) } ],
	[ 'update where', 1, sub { $_[0]->query('UPDATE app.person SET age = age + 1 WHERE id < 5 AND ssn IS NULL', refused => ['ssn']) } ],
	[ 'delete where', 1, sub { $_[0]->query('DELETE FROM app.person WHERE phone IS NULL AND id <= 200', refused => ['phone']) } ],
	[ 'delete where mask', 1, sub { $_[0]->query('DELETE FROM app.person WHERE phone NOT LIKE \'ZQ%\' AND id <= 200', refused => ['phone']) } ],
	[
		'on conflict', 1,
		sub {
			my ($w) = @_;

			$w->query('INSERT INTO app.person (id, phone) VALUES (' . row() . ', \'lost\') ON CONFLICT (id) DO UPDATE SET phone = person.phone',
				refused => ['phone']);
		}
	],
	[
		'merge', 1,
		sub {
			my ($w) = @_;

			$w->query('MERGE INTO app.person AS p USING (VALUES (' . row()
				  . ')) AS v (id) ON p.id = v.id WHEN MATCHED THEN UPDATE SET phone = p.phone', refused => ['phone']);
		}
	],
	[ 'insert', 2, sub { my ($w) = @_; $w->query(insert($w->own_row)); } ],
	[ 'insert returning', 2, sub { my ($w) = @_; $w->query(insert($w->own_row) . ' RETURNING id, phone, email, ssn'); } ],
	[
		'copy from', 1,
		sub {
			my ($w) = @_;
			my ($one, $two) = ($w->own_row, $w->own_row);

			$w->{session}{copy_in} = join('', map { "$_\tcopied\tcopied $_\n" } $one, $two);
			$w->query('COPY app.person (id, phone, ssn) FROM STDIN');
		}
	],
	[
		'delete own', 3,
		sub {
			my ($w) = @_;
			my $first = 3_000_000 * ($w->{number} + 1);

			$w->query("DELETE FROM app.person WHERE id >= $first AND id < $first + 3000000 AND id % 2 = " . int(rand(2)));
		}
	],
	[ 'consent', 2, sub { my $id = 3 * int(rand(60)) + 2; $_[0]->query("UPDATE app.consent SET yes = NOT yes WHERE person = $id"); } ],
	[ 'opt in', 1, sub { my $id = 3 * int(rand(60)) + 2; $_[0]->query("UPDATE app.person SET optin = NOT optin WHERE id = $id"); } ],
	[
		'refresh', 2,
		sub {
			my ($w) = @_;
			my $refresh = [ 'REFRESH MATERIALIZED VIEW app.person_mv', refused => ['phone'] ];

			# only these two may, and few of their purposes
			return if $w->{role} ne 'soak_owner' && $w->{role} ne 'soak_super';
			$w->queries(rand() < 0.5 ? ('BEGIN', 'SET LOCAL purpose.current = support', $refresh, 'COMMIT') : $refresh);
		}
	],

	# ---- the session
	[ 'discard', 1, sub { my ($w) = @_; $w->query('DISCARD ALL') && $w->prepare; } ],
	[ 'policy', 1, sub { $_[0]->query('SELECT count(*), max(allow) FROM purpose.column_policies') } ],
	[ 'verdict', 1, sub { $_[0]->query('SELECT purpose.verdict(\'app.person\', a, \'research\') FROM unnest(ARRAY[\'phone\', \'ssn\']::name[]) AS a') } ],
	[
		'newest partition', 1,
		sub {
			my ($w) = @_;

			$w->query('SELECT place FROM app.visit_new', uses => ['place'], errors => ['42P01']);
		}
	],
	[
		'reconnect', 1,
		sub {
			my ($w) = @_;

			$w->{session}->close;
			$w->{session} = undef;
			$w->{kinds}{reconnect} = 1;
			die "gone\n";
		}
	],
);

# ---- the session ---------------------------------------------------------------------

# Connect; false if that does not work now.
sub connect
{
	my ($w, %more) = @_;
	my $purpose = one('', @{ $w->{purposes} });
	my $session = Session->connect(
		$w->{server},
		user             => $w->{role},
		application_name => "soak $w->{what}",
		options => "-c purpose.justification=case\\ 4711" . ($purpose ne '' ? " -c purpose.current=$purpose" : ''),
		%more);

	return 0 if !$session;
	if ($session->{lost})
	{
		my $error = $session->{error};

		if ($error)
		{
			$w->{errors}{ $error->{C} }++;
			$w->{kind} = 'connect';
			$w->finding('error', "$error->{C} $error->{M} on connection")
			  if !grep { $error->{C} eq $_ } @harmless, '53300';
		}
		return 0;
	}
	$w->{session} = $session;
	$w->{connects}++;
	return 1;
}

# Try again until it works: a change may hold a table's lock for longer than we
# wait, and a statement may be cancelled.
sub insist
{
	my ($w, $what, $try) = @_;

	for (1 .. 100)
	{
		return if $try->();
	}
	$w->finding('error', "$what did not work in a hundred tries");
	return;
}

# The statements that stay.
sub prepare
{
	my ($w) = @_;
	my $session = $w->{session};

	foreach my $sql (
		'SET plan_cache_mode = ' . one(qw(auto force_generic_plan force_custom_plan)),
		'SET lock_timeout = ' . one(@{ $w->{lock_timeouts} }),
		'PREPARE kept_phone(int) AS SELECT id, phone FROM app.person WHERE id = $1',
		'PREPARE kept_ssn AS SELECT id, ssn FROM app.person WHERE id < 9',
		'PREPARE kept_contact(int) AS SELECT * FROM app.contact WHERE id = $1',
		'PREPARE kept_update(int) AS ' . update('phone') . '$1')
	{
		$w->insist($sql, sub { $w->query($sql) });
	}
	foreach my $statement (
		[ 'x_phone', 'SELECT id, phone FROM app.person WHERE id = $1' ],
		[ 'x_contact', 'SELECT * FROM app.contact WHERE id = $1' ],
		[ 'x_place', 'SELECT id, place FROM app.visit WHERE id < 150' ])
	{
		$w->insist("parse $statement->[0]", sub {
			$session->parse(@$statement);
			my $result = $session->sync;
			$w->judge($result, $session->purpose, Oracle::now(), 'extended: parse');
			return !$result->{error};
		});
	}
	return;
}

sub declare_purpose
{
	my ($w) = @_;
	my $purpose = one(@{ $w->{purposes} });

	$w->query(
		one("SET purpose.current = '$purpose'", "SET purpose.current = '$purpose'",
			"SELECT set_config('purpose.current', '$purpose', false)", 'RESET purpose.current', 'SET purpose.current = nonsense'),
		errors => [ '22023', '42704' ]);
	return;
}

# Run one kind.
sub run_kind
{
	my ($w, $kind) = @_;

	$w->{kind} = $kind->[0];
	$w->{kinds}{ $kind->[0] } //= 0;
	$kind->[2]->($w);
	if ($w->{session}->in_transaction)
	{
		$w->query('ROLLBACK');
	}
	return;
}

# Work until the time is over.
sub work
{
	my ($w, $until, $pause) = @_;
	my @lots = map { my $kind = $_; ($kind) x $kind->[1] } @kinds;

	while (time() < $until)
	{
		my $went_on = eval {
			if (!$w->{session} || $w->{session}{lost})
			{
				$w->{kind} = 'connect';
				if (!$w->connect) { sleep(0.3); return 1; }
				$w->prepare;
			}
			$w->{kind} = 'declare';
			$w->declare_purpose if rand() < 0.4;
			$w->run_kind(one(@lots));
			1;
		};
		if (!$went_on)
		{
			$w->finding('hang', $@) if $@ =~ /did not answer/;
			die $@ if $@ ne "gone\n" && $@ !~ /did not answer/;
			$w->{session} = undef;
		}
		sleep(rand($pause));
	}
	eval { $w->{session}->close } if $w->{session};
	return;
}

1;
