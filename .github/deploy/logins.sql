-- Makes Latchkey's database and its two logins. Run once, as an administrator of the server, with psql:
--
--   OWNER_PASSWORD_FILE=… APP_PASSWORD_FILE=… psql -d postgres -f logins.sql
--
-- latchkey_owner   owns the database: for `migrate`, `retention` and `keys`, which an operator runs. May make no roles.
-- latchkey_login   the running app: a member of latchkey_app and latchkey_worker. Owns nothing, sees a company's rows
--                  only while it works for that company, and can change or remove no audit event.
--
-- May be run again: it then sets the passwords anew. The passwords come from files, so that no list of processes and no
-- history shows them; PostgreSQL's own log is told to leave these statements out.
\set ON_ERROR_STOP on
\set QUIET on
\set owner_password `cat "$OWNER_PASSWORD_FILE"`
\set app_password `cat "$APP_PASSWORD_FILE"`
set log_statement = 'none';
set log_min_duration_statement = -1;
set log_min_error_statement = 'panic';

select format('create role %I nologin', name) from unnest(array['latchkey_app', 'latchkey_worker']) name
where not exists (select from pg_roles where rolname = name) \gexec
select format('create role %I login', name) from unnest(array['latchkey_owner', 'latchkey_login']) name
where not exists (select from pg_roles where rolname = name) \gexec

alter role latchkey_owner nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
alter role latchkey_login nosuperuser nocreatedb nocreaterole nobypassrls password :'app_password';
grant latchkey_app, latchkey_worker to latchkey_login;

-- Managed servers have an administrator who is no superuser: only a member may give a database away.
select 'grant latchkey_owner to current_user'
where not (select rolsuper from pg_roles where rolname = current_user) \gexec
select 'create database latchkey owner latchkey_owner encoding ''UTF8'' template template0'
where not exists (select from pg_database where datname = 'latchkey') \gexec
revoke all on database latchkey from public;
grant connect on database latchkey to latchkey_login;
