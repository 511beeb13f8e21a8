import { randomBytes } from "node:crypto";
import { startDelivery } from "../../src/delivery/start.ts";
import { createLog } from "../../src/log.ts";
import { connect, type DatabaseAddress } from "../../src/store/db.ts";
import { insertSetupCodeMail, publicUrl } from "./setup.ts";

/**
 * A process to be killed: commits a setup code mail, says so, and never gets to send it: without `--worker` because
 * nothing in it sends, with it because its mail server does not answer.
 */
const env = JSON.parse(process.env["CRASHING_WORKER"] ?? "{}") as {
  address: DatabaseAddress;
  key: string;
  now: string;
  companyId: string;
  resetId: string;
};
const { db } = connect(env.address, { role: "latchkey_app" });
const deps = {
  db,
  now: () => new Date(env.now),
  randomBytes,
  keys: { current: "k1", keys: new Map([["k1", Buffer.from(env.key, "base64")]]) },
  log: createLog("silent"),
};
await insertSetupCodeMail(deps, env);
if (process.argv.includes("--worker")) {
  const sendMail = () => {
    console.log("ready");
    return new Promise<never>(() => {});
  };
  startDelivery({ deps, senders: { sendMail }, publicUrl });
} else {
  console.log("ready");
  setInterval(() => {}, 1000);
}
