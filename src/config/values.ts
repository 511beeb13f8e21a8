import { createPrivateKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { KeyRing } from "../crypto/secret-box.ts";
import { isPlaceholder, isTemplate } from "./secrets.ts";

/** The kinds of value in the environment. Their messages follow the variable's name, and never repeat the value. */

/** A secret from elsewhere: at least `min` characters, and not what a template says. */
export const secret = (min: number, prefix = "") =>
  z.string().superRefine((value, ctx) => {
    if (isPlaceholder(value)) return ctx.addIssue("still holds a placeholder.");
    if (!value.startsWith(prefix)) return ctx.addIssue(`must begin with ${prefix}`);
    if (value.length < min) ctx.addIssue(`is too short: at least ${min} characters.`);
  });

/** `id:base64(32 bytes)[,…]`, the first to encrypt. An id has no dot or colon: it begins every box. */
export const keyRing = z.string().transform((text, ctx): KeyRing => {
  const keys = new Map<string, Buffer>();
  const entries = text.split(",").map((entry) => /^([\w-]{1,32}):(.+)$/.exec(entry.trim()) ?? []);
  for (const [, id = "", encoded = ""] of entries) {
    const key = strictBase64(encoded);
    if (!id || key?.length !== 32) {
      const what = isPlaceholder(text.replace(/^[\w-]*:/, "")) ? "still holds a placeholder" : "is malformed";
      ctx.addIssue(`${what}: it is id:base64(32 bytes), more of them after commas.`);
      return z.NEVER;
    }
    if (!isRandom(key)) ctx.addIssue("holds a key that is not random.");
    if (keys.has(id)) ctx.addIssue("uses a key id twice.");
    keys.set(id, key);
  }
  return { current: entries[0]?.[1] ?? "", keys };
});

/** An Ed25519 private key: base64 of PKCS#8 DER (RFC 8410). */
export const signingKey = z.string().transform((text, ctx): KeyObject => {
  const der = strictBase64(text);
  try {
    if (!der) throw new Error("not base64");
    const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    if (key.asymmetricKeyType !== "ed25519") throw new Error("another kind of key");
    if (isPlaceholder(text) || !isRandom(der.subarray(-32))) ctx.addIssue("holds a key that is not random.");
    return key;
  } catch {
    const what = isPlaceholder(text) ? "still holds a placeholder" : "is malformed or too short";
    ctx.addIssue(`${what}: it is an Ed25519 private key, PKCS#8 DER in base64.`);
    return z.NEVER;
  }
});

/** `pay@acme.com`, or `Acme <pay@acme.com>`: mail goes out under the company's name, so only the address counts. */
export const mailAddress = z
  .string()
  .transform((text) => /<([^<>]+)>$/.exec(text)?.[1]?.trim() ?? text)
  .pipe(z.email("must be an email address."));

/** Twilio's account, not an API key (`SK…`), for which there is no variable. */
export const accountSid = z.string().regex(/^AC\w+$/, "must be Twilio's account SID, which begins with AC.");

/** What a text comes from: a number, a short code, a sender's name, or a messaging service. */
export const textSender = z
  .string()
  .regex(/^(\+\d{7,15}|\d{5,6}|MG\w{32}|[A-Za-z0-9 ]{1,11})$/, "must be a number like +12125550100.");

/** A URL of one of these protocols; its password, where it has one, is a secret as any. */
export const urlWithSecret = (protocols: string[]) =>
  z.string().superRefine((text, ctx) => {
    const url = parseUrl(text);
    if (!url?.hostname || !protocols.includes(url.protocol)) {
      return ctx.addIssue(`must be a URL that begins with ${protocols.map((p) => `${p}//`).join(" or ")}`);
    }
    // How long it must be is for the owner of that server to say.
    if (isTemplate(url.password.replace("%3C", "<").replace("%3E", ">")))
      ctx.addIssue("still holds a placeholder password.");
  });

/** Links are this and a path of ours, and `__Host-` cookies need the path `/`: so it has none of its own. */
export const origin = z.string().transform((text, ctx) => {
  const url = parseUrl(text);
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  ctx.addIssue("must be like https://payments.acme.com, without path, query or password.");
  return z.NEVER;
});

export const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL." });

/** 0 lets the system choose. */
export const port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, "must be a number from 0 to 65535.")
  .transform(Number);

/** ISO 3166 codes. */
export const countries = z.string().transform((text, ctx) => {
  const codes = text.split(",").map((code) => code.trim().toUpperCase());
  if (codes.every((code) => /^[A-Z]{2}$/.test(code))) return codes;
  ctx.addIssue("must be two-letter country codes with commas between.");
  return z.NEVER;
});

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Node's decoder skips what is not base64; a key with a typo must not become another key. */
function strictBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64").replace(/=+$/, "") === text.replace(/=+$/, "") ? bytes : undefined;
}

/** 32 random bytes hold about 30 different ones; fewer than 16 happen by no accident, as in zeros or a typed word. */
const isRandom = (key: Buffer) => new Set(key).size >= 16;
