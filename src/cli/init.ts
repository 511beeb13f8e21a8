import { generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { publicKeyText } from "../crypto/checkpoint.ts";
import { type Command, CommandFailed } from "./command.ts";
import { readOptions } from "./options.ts";

/** Never overwrites: a lost encryption key makes every factor in the database unreadable. */
export const initCommand: Command = {
  name: "init",
  usage: "",
  about: "Write a .env file with new secrets, readable by you alone.",
  run: async (args) => {
    readOptions(args, z.object({}));
    const file = resolve(".env");
    const { privateKey } = generateKeyPairSync("ed25519");
    try {
      // `wx` fails when it exists; the mode keeps other accounts of this machine out.
      await writeFile(file, contents(privateKey), { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "EEXIST")
        throw new CommandFailed(exists);
      throw error;
    }
    const auditPublicKey = publicKeyText(privateKey);
    return {
      json: { file, variables: ["ENCRYPTION_KEYS", "AUDIT_SIGNING_KEY"], auditPublicKey },
      text: doneText(file, auditPublicKey),
    };
  },
};

const doneText = (file: string, auditPublicKey: string) =>
  [
    `Wrote ${file} with new secrets. Keep a copy in a safe place: without ENCRYPTION_KEYS nobody's MFA works.`,
    "Keep this on another machine, where the audit trail's checkpoints are verified with it (`audit public-key` prints it again):",
    auditPublicKey,
    "Next: npm run cli -- manifest --public-url https://… makes the Slack app. Its secret and token go into .env, the mail server's too.",
    "Then: company create, npm run dev (production: npm start), and npm run cli -- doctor says what is still to be done.",
  ].join("\n");

const exists =
  ".env exists already, and its keys may be in use: nothing was changed. To begin anew, move it away first, then run init again.";

const contents = (
  signingKey: KeyObject,
) => `# Written by \`npm run cli -- init\`. Keep it secret, and keep a copy: see .env.example for the rest.

# The first key encrypts, all decrypt.
ENCRYPTION_KEYS=${newEncryptionKey()}
# Ed25519, signs the checkpoints of the audit trail.
AUDIT_SIGNING_KEY=${signingKey.export({ format: "der", type: "pkcs8" }).toString("base64")}

# From your Slack app's pages "Basic Information" and "OAuth & Permissions":
# SLACK_SIGNING_SECRET=
# SLACK_BOT_TOKEN=

# Mail:
# SMTP_URL=
# MAIL_FROM=
`;

/** The id is the day, so that people see which key is older. */
const newEncryptionKey = () =>
  `k${new Date().toISOString().slice(0, 10).replaceAll("-", "")}:${randomBytes(32).toString("base64")}`;
