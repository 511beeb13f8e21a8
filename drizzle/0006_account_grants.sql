GRANT SELECT, INSERT, UPDATE ON sms_codes, password_resets, contact_changes, help_calls TO latchkey_app;
