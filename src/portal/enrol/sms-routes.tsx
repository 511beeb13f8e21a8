import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Refusal } from "../../domain/refusal.ts";
import { enrolTexts, textToEnrol } from "../../flows/enrol-texts.ts";
import { viewEnrolment } from "../../flows/view-enrolment.ts";
import { carryOn } from "../carry-on.ts";
import { clientAddress } from "../client-address.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { codeForm, filled, parseForm, readForm } from "../forms.ts";
import { readPhone } from "../phone-number.ts";
import { contextOf, refusalProblem } from "../refusal-problem.ts";
import { refusalStatus } from "../refusal-text.ts";
import { sessionOf } from "../session-of.ts";
import type { Problem } from "../ui/frame.ts";
import { show } from "../ui/show.ts";
import { NumberPage, TextedPage } from "./sms-page.tsx";
import { showVoid } from "./void.tsx";

type PortalContext = Context<PortalEnv>;
type Status = 200 | ReturnType<typeof refusalStatus>;

const numberForm = z.object({ country: z.string().optional(), phone: filled("Enter your mobile number.") });
const textedForm = codeForm("Enter the 6-digit code from the text message.");

/** Setting up text messages: the number, then the code that comes. Both forms post to the page's own address. */
export function enrolSmsRoutes(deps: PortalDeps) {
  return (
    new Hono<PortalEnv>()
      .get("/enrol/sms", (c) => showSms(c, deps, { isChanging: c.req.query("change") !== undefined }))
      .post("/enrol/sms", async (c) =>
        "code" in (await readForm(c)) ? takeCode(c, deps) : takeNumber(c, deps),
      )
      .post("/enrol/sms/again", async (c) => {
        const result = await textToEnrol(deps, sessionOf(c), { address: clientAddress(c) });
        return result.ok ? c.redirect("/enrol/sms", 303) : showSms(c, deps, refused(c, deps, result.refusal));
      })
      // The button's address, when a reload or the back button asks for it.
      .get("/enrol/sms/again", (c) => c.redirect("/enrol/sms", 303))
  );
}

async function takeNumber(c: PortalContext, deps: PortalDeps) {
  const form = await parseForm(c, numberForm);
  const { country, phone: typed } = form.typed;
  const again = (problems: Problem[], status: Status = 422) =>
    showSms(c, deps, { isChanging: true, typed: { country, phone: typed }, problems, status });
  if (!form.ok) return again(form.problems);
  const countries = deps.smsCountries ?? [];
  const read = readPhone(form.value.phone, country ?? countries[0] ?? "", countries);
  if (!read.ok) return again([{ field: "phone", text: read.text }]);
  const asked = { phone: read.phone, address: clientAddress(c) };
  const result = await textToEnrol(deps, sessionOf(c), asked);
  if (result.ok) return c.redirect("/enrol/sms", 303);
  const { problems, status } = refused(c, deps, result.refusal, "phone");
  return again(problems, status);
}

async function takeCode(c: PortalContext, deps: PortalDeps) {
  const form = await parseForm(c, textedForm);
  if (!form.ok) return showSms(c, deps, { problems: form.problems, status: 422 });
  const result = await enrolTexts(deps, sessionOf(c), form.value);
  if (result.ok) return carryOn(c, deps, result.value.sessionToken);
  return showSms(c, deps, refused(c, deps, result.refusal));
}

const refused = (
  c: PortalContext,
  deps: PortalDeps,
  refusal: Refusal,
  field = "code",
): { problems: Problem[]; status: Status } => ({
  problems: [refusalProblem(refusal, field, contextOf(deps.now(), sessionOf(c), "text"))],
  status: refusalStatus(refusal),
});

type Shown = {
  isChanging?: boolean;
  typed?: { country?: string | undefined; phone?: string | undefined };
  problems?: Problem[];
  status?: Status;
};

/** Where texts are not for this person the app's page says so (R18). */
async function showSms(c: PortalContext, deps: PortalDeps, shown: Shown) {
  const session = sessionOf(c);
  const { isChanging = false, typed = {}, problems = [], status = 200 } = shown;
  const viewed = await viewEnrolment(deps, session);
  if (!viewed.ok) return showVoid(c, deps, viewed.refusal);
  const enrolment = viewed.value;
  if (enrolment.texts !== "offered") return c.redirect("/enrol/app", 303);
  const { pendingText: pending } = enrolment;
  if (pending?.isExhausted) return showVoid(c, deps, { code: "text_setup_exhausted" });
  if (pending && !isChanging) {
    const page = { session, enrolment, pending, now: deps.now(), problems };
    return show(c, <TextedPage {...page} />, status);
  }
  const countries = deps.smsCountries ?? [];
  // Without a number there is no code to speak of.
  const told = pending ? problems : problems.map((one) => ({ ...one, field: "phone" }));
  const page = { session, enrolment, countries, typed, problems: isChanging ? problems : told };
  return show(c, <NumberPage {...page} />, status);
}
