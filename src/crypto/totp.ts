import { generateSecret, generateURI, verifySync } from "otplib";

/** 160 bits (R05, RFC 4226 4 R6). */
const secretBytes = 20;
/** What every authenticator app supports: SHA-1, 6 digits, 30 s (RFC 6238). */
const stepSeconds = 30;
/** One step back for slow typing, 5 s ahead for a fast phone clock (R07, RFC 6238 5.2). */
const toleranceSeconds: [number, number] = [stepSeconds, 5];

export type TotpCheck = { ok: true; step: number } | { ok: false; why: "wrong" | "already_used" };

/** A new secret, base32. */
export const newTotpSecret = () => generateSecret({ length: secretBytes });

/** The `otpauth:` URI for the QR code. A colon would end issuer or label and is taken out. */
export function totpUri(secret: string, issuer: string, account: string): string {
  const plain = (text: string) => text.replaceAll(":", " ");
  return generateURI({ issuer: plain(issuer), label: plain(account), secret });
}

/**
 * Checks a code at `now`. `lastStep` is the last step accepted with this secret: that step and all before it
 * are refused as already used (R06). The caller stores the answered step by a conditional update.
 */
export function checkTotp(input: {
  secret: string;
  code: string;
  now: Date;
  lastStep: number | null;
}): TotpCheck {
  const step = matchingStep(input);
  if (step === undefined) return { ok: false, why: "wrong" };
  if (input.lastStep !== null && step <= input.lastStep) return { ok: false, why: "already_used" };
  return { ok: true, step };
}

/** The step that the code belongs to. otplib throws on malformed input: every throw is a wrong code (RUNTIME 6). */
function matchingStep({
  secret,
  code,
  now,
}: {
  secret: string;
  code: string;
  now: Date;
}): number | undefined {
  try {
    const epoch = Math.floor(now.getTime() / 1000);
    const result = verifySync({ secret, token: code, epoch, epochTolerance: toleranceSeconds });
    return "timeStep" in result ? result.timeStep : undefined;
  } catch {
    return undefined;
  }
}
