import { Hono } from "hono";
import { listPeople } from "../../flows/list-people.ts";
import { viewPerson } from "../../flows/view-person.ts";
import { actorOf, idIn, pageIn } from "../actor-of.ts";
import { takeDone } from "../cookies.ts";
import type { PortalDeps, PortalEnv } from "../env.ts";
import { showRefusal } from "../refusal-page.tsx";
import { sessionOf } from "../session-of.ts";
import { show } from "../ui/show.ts";
import { personActRoutes } from "./act-routes.tsx";
import { inviteRoutes } from "./invite-routes.tsx";
import { TeamPage } from "./list-page.tsx";
import { doneWords, PersonPage } from "./person-page.tsx";

/** Longer than any name that is looked for. */
const maxTyped = 254;

/** Team: who is there, and what is done to their accounts. */
export const teamRoutes = (deps: PortalDeps) =>
  new Hono<PortalEnv>()
    .get("/team", async (c) => {
      const typed = (c.req.query("q") ?? "").trim().slice(0, maxTyped);
      const found = await listPeople(deps, actorOf(c), { typed, page: pageIn(c) });
      if (!found.ok) return showRefusal(c, deps, { refusal: found.refusal, section: "team", back: account });
      return show(c, <TeamPage session={sessionOf(c)} typed={typed} found={found.value} />);
    })
    .route("/", inviteRoutes(deps))
    .get("/team/:userId", async (c) => {
      const view = await viewPerson(deps, actorOf(c), { userId: idIn(c, "userId") });
      if (!view.ok) return showRefusal(c, deps, { refusal: view.refusal, section: "team", back: account });
      const done = takeDone(c, deps, doneWords);
      return show(c, <PersonPage session={sessionOf(c)} view={view.value} done={done} />);
    })
    .route("/", personActRoutes(deps));

const account = { href: "/account/security", text: "Go to my account" };
