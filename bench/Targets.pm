# bench/Targets.pm - what is judged, and the table.
#
# Ratios of instructions are judged; times are shown beside them.  A limit
# that is missed counts as failed, unless the file "floors" says that it has
# a floor, why, and how high: then it must not be higher than that.
package Targets;

use strict;
use warnings;

# Limits of all cases, as compared variant.part => ratio.  Counts repeat to
# 0.001, so that "not more than the view" is 1.001.
my %limits = (
	'loaded.whole' => 1.005,
	'allowed.whole' => 1.01,
	'masked.planning' => 1.05,
	'masked.execution' => 1.001);

my @columns = (
	[ 'loaded.whole', 'loaded / without' ],
	[ 'allowed.whole', 'allowed / without' ],
	[ 'masked.planning', 'masked / view: planning' ],
	[ 'masked.execution', 'execution' ],
	[ 'masked.whole', 'whole' ],
	[ 'rls.whole', 'row-level security / without' ]);

my %floors;
my (@missed, @excused);
my ($passed, $failed);

# The whole text, and how many targets are met and missed.
sub report
{
	my ($result, $cases, $floors) = @_;
	my $text = machine($result);

	($passed, $failed) = (0, 0);
	read_floors($floors);
	$text .= cases_table($result, $cases) if @$cases;
	$text .= scale_table($result) if $result->{scale};
	$text .= join '', "\nMissed:\n\n", map { "- $_\n" } @missed if @missed;
	$text .= join '', "\nFloors (in parentheses above):\n\n", map { "- $_\n" } @excused if @excused;
	return ($text, $passed, $failed);
}

sub first_line
{
	my ($file, $pattern) = @_;

	open(my $fh, '<', $file) or return '';
	while (<$fh>)
	{
		return $1 if /$pattern/;
	}
	return '';
}

# What it was measured on.
sub machine
{
	my ($result) = @_;
	my $cores = () = do { local @ARGV = ('/proc/cpuinfo'); join '', <> } =~ /^processor/mg;
	my $valgrind = `valgrind --version 2>/dev/null`;
	my $kernel = `uname -sr`;
	my ($version) = $result->{version} =~ /(PostgreSQL\).*)/;

	chomp($valgrind, $kernel);
	$version =~ s/\) /  /;
	$version =~ s/  / /;
	return sprintf("%s, %d cores; %s; %s; instructions by %s; %s sizes (%s rows in the wide table)\n\n",
		first_line('/proc/cpuinfo', qr/^model name\s*: (.*)/) || 'unknown processor', $cores, $kernel, $version,
		$valgrind, $result->{full} ? 'full' : 'compact', thousands($result->{size}{wide}));
}

