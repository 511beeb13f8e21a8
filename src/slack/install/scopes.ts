/** What the app asks for, as manifest.yml declares it: no history, nothing public. */
export const botScopes = [
  "commands",
  "chat:write",
  "users:read",
  "users:read.email",
  "im:write",
  "channels:read",
  "groups:read",
] as const;
