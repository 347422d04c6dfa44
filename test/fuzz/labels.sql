-- labels.sql - the labels, in the databases that have some.
\set ON_ERROR_STOP 1
SECURITY LABEL FOR purpose ON COLUMN fz.person.ssn IS 'ALLOW fz_service; ELSE BLOCK';
SECURITY LABEL FOR purpose ON COLUMN fz.person.email IS
  'ALLOW fz_service; ALLOW fz_marketing WHEN (consent); ELSE MASK WITH (purpose.email(email))';
SECURITY LABEL FOR purpose ON COLUMN fz.person.salary IS
  'ALLOW fz_service; ELSE MASK WITH (purpose.round_down(salary, 1000))';
SECURITY LABEL FOR purpose ON COLUMN fz.person.born IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.person.phone IS
  'ALLOW fz_service; ALLOW fz_research WHEN (consent); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.person.note IS
  'ALLOW fz_service; ELSE MASK WITH (''[note]'')';
SECURITY LABEL FOR purpose ON COLUMN fz.person.score IS
  'ALLOW fz_service; ALLOW fz_research WHEN (consent)';
SECURITY LABEL FOR purpose ON COLUMN fz.person.tags IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.person.prefs IS
  'ALLOW fz_service; ELSE MASK WITH (purpose.jsonb_keep(prefs, ''lang''))';
SECURITY LABEL FOR purpose ON COLUMN fz.person.filler IS 'ALLOW fz_service; ELSE NULL';

SECURITY LABEL FOR purpose ON TABLE fz.account IS
  'ALLOW fz_service; ALLOW fz_research WHEN (open); ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.account.aid IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN fz.account.pid IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN fz.account.kind IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN fz.account.open IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN fz.account.nothing IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN fz.account.pin IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.account.home IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.account.filler IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.account.iban IS
  'ALLOW fz_service; ELSE MASK WITH (''X'' || right(iban, 2))';

SECURITY LABEL FOR purpose ON COLUMN fz.visit.diag IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.visit.filler IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.visit_e.doctor IS
  'ALLOW fz_service; ALLOW fz_research WHEN (ward < 5); ELSE MASK WITH (''Dr ?'')';
SECURITY LABEL FOR purpose ON COLUMN fz.visit_ns.cost IS 'ALLOW fz_service; ELSE BLOCK';

SECURITY LABEL FOR purpose ON COLUMN fz.animal.owner IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.animal.filler IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.cat.name IS
  'ALLOW fz_service; ALLOW fz_research WHEN (lives > 4); ELSE MASK WITH (left(name, 1))';
SECURITY LABEL FOR purpose ON COLUMN fz.dog.chip IS 'ALLOW fz_service; ELSE NULL';

SECURITY LABEL FOR purpose ON COLUMN fz.letter.secret IS
  'ALLOW fz_service; ELSE MASK WITH (''[secret]'')';
SECURITY LABEL FOR purpose ON COLUMN fz.letter.sender IS
  'ALLOW fz_service;
   ALLOW fz_research WHEN (EXISTS (SELECT FROM fz.agreement AS g WHERE g.lid = letter.lid AND g.what = ''mail''));
   ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.agreement.what IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.agreement.filler IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fz.letter.filler IS 'ALLOW fz_service; ELSE NULL';

SECURITY LABEL FOR purpose ON SCHEMA fzs IS 'ALLOW fz_service; ELSE NULL';
SECURITY LABEL FOR purpose ON COLUMN fzs.diary.id IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN fzs.diary.day IS 'UNRESTRICTED';
SECURITY LABEL FOR purpose ON COLUMN fzs.diary.nothing IS 'UNRESTRICTED';
