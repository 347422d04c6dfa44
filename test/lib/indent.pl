#!/usr/bin/perl
# test/lib/indent.pl [--check] FILE... - put C files into PostgreSQL's shape.
#
# What src/tools/pgindent does in PostgreSQL's tree, for ours: it runs
# pg_bsd_indent with the same switches, and helps it over its known
# weaknesses - the names of types, which it must be told, variables that are
# called like a type (text), a foreach without braces.  With --check
# nothing is written: the differences are printed, and the exit code says
# whether there are any.

use strict;
use warnings;
use File::Basename;
use File::Temp qw(tempdir);

my @switches =
  qw(-bad -bap -bbb -bc -bl -cli1 -cp33 -cdb -nce -d0 -di12 -nfc1 -i4 -l79
  -lp -lpl -nip -npro -sac -tpg -ts4);

my $check = @ARGV && $ARGV[0] eq '--check' ? shift : '';
my $scratch = tempdir(CLEANUP => 1);
my $changed = 0;


# The types of the server that are not written in camel case.
my %is_type = map { $_ => 1 } qw(
  bits16 bits32 bits8 bool bytea double float4 float8 fmNodePtr inet int16
  int32 int64 int8 jmp_buf json_object off_t pid_t pg_re_flags pg_time_t
  pg_uuid_t pg_wchar pqsigfunc regex_t regproc sigjmp_buf size_t ssize_t
  text time_t timestamp uint16 uint32 uint64 uint8 uintptr_t va_list yyscan_t
  core_yyscan_t core_YYSTYPE core_yy_extra_type fsec_t);
find_types($_) foreach map { slurp($_) } glob(dirname(__FILE__) . '/../../src/*.[ch]'), @ARGV;
spew("$scratch/typedefs", join("\n", sort keys %is_type) . "\n");

foreach my $file (@ARGV)
{
	my $before = slurp($file);
	my $after = after_indent(indent($file, before_indent($before)));

	next if $after eq $before;
	$changed++;
	if ($check)
	{
		spew("$scratch/after", $after);
		system('diff', '-u', '--label', $file, '--label', "$file (make format)",
			$file, "$scratch/after");
	}
	else
	{
		spew($file, $after);
	}
}
exit($check && $changed ? 1 : 0);

# Learn the names of types from code: what a typedef defines, and what stands
# in camel case where a type stands.
sub find_types
{
	my ($text) = @_;

	$text =~ s{/\*.*?\*/}{ }gs;
	$text =~ s{"(?:[^"\\\n]|\\.)*"}{""}g;
	$is_type{$1} = 1 while $text =~ /^\} ?(\w+);/gm;
	$is_type{$1} = 1 while $text =~ /^typedef\b[^;{]*?\(\*(\w+)\) ?\(/gm;
	$is_type{$1} = 1 while $text =~ /^typedef\b[^;{(]*?(\w+);/gm;
	$is_type{$1} = 1
	  while $text =~ /\b([A-Z]\w*[a-z]\w*)(?=\s+\**(?:const |volatile )?[a-z]\w*\s*[;,=)\[(]|\s*\*+\s*(?:const|volatile)?\s*\**[a-z]*[,)])/g;
	$is_type{$1} = 1 while $text =~ /\b(pg_[a-z]\w*|[A-Z]{3,})(?=\s+\*+\s*\w)/g;
	return;
}

# Hide from pg_bsd_indent what it would get wrong.
sub before_indent
{
	my ($text) = @_;

	$text =~ s{/\* +---}{/*---X_X}g;
	# a loop macro is indented like a loop
	$text =~ s!^(\s*)(foreach\w*|forboth|for_each_\w+|dlist_foreach\w*)\((.*)\)$!$1for (X_X$2($3))!gm;
	# a variable or field called like a type: tEXT is as long and no type
	$text =~ s{(?<![\w\}"])(?<!\} )(\w+)(?=\s*(?:[=!<>+/|&;,?:\[.]|-[^>\w]|->|- \w|\)))}{hide($1, $`, $')}ge;
	return $text;
}

sub hide
{
	my ($word, $preceding, $following) = @_;

	return $word unless $is_type{$word} && $word =~ /^[a-z]/;
	return $word					# a cast or sizeof
	  if $preceding =~ /\((?:const )?$/ && $following =~ /^\)/;
	return substr($word, 0, 1) . uc substr($word, 1);
}

# Undo before_indent, and some touches of pgindent's.
sub after_indent
{
	my ($text) = @_;

	$text =~ s{/\*---X_X}{/* ---}g;
	$text =~ s!^(\s*)for \(X_X(\w+)\((.*)\)\)$!$1$2($3)!gm;
	$text =~ s{\b([a-z][A-Z_0-9]+)\b}{$is_type{lc $1} ? lc $1 : $1}ge;
	$text =~ s!\*/(/\*.*\*/)$!*/\t$1!gm;
	$text =~ s!^([A-Za-z_]\S*)[ \t]+\*$!$1 *!gm;
	return continue_declarations($text);
}

# Where a declaration goes on after an operator, pg_bsd_indent aligns the next
# line with the first.  One tab more, as in any other statement.
sub continue_declarations
{
	my @lines = split /\n/, $_[0], -1;
	my ($start, $continues, $depth) = ('', 0, 0);

	foreach my $line (@lines)
	{
		next if $line eq '' || $line =~ /^#|^\s*\/?\*/;
		my ($indent) = $line =~ /^(\s*)/;
		(my $code = $line) =~ s{"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)+'}{}g;
		if (!$continues)
		{
			$start = $indent;
		}
		elsif ($depth == 0 && $indent eq $start && $start ne '' && $code !~ /^\s*[{}]/)
		{
			$line = "\t$line";
		}
		$depth = $code =~ /[;{}]$/ ? 0 : $depth + ($code =~ tr/(//) - ($code =~ tr/)//);
		$continues = $depth == 0
		  && $code =~ /(?:[^=!<>]=|&&|\|\||\s[-+*\/?]|\s:|\*\))$/
		  && $code !~ /^\s*(?:case|default)\b/
		  || $continues && $code !~ /[;{}]$/;
	}
	return join "\n", @lines;
}

# One file through pg_bsd_indent; what it complains of ends the run.
sub indent
{
	my ($file, $text) = @_;
	my $copy = "$scratch/" . basename($file);

	spew($copy, $text);
	my $complaints =
	  `cd "$scratch" && pg_bsd_indent @switches -Utypedefs "$copy" 2>&1`;
	die "$file: $complaints" if $? || $complaints ne '';
	return slurp($copy);
}

sub slurp
{
	my ($file) = @_;
	open(my $handle, '<', $file) or die "$file: $!\n";
	local $/ = undef;
	return scalar <$handle>;
}

sub spew
{
	my ($file, $text) = @_;
	open(my $handle, '>', $file) or die "$file: $!\n";
	print $handle $text;
	close $handle or die "$file: $!\n";
	return;
}
