-- Kept for minutes, then forgotten; UPDATE only because locking the rows that go asks for it.
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON used_signatures TO latchkey_app;
