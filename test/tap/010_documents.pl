# The documents are true: every statement in README.md and doc/*.md is run, in
# the order of the page, on a server of its own for each page.
#
# What a fenced block's language means here:
#
#	sql			must run without an error
#	sql-error	must end with an error, and have no other
#	sh, python	must succeed (python only where the module it imports is here)
#	sh-error	must fail
#	text		after one of these: exactly what it printed
#	log			each line must be in the server's log, where the page's
#				statements have put it
#
# Others (shell, java, ini, none) are for reading only.  The blocks of one
# page are one session of psql, in the database "post", so that settings and
# roles carry over as they do for a reader who types them.  The host
# db.example.org stands for the server.

use strict;
use warnings;

use Cwd qw(realpath);
use File::Basename;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $top = realpath(dirname(__FILE__) . '/../..');
my @pages = ("$top/README.md", sort glob("$top/doc/*.md"));

# A page that leaves out what its reader has anyway.
my %preamble = (
	'mask-functions.md' => <<'SQL');
CREATE EXTENSION pg_purpose;
CREATE ROLE privacy_officer;
CREATE TABLE employee (salary numeric);
CREATE TABLE patient (born date);
SET search_path = public, purpose;
SQL

# The fenced blocks of a file: language, text, line, and whether only blanks
# are between it and the block before.
sub blocks_of
{
	my ($file) = @_;
	my (@blocks, $current);
	my $follows = 0;

	open my $handle, '<:raw', $file or die "$file: $!";
	while (my $line = <$handle>)
	{
		if ($current && $line =~ /^```\s*$/)
		{
			push @blocks, $current;
			$current = undef;
			$follows = 1;
		}
		elsif ($current) { $current->{text} .= $line; }
		elsif ($line =~ /^```(\S*)\s*$/)
		{
			$current = {
				language => $1,
				text => '',
				line => $.,
				follows => $follows
			};
		}
		elsif ($line =~ /\S/) { $follows = 0; }
	}
	close $handle;
	die "$file: a block has no end" if $current;
	return @blocks;
}

# Blanks at the ends of lines, and what psql says of its input file, are not
# shown in documents.
sub tidy
{
	my ($text) = @_;

	$text =~ s/^psql:\S*:\d+: //mg;
	$text =~ s/[ \t]+$//mg;
	$text =~ s/\n+\z/\n/;
	return $text;
}

# Is a Python module at hand?
sub has_module
{
	my ($module) = @_;

	return system("/usr/bin/python3 -c 'import $module' 2>/dev/null") == 0;
}

# Can the block be run here?  If not, why.
sub obstacle
{
	my ($block) = @_;

	return unless $block->{language} eq 'python';
	my ($module) = $block->{text} =~ /^(?:import|from) (psycopg2?)/m;
	return if defined $module && has_module($module);
	return 'no Python module ' . ($module || '(none imported)');
}

# What psql has to do for one block: its text between marks on both outputs,
# or the command that runs it.
sub script_of
{
	my ($block, $number, $directory) = @_;
	my $marks = "\\echo \@\@begin $number\n\\warn \@\@begin $number\n";
	my $stop = $block->{language} eq 'sql' ? 1 : 0;

	if ($block->{language} =~ /^sql/)
	{
		return
			"$marks\\set ON_ERROR_STOP $stop\n$block->{text}\n"
		  . "\\echo \@\@end :ERROR\n\\set ON_ERROR_STOP 1\n";
	}
	my $text = $block->{text};
	my $program = $block->{language} eq 'python' ? '/usr/bin/python3' : 'sh -e';
	$text =~ s/host=db\.example\.org //g;
	$text =~ s/\@db\.example\.org/@/g;
	append_to_file("$directory/$number", $text);
	return "\\! cd $directory && $program $number >$number.out 2>$number.err; "
	  . "echo \$? >$number.status\n";
}

# Cut an output into what each block has printed.
sub sections_of
{
	my ($output) = @_;
	my (%sections, $number);

	foreach my $line (split /^/, $output)
	{
		if ($line =~ /^\@\@begin (\d+)$/)
		{
			$number = $1;
			$sections{$number} = { text => '' };
		}
		elsif ($line =~ /^\@\@end (\S+)$/)
		{
			$sections{$number}{failed} = $1 eq 'true';
		}
		elsif (defined $number) { $sections{$number}{text} .= $line; }
	}
	return %sections;
}

