import { type Context, Hono } from "hono";
import { z } from "zod";
import { timeText } from "../../domain/time-text.ts";
import { isZone, zoneGroups } from "../../domain/time-zone.ts";
import { setTimeZone } from "../../flows/set-time-zone.ts";
import { viewAccount } from "../../flows/view-account.ts";
import { writeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { parseForm } from "../forms.ts";
import { showRefusal } from "../refusal-page.tsx";
import { sessionOf } from "../session-of.ts";
import { Form } from "../ui/form.tsx";
import { frameOf, type Problem } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Back } from "../ui/rows.tsx";
import { show } from "../ui/show.ts";
import { backToAccount } from "./own-form.tsx";
import { ZoneField } from "./zone-field.tsx";

const unknownZone = "Choose one of the time zones in the list.";
const zoneForm = z.object({
  timeZone: z
    .string({ error: unknownZone })
    .max(100)
    .refine((id) => id === "" || isZone(id), unknownZone),
});

/** In which zone this person reads times. It needs no code: nothing is opened by it. */
export const zoneRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/account/time-zone", (c) => showZones(c, deps))
    .post("/account/time-zone", async (c) => {
      const form = await parseForm(c, zoneForm);
      if (!form.ok) return showZones(c, deps, form.problems);
      const timeZone = form.value.timeZone || null;
      const done = await setTimeZone(deps, sessionOf(c), { timeZone });
      if (!done.ok)
        return showRefusal(c, deps, { refusal: done.refusal, section: "account", back: backToAccount });
      writeDone(c, deps, "zone_changed");
      return c.redirect("/account/security", 303);
    });

async function showZones(c: Context<PortalEnv>, deps: PortalDeps, problems: Problem[] = []) {
  const session = sessionOf(c);
  const { timeZone, companyTimeZone } = await viewAccount(deps, session);
  return show(
    c,
    <Layout frame={{ ...frameOf(session, "Your time zone", problems), section: "account" }}>
      <Back href="/account/security">Account security</Back>
      <p>
        Pages and emails say times in it. For you it's now {timeText(deps.now(), session.company.timeZone)}.
      </p>
      <Form submit="Save">
        <ZoneField
          groups={zoneGroups()}
          own={timeZone}
          companyZone={timeText(deps.now(), companyTimeZone)}
          problems={problems}
        />
      </Form>
    </Layout>,
    problems.length > 0 ? 422 : 200,
  );
}