# Lines of four fields, separated by "|": case, part, limit, reason.
sub read_floors
{
	my ($file) = @_;

	open(my $fh, '<', $file) or return;
	while (my $line = <$fh>)
	{
		next if $line =~ /^\s*(#|$)/;
		my ($case, $part, $limit, $reason) = map { s/^\s+|\s+$//gr } split /\|/, $line, 4;

		$floors{"$case $part"} = { limit => $limit, reason => $reason };
	}
}

# Judge a figure; returns it as it is to be shown.
sub judge
{
	my ($case, $part, $value, $limit, $format, $title) = @_;
	my $shown = sprintf($format, $value);
	my $floor = $floors{"$case $part"} || $floors{"* $part"};

	return $shown if !defined $limit;
	if ($shown <= $limit)
	{
		$passed++;
		return $shown;
	}
	if ($floor && $shown <= $floor->{limit})
	{
		$passed++;
		push @excused, "$title, $part: $shown (target $limit, floor $floor->{limit}): $floor->{reason}";
		return "($shown)";
	}
	$failed++;
	push @missed, "$title, $part: $shown, target $limit";
	return "**$shown**";
}

sub median
{
	my @sorted = sort { $a <=> $b } @_;

	return $sorted[ @sorted / 2 ];
}

sub thousands
{
	my ($number) = @_;

	$number = sprintf('%.0f', $number);
	1 while $number =~ s/^(-?\d+)(\d{3})/$1,$2/;
	return $number;
}

sub row
{
	return '| ' . join(' | ', @_) . " |\n";
}

# ---- statements --------------------------------------------------------------

sub cases_table
{
	my ($result, $cases) = @_;
	my $text = row('', 'instructions, time without', map { $_->[1] } @columns);

	$text .= row(map { '---' } 0 .. @columns + 1);
	foreach my $case (@$cases)
	{
		my $counted = $result->{counted}{ $case->{name} };
		my $times = $result->{times}{ $case->{name} };

		$text .= row($case->{title},
			sprintf('%s, %.2f ms', thousands($counted->{base}{whole}), median(@{ $times->{base} })),
			map { cell($case, $counted, $times, $_->[0]) } @columns);
	}
	return $text . "\nRatios of instructions; in brackets those of time: median of the rounds, least and greatest. "
		. "Planning includes\nparse analysis and rewriting, where the server expands views. **Bold**: target missed.\n";
}

sub cell
{
	my ($case, $counted, $times, $column) = @_;
	my ($variant, $part) = split /\./, $column;
	my $over = Cases::over($variant);
	my ($this, $that) = map { $counted->{$_} && $counted->{$_}{$part} } $variant, $over;
	my $limit = ($case->{targets} || {})->{$column} // $limits{$column};

	# Planning of a statement that was prepared is not zero but rests.
	return '' if !$this || !$that || $that < 1000;
	my $text = judge($case->{name}, $column, $this / $that, $limit, '%.3f', $case->{title});

	$text .= ' [' . ratios($times->{$variant}, $times->{$over}) . ']' if $part eq 'whole' && $times->{$variant};
	if ($part eq 'whole' && $case->{targets} && $case->{targets}{"$variant.planning"} && $variant ne 'masked')
	{
		my $planning = $counted->{$variant}{planning} / $counted->{$over}{planning};

		$text .= '; planning ' . judge($case->{name}, "$variant.planning", $planning,
			$case->{targets}{"$variant.planning"}, '%.3f', $case->{title});
	}
	return $text;
}

# Median, least and greatest of the ratios of rounds.
sub ratios
{
	my ($these, $those) = @_;
	my @ratios = sort { $a <=> $b } map { $these->[$_] / $those->[$_] } 0 .. $#$these;

	return sprintf('%.2f, %.2f–%.2f', median(@ratios), $ratios[0], $ratios[-1]);
}

# ---- scale -------------------------------------------------------------------

sub scale_table
{
	my ($result) = @_;
	my ($scale, $counted, $size) = @{$result}{qw(scale counted size)};
	my $labels = $size->{tables} * $size->{columns};
	my $text = sprintf("\n%s tables, %s labelled columns, %s purposes 12 deep, %s roles:\n\n",
		map { thousands($_) } $size->{tables}, $labels, $size->{purposes}, $size->{roles});

	$text .= row('', '', 'target') . row('---', '---', '---');
	$text .= connection_rows($counted) . size_rows($counted) . switch_rows($counted);
	$text .= memory_rows($scale, $size);
	$text .= row('setting so many labels', sprintf('%.1f s, %.2f ms each', $result->{label_seconds},
		1000 * $result->{label_seconds} / $labels), '');
	return $text . spread_rows($scale->{spread});
}

sub connection_rows
{
	my ($counted) = @_;
	my $text = '';
	my $connect = sub { $counted->{"connect.$_[0]"}{ $_[1] } };

	$text .= row('new connection that declares a purpose', sprintf('%.3f (%s instructions)',
		$connect->(0, 1) / $connect->(0, 0), thousands($connect->(0, 1))), '');
	foreach my $tables (1, 10, 100)
	{
		my ($with, $without) = map { $connect->($tables, $_) - $connect->(0, $_) } 1, 0;

		$text .= row("first query over $tables labelled table" . ($tables > 1 ? 's' : ''),
			sprintf('%.3f (%s instructions more)', $with / $without, thousands($with - $without)), '');
	}
	return $text;
}

sub size_rows
{
	my ($counted) = @_;
	my $size = sub { $counted->{"size.$_[0]"} };
	my $text = row('point lookup, library loaded / without, extension not created in the database',
		judge('size', 'none', $size->('none')->{1} / $size->('none')->{0}, 1.005, '%.3f', 'extension not created'), 1.005);

	foreach my $name (qw(many visited))
	{
		# What more tables cost the server itself is not ours.
		my ($with, $without) = map { $size->($name)->{$_} / $size->('few')->{$_} } 1, 0;

		$text .= row('point lookup, large policy / small one'
				. ($name eq 'visited' ? ', after all of it was used (the same without the library)' : ''),
			judge('size', $name, $with / $without, 1.01, '%.3f', "large policy, $name"), 1.01);
	}
	return $text;
}

sub switch_rows
{
	my ($counted) = @_;
	my %titles = (
		turns => 'SET LOCAL in each transaction, two allowed purposes by turns',
		masked => 'SET LOCAL in each transaction, an allowed and a masking purpose by turns',
		same => 'SET LOCAL in each transaction, always the same purpose',
		session => 'SET in each transaction, always the same purpose');
	my $text = '';

	foreach my $name (qw(turns masked same session))
	{
		my ($plans, $rest, $report, $whole) = map { $counted->{"$_.$name"} } qw(plans rest report switch);

		$text .= row("$titles{$name}: plans made anew, of two prepared statements, one of which depends",
			judge('switch', "$name.plans", $plans->{1} - $plans->{0}, 0, '%.2f', 'switch'), 0);
		$text .= row(sprintf('... the rest of the transaction, loaded / without (all of it %.3f; %s instructions are '
					. 'the server\'s, to report the setting)', $whole->{1} / $whole->{0}, thousands($report->{1} - $report->{0})),
			judge('switch', "$name.rest", $rest->{1} / $rest->{0}, 1.05, '%.3f', 'switch'), 1.05);
	}
	return $text;
}

sub memory_rows
{
	my ($scale, $size) = @_;
	my ($with, $without) = @{$scale}{qw(memory memory_without)};
	my $labels = $with->{tables} * $size->{columns};
	my $ours = $with->{some}{ours} - $with->{first}{ours};
	my $policies = $with->{some}{policies} - $with->{first}{policies};
	my $hidden = ($with->{some}{all} - $with->{first}{all}) - ($without->{some}{all} - $without->{first}{all}) - $ours;
	my $growth = $scale->{growth};

	return row('memory of a session in pg_purpose contexts: after its first query', kilobytes($with->{first}{ours}), '')
		. row(sprintf('... more, after %s labelled columns, per column', thousands($labels)),
			judge('memory', 'column', $policies / $labels, 1024, '%.0f', 'memory') . ' bytes', 1024)
		. row('... more of the vocabulary', kilobytes($ours - $policies), '')
		. row('... of it not in contexts of that name', sprintf('%.0f bytes', $hidden / $labels), '')
		. row('... more, after the same once more',
			judge('memory', 'again', $with->{again}{ours} - $with->{some}{ours}, 0, '%.0f', 'memory') . ' bytes', 0)
		. row('... after all tables, in MB (policies have a bound of 64)',
			judge('memory', 'bound', ($with->{all}{policies} - $with->{first}{policies}) / 1048576, 65, '%.1f', 'memory'), 64)
		. row(sprintf('growth of a session over %s statements, purposes and labels changing', thousands($growth->{statements})),
			judge('memory', 'growth', $growth->{after}{ours} - $growth->{before}{ours}, 0, '%.0f', 'memory')
				. sprintf(' bytes (all contexts %d)', $growth->{after}{all} - $growth->{before}{all}), 0);
}

sub kilobytes
{
	return sprintf('%.0f kB', $_[0] / 1024);
}

sub spread_rows
{
	my ($spread) = @_;
	my %titles = (column => 'label on a column', schema => 'label on a schema', vocabulary => 'change of the vocabulary');
	my $text = row(sprintf('a query in each of %d sessions, nothing changed', $spread->{sessions}),
		sprintf('%.1f ms', $spread->{nothing}), '');

	foreach my $name (qw(column schema vocabulary))
	{
		$text .= row("... after: $titles{$name}", sprintf('%.1f ms, and %.1f ms for the change itself',
			$spread->{$name}{sweep}, $spread->{$name}{statement}), '');
	}
	return $text;
}

1;