# What has become of a block: failed or not (undef: never got there), output.
sub result_of
{
	my ($block, $number, $directory, $out, $err) = @_;

	if ($block->{language} =~ /^sql/)
	{
		return ($out->{$number}{failed},
			($out->{$number}{text} // '') . ($err->{$number}{text} // ''));
	}
	return (undef, '') unless -e "$directory/$number.status";
	return (slurp_file("$directory/$number.status") != 0,
		slurp_file("$directory/$number.out") . slurp_file("$directory/$number.err"));
}

# Run all blocks of a page in one session; sets their {failed} and {output}.
sub run_page
{
	my ($node, $name, @blocks) = @_;
	my $directory = PostgreSQL::Test::Utils::tempdir();
	my $script = $preamble{$name} // '';
	my ($out, $err) = ('', '');

	local $ENV{PGHOST} = $node->host;
	local $ENV{PGPORT} = $node->port;
	delete local $ENV{PGUSER};
	delete local $ENV{PGDATABASE};
	local $ENV{PATH} = $node->config_data('--bindir') . ":$ENV{PATH}";

	$script .= script_of($blocks[$_], $_, $directory) for 0 .. $#blocks;
	append_to_file("$directory/script.sql", $script);
	IPC::Run::run(
		[ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'post', '-f', "$directory/script.sql" ],
		'<' => \undef,
		'>' => \$out,
		'2>' => \$err);

	my %out = sections_of($out);
	my %err = sections_of($err);
	foreach my $number (0 .. $#blocks)
	{
		my $block = $blocks[$number];
		($block->{failed}, $block->{output}) =
		  result_of($block, $number, $directory, \%out, \%err);
		$block->{output} = tidy($block->{output});
	}
}

# Hold one block against what the page says of it.
sub check_block
{
	my ($name, $block) = @_;
	my $where = "$name, line $block->{line}";
	my $must_fail = $block->{language} =~ /-error$/;

	if (!defined $block->{failed}) { fail("$where: stopped before its end"); }
	elsif ($must_fail) { ok($block->{failed}, "$where: is refused"); }
	else { ok(!$block->{failed}, "$where: runs"); }
	diag($block->{output})
	  if !defined $block->{failed} || (!$must_fail && $block->{failed});

	if ($block->{language} eq 'sql-error')
	{
		my $errors = () = $block->{output} =~ /^(ERROR|FATAL):/mg;
		is($errors, 1, "$where: with one error");
	}
	is($block->{output}, tidy($block->{expected}), "$where: prints what the page shows")
	  if defined $block->{expected};
}

sub check_page
{
	my ($page) = @_;
	my $name = basename($page);
	my (@run, @logs, $last);

	foreach my $block (blocks_of($page))
	{
		my $language = $block->{language};
		my $shown = $language eq 'text' && $block->{follows} && $last;

		$last->{expected} = $block->{text} if $shown;
		push @logs, $block if $language eq 'log';
		undef $last;
		next unless $language =~ /^(sql|sql-error|sh|sh-error|python)$/;
		next if $block->{text} =~ /^\.\.\./;	# a fragment
		my $obstacle = obstacle($block);
		if ($obstacle)
		{
		  SKIP: { skip "$name, line $block->{line}: $obstacle", 1; }
			next;
		}
		push @run, $block;
		$last = $block;
	}
	return unless @run;

	(my $node_name = $name) =~ s/\W/_/g;
	my $node = PostgreSQL::Test::Cluster->new($node_name);
	$node->init;
	$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_purpose'");
	$node->start;
	$node->safe_psql('postgres',
		"CREATE DATABASE post TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
	run_page($node, $name, @run);
	check_block($name, $_) for @run;

	my $log = slurp_file($node->logfile);
	foreach my $line (map { split /\n/, $_->{text} } @logs)
	{
		ok(index($log, $line) >= 0, "$name: the log has $line");
	}
	$node->stop;
}

# The anchors that a document's headings have, as web sites of repositories
# make them.
sub anchors_of
{
	my ($text) = @_;
	my %anchors;

	foreach my $heading ($text =~ /^#+ +(.*)$/mg)
	{
		my $anchor = lc $heading;

		$anchor =~ s/[^\w\- ]//g;
		$anchor =~ tr/ /-/;
		$anchors{$anchor} = 1;
	}
	return \%anchors;
}

# Every link to a file leads to one, and to a heading in it; every path in
# backquotes exists.
sub check_references
{
	my ($document) = @_;
	my $name = basename($document);
	my $text = slurp_file($document);
	my @missing;

	$text =~ s/^```.*?^```$//msg;
	while ($text =~ /\]\(([^)#:]*)(?:#([^)]*))?\)/g)
	{
		my ($path, $anchor) = ($1, $2);
		my $file = $path eq '' ? $document : dirname($document) . "/$path";

		if (!-e $file) { push @missing, $path; }
		elsif (defined $anchor && !anchors_of(slurp_file($file))->{$anchor})
		{
			push @missing, "$path#$anchor";
		}
	}
	while ($text =~ m{`((?:src|sql|test|doc|demo|bench)/[\w./-]*)`}g)
	{
		push @missing, $1 unless -e "$top/$1";
	}
	is_deeply(\@missing, [], "$name: all it refers to exists");
}

check_page($_) for @pages;
check_references($_)
  for @pages, map { "$top/$_.md" } qw(ARCHITECTURE CONTRIBUTING SECURITY CHANGELOG);
done_testing();
