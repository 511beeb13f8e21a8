/** What a person proves possession of: an authenticator app, or a phone that takes text messages. */
export type FactorKind = "totp" | "sms";

/** As people read it. */
export const factorNames: Record<FactorKind, string> = {
  totp: "Authenticator app",
  sms: "Text message",
};
