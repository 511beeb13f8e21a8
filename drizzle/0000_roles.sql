-- The app's two roles: they own nothing and never bypass row-level security.
-- Roles belong to the cluster, not the database: another database's migration may make them at the same moment.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['latchkey_app', 'latchkey_worker'] LOOP
    -- Made beforehand where the owner may make none: .github/deploy/logins.sql.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
    -- A CREATEROLE owner may take a role only after granting it to itself; who may grant nothing needs neither.
    BEGIN
      EXECUTE format('GRANT %I TO current_user', name);
    EXCEPTION WHEN unique_violation OR internal_error OR insufficient_privilege THEN NULL;
    END;
  END LOOP;
END $$;
