import { z } from "zod";
import type { Config } from "../../config.ts";
import { type Check, look } from "./check.ts";

const patienceMs = 5000;
const Account = z.object({ status: z.string(), type: z.string().optional() });

/** Twilio's account. https://www.twilio.com/docs/iam/api/account#fetch-an-account-resource */
export async function lookAtTexts(sms: Config["sms"]): Promise<Check[]> {
  const what = "text messages";
  if (!sms) return [{ what, state: "off", says: "not configured: none are offered" }];
  const { accountSid, authToken, apiUrl = "https://api.twilio.com" } = sms;
  return look(
    what,
    "Look at TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and whether this machine may reach it.",
    async () => {
      const response = await fetch(`${apiUrl.replace(/\/+$/, "")}/2010-04-01/Accounts/${accountSid}.json`, {
        headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
        redirect: "error",
        signal: AbortSignal.timeout(patienceMs),
      });
      if (!response.ok) throw new Error(`Twilio answered ${response.status}`);
      const { status, type } = Account.parse(await response.json());
      if (status !== "active")
        return {
          what,
          state: "to_do",
          says: `Twilio's account is ${status}`,
          toDo: "Mend that in Twilio's console.",
        };
      if (type !== "Trial") return { what, state: "ok", says: "Twilio's account is active" };
      const toDo = "Upgrade it in Twilio's console.";
      return { what, state: "advice", says: "a trial account: it texts verified numbers only", toDo };
    },
  );
}
