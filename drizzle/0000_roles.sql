-- The app's two roles: they own nothing and never bypass row-level security.
-- Roles belong to the cluster, not the database: another database's migration may make them at the same moment.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['latchkey_app', 'latchkey_worker'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    -- A CREATEROLE owner may take a role only after granting it to itself.
    BEGIN
      EXECUTE format('GRANT %I TO current_user', name);
    EXCEPTION WHEN unique_violation OR internal_error THEN NULL;
    END;
  END LOOP;
END $$;
