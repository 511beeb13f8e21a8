#!/bin/sh
# Makes the secrets that can be made, as files in secrets/ beside this script; never overwrites one.
# Usage: make-secrets.sh [HOST]    the database's host, as the app reaches it (default: database, as in compose.yml)
set -eu
cd "$(dirname "$0")"
host=${1:-database}
umask 077
mkdir -p secrets
cd secrets

# The containers read the files as an account of their own: the directory keeps everybody else out.
put() {
  if [ -s "$1" ]; then cat >/dev/null; return; fi
  cat >"$1"
  chmod 644 "$1"
  echo "wrote secrets/$1"
}
for name in postgres_password owner_password app_password; do openssl rand -hex 24 | put "$name"; done
printf 'k%s:%s\n' "$(date -u +%Y%m%d)" "$(openssl rand -base64 32)" | put encryption_keys
openssl genpkey -algorithm ed25519 -outform DER | base64 | tr -d '\n' | put audit_signing_key
printf 'postgres://latchkey_owner:%s@%s:5432/latchkey\n' "$(cat owner_password)" "$host" | put database_url
printf 'postgres://latchkey_login:%s@%s:5432/latchkey\n' "$(cat app_password)" "$host" | put database_app_url

for name in slack_signing_secret slack_bot_token smtp_url; do
  [ -s "$name" ] || echo "still to be written by you: secrets/$name"
done
