# test/tap/mask_examples.pl - what doc/mask-functions.md says of its functions.
#
# 010_documents.pl runs the page's statements; here the results that stand
# behind them as comments are compared, the table of types is held against
# the catalog in both directions, and no function is left out.

use strict;
use warnings;

use Cwd qw(realpath);
use Encode qw(decode);
use File::Basename;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Unicode::Normalize qw(NFC);

my $page = slurp_file(realpath(dirname(__FILE__) . '/../..') . '/doc/mask-functions.md');

my $node = PostgreSQL::Test::Cluster->new('main');
$node->init;
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'pg_purpose'");
$node->append_conf('postgresql.conf', "purpose.pseudonym_key_file = '" . $node->basedir . "/key'");
append_to_file($node->basedir . '/key', 'k' x 40);
chmod 0600, $node->basedir . '/key';
$node->start;
$node->safe_psql('postgres', "CREATE DATABASE post TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
$node->safe_psql('post', 'CREATE EXTENSION pg_purpose');

# ---- examples ------------------------------------------------------------

# The statements of the page that have a result behind them or below them:
# [statement, comment].
sub examples
{
	my @examples;

	foreach my $block ($page =~ /^```sql\n(.*?)^```$/msg)
	{
		my $statement = '';

		foreach my $line (split /\n/, $block)
		{
			my ($code, $comment) = $line =~ /^(.*?)(?:\s+-- (.*))?$/;

			$statement .= " $code" if $code =~ /\S/;
			if (defined $comment)
			{
				push @examples, [ $statement, $comment ];
				$statement = '';
			}
			elsif ($code =~ /;$/ && $block !~ /\Q$line\E\n\s+-- /)
			{
				$statement = '';
			}
		}
	}
	# what is computed from a table is up to the table
	return grep { $_->[0] =~ /^ SELECT .*;$/ && $_->[0] !~ / FROM / } @examples;
}

my @examples = examples();
cmp_ok(scalar @examples, '>=', 20, 'the page has examples with results');
foreach my $example (@examples)
{
	my ($statement, $comment) = @$example;
	my $result = $node->safe_psql('post', "SET search_path = public, purpose; $statement",
		extra_params => [ '-F', ', ' ]);

	# editors compose accents; after the result, the comment may go on
	$_ = NFC(decode('UTF-8', $_)) foreach $result, $comment;
	like($comment, qr/^\Q$result\E(?:$|[:,] )/, "what$statement gives");
}

# ---- the table of types ------------------------------------------------------

my %alias = (
	varchar => 'text', char => 'text', integer => 'int4', bigint => 'int8',
	'double precision' => 'float8');
my %documented;		# "function type"

my ($table) = $page =~ /^\| type of the column .*?\n\| ---.*?\n(.*?)\n\n/ms;
foreach my $row (split /\n/, $table)
{
	my (undef, $types, @cells) = split / *\| */, $row;
	my @types = map { $alias{$_} // $_ } $types =~ /`([^`]*)`/g;

	foreach my $cell (@cells)
	{
		while ($cell =~ /`(\w+)`\]?(?:\([^)]*\))?(?: \(`(\w+)` only\))?/g)
		{
			my ($function, $only) = ($1, $2);
			$documented{"$function $_"} = 1 foreach $only ? ($only) : @types;
		}
		# several functions in one link
		while ($cell =~ /\[((?:`\w+`,? ?)+)\]/g)
		{
			my $names = $1;
			foreach my $function ($names =~ /`(\w+)`/g)
			{
				$documented{"$function $_"} = 1 foreach @types;
			}
		}
	}
}
my %existing = map { $_ => 1 } split /\n/, $node->safe_psql('post', <<'SQL');
SELECT DISTINCT p.proname || ' ' || t.typname
FROM pg_proc p JOIN pg_type t ON t.oid = p.proargtypes[0]
WHERE p.pronamespace = 'purpose'::regnamespace AND p.prosrc LIKE 'purpose\_mask\_%' AND p.pronargs > 0
SQL

cmp_ok(scalar keys %existing, '>=', 30, 'there are functions');
is_deeply([ grep { !$existing{$_} } sort keys %documented ], [], 'every function of the table of types exists for its type');
is_deeply([ grep { !$documented{$_} } sort keys %existing ], [], 'every function is in the table of types, for each of its types');

# ---- every parameter list ------------------------------------------------------

my %named = map { /^(\w+)/; ($1 => 1) } keys %existing;
foreach my $function (sort keys %named)
{
	my $heading = $function eq 'pseudonym' ? 'Pseudonyms' : $function;

	like($page, qr/^##+ .*\b\Q$heading\E\b/mi, "$function has a section");
	like($page, qr/`\Q$function\E\(/, "$function is shown with its parameters");
}

$node->stop;
done_testing();
