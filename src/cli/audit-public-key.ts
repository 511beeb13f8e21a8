import { createPublicKey } from "node:crypto";
import { z } from "zod";
import { readSigningKey } from "../config.ts";
import { keyIdOf, publicKeyText } from "../crypto/checkpoint.ts";
import { type Command, CommandFailed } from "./command.ts";
import { readOptions } from "./options.ts";
import { besideDemo } from "./with-deps.ts";

export const auditPublicKeyCommand: Command = {
  name: "audit public-key",
  usage: "",
  about:
    "Print the public half of AUDIT_SIGNING_KEY. Keep it on another machine: `audit verify --checkpoint` there needs it.",
  run: async (args, env) => {
    readOptions(args, z.object({}));
    const read = readSigningKey((await besideDemo(env)).env);
    if (!read.ok) throw new CommandFailed(read.problems.join(" "));
    const publicKey = publicKeyText(read.key);
    return { json: { publicKey, keyId: keyIdOf(createPublicKey(read.key)) }, text: publicKey };
  },
};
