# test/soak/Oracle.pm - who may see what, whatever the labels are just now.
#
# A tag is the kind of a canary.  For each purpose and tag there is one of
#
#	missing			the value must never come out
#	always			the value must always come out
#	names			of switches, each of which Changer.pm turns on and off.  One
#					of them strict: must not come out.  All of them loose: must.
#					Of the switch "uncertain" nobody takes notes.
#
# A label changes while a statement runs, and nobody outside knows just when.
# So Changer.pm writes down when a switch began to be turned and when the new
# state had committed, and only what held from before the statement was sent
# until after the answer had come is certain; the rest is "unknown".
#
# Besides, each change of any kind turns "everything" from "quiet" to "unknown"
# and back.
#
# The order of the notes is what makes that right: "unknown" is written before
# the change is sent, the new state after its COMMIT was answered.

package Oracle;

use strict;
use warnings;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

our %rules = (
	ssn     => { billing => [] },
	phone   => { support => [], marketing => ['phone'], outreach => [ 'phone', 'outreach_marketing' ] },
	email   => { support => [], marketing => ['email'], outreach => [ 'email', 'outreach_marketing' ] },
	card    => { billing => [], audit => ['card'] },
	profile => { support => [], research => ['research'], outreach => [ 'outreach_research', 'research' ] },
	hobby   => { support => ['hobby_own'], billing => ['hobby_table'], audit => [ 'hobby_table', 'card' ] },
	memo    => {
		(map { $_ => [] } qw(service support billing delivery)),
		research => [ 'memo', 'research' ],
		outreach => [ 'memo', 'outreach_research', 'research' ]
	},
	place => { delivery => [] },
	chip  => { billing  => [] },
	tagp  => {
		(map { $_ => [] } qw(service support billing delivery)),
		(map { $_ => ['animal'] } qw(marketing audit)),
		(map { $_ => [ 'animal', 'deportation' ] } qw(enforcement deportation)),
		'' => [ 'animal', 'deportation', 'research' ],
		research => [ 'animal', 'research' ],
		outreach => [ 'animal', 'uncertain' ]
	});

our @purposes = ('', qw(service support billing delivery marketing research outreach audit enforcement deportation));

# A role whose DECLARE comes and goes sees nothing while it is gone.
our %role_switches = (soak_flip => 'declare');

# Marketing by e-mail takes consent, which every third person never gives.
sub _by_consent
{
	my ($id) = @_;

	return 'missing' if $id % 3 == 0 || $id > 200;
	return $id % 3 == 1 ? 'switches' : 'unknown';
}

# ---- the notes of Changer.pm ---------------------------------------------------

sub now { return clock_gettime(CLOCK_MONOTONIC); }

sub new
{
	my ($class, $file) = @_;

	return bless { file => $file, read => 0, notes => {} }, $class;
}

# Write a note; for Changer.pm alone.
sub note
{
	my ($self, $switch, $state) = @_;

	open(my $fh, '>>', $self->{file}) or die "$self->{file}: $!\n";
	syswrite($fh, sprintf("%.6f %s %s\n", now(), $switch, $state));
	close $fh;
	return;
}

sub _catch_up
{
	my ($self) = @_;
	my $size = -s $self->{file} || 0;
	my $text;

	return if $size <= $self->{read};
	open(my $fh, '<', $self->{file}) or die "$self->{file}: $!\n";
	seek($fh, $self->{read}, 0);
	read($fh, $text, $size - $self->{read});
	close $fh;
	$text =~ s/[^\n]*\z//;				# half a line
	$self->{read} += length $text;
	foreach (split /\n/, $text)
	{
		my ($time, $switch, $state) = split / /;
		push @{ $self->{notes}{$switch} }, [ $time, $state ];
	}
	return;
}

# What a switch was from one time to another: strict, loose or unknown.
sub _switch
{
	my ($self, $switch, $from, $to) = @_;
	my $notes = $self->{notes}{$switch} || [];

	foreach my $note (reverse @$notes)
	{
		next if $note->[0] > $to;
		return 'unknown' if $note->[0] > $from;
		return $note->[1];
	}
	return 'unknown';
}

# Has nothing at all been changed between two times?
sub is_quiet
{
	my ($self, $from, $to) = @_;

	$self->_catch_up;
	return $self->_switch('everything', $from, $to) eq 'quiet';
}

# Must the canary of that tag and row come out for a purpose between two times?
# "hidden", "raw" or "unknown".
sub state
{
	my ($self, $tag, $id, $purpose, $role, $from, $to) = @_;
	my $switches = $rules{$tag}{$purpose};
	my @states;

	return 'hidden' if !$switches;
	if ($tag eq 'email' && $purpose ne 'support')
	{
		my $consent = _by_consent($id);

		return 'hidden' if $consent eq 'missing';
		push @states, $consent if $consent eq 'unknown';
	}
	my @all = @$switches;

	# What no label restricts just now needs no purpose.
	push @all, $tag eq 'tagp' ? 'uncertain' : $role_switches{$role} . "_$purpose" if $purpose ne '' && $role_switches{$role};
	$self->_catch_up if @all;
	push @states, map { $self->_switch($_, $from, $to) } @all;
	return 'hidden' if grep { $_ eq 'strict' } @states;
	return 'unknown' if grep { $_ eq 'unknown' } @states;
	return 'raw';
}

1;
