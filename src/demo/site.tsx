import { type Context, Hono } from "hono";
import { isMove } from "./clock.ts";
import { ClockText, DeskPage } from "./desk-page.tsx";
import { liveScript } from "./live.ts";
import { localOnly } from "./local-only.ts";
import { MailboxPage, MailList, MailPage } from "./mailbox-page.tsx";
import { PhoneCards, PhonePage } from "./phone-page.tsx";
import type { Stage } from "./stage.ts";
import { StorySteps } from "./story-steps.tsx";
import { stylesheet } from "./style.ts";

type Site = {
  /** What is on stage; while another one is being set up, that. */
  stage: () => Promise<Stage>;
  startOver: () => Promise<Stage>;
};

/** As many as fit beside the workspace. */
const mailsOnDesk = 6;

/** The demo's own pages. They show everybody's codes and mail: they are served to this machine only. */
export function demoSite({ stage, startOver }: Site) {
  return new Hono()
    .use(localOnly)
    .use(async (c, next) => {
      await next();
      c.header("Cache-Control", "no-store");
      c.header("Content-Security-Policy", policyFor((await stage()).emulator.url));
    })
    .get("/style.css", (c) => c.body(stylesheet, 200, { "Content-Type": "text/css; charset=utf-8" }))
    .get("/live.js", (c) => c.body(liveScript, 200, { "Content-Type": "text/javascript; charset=utf-8" }))
    .get("/", async (c) => c.html(<DeskPage {...(await deskOf(await stage()))} />))
    .get("/parts/story", async (c) => {
      const { readStory, profiles } = await stage();
      return c.html(<StorySteps story={await readStory()} profiles={profiles.list} />);
    })
    .get("/parts/clock", async (c) => c.html(<ClockText clock={(await stage()).clock} />))
    .get("/parts/phone", async (c) => c.html(<PhoneCards {...(await (await stage()).listPhone())} />))
    .get("/parts/mail", async (c) => c.html(<MailList mails={latestMails(await stage())} />))
    .get("/parts/mailbox", async (c) => c.html(<MailList mails={(await stage()).mailbox.list()} />))
    .get("/phone", async (c) => c.html(<PhonePage {...(await (await stage()).listPhone())} />))
    .get("/mailbox", async (c) => c.html(<MailboxPage mails={(await stage()).mailbox.list()} />))
    .get("/mailbox/:id{[0-9]+}", async (c) => showMail(c, await stage()))
    .post("/clock", async (c) => {
      const { move } = await c.req.parseBody();
      if (isMove(move)) await (await stage()).move(move);
      return c.redirect("/", 303);
    })
    .post("/start-over", async (c) => {
      await startOver();
      return c.redirect("/", 303);
    });
}

/** Mails bring styles of their own. */
const policyFor = (workspaceUrl: string) =>
  `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src ${workspaceUrl}; frame-ancestors 'none'`;

const latestMails = ({ mailbox }: Stage) => mailbox.list().slice(0, mailsOnDesk);

const deskOf = async (stage: Stage) => ({
  workspaceUrl: stage.emulator.url,
  profiles: stage.profiles.list,
  story: await stage.readStory(),
  phones: await stage.listPhone(),
  mails: latestMails(stage),
  clock: stage.clock,
});

/** Its links lead to the browser of the person whom it was sent to. */
function showMail(c: Context, { mailbox, profiles }: Stage) {
  const mail = mailbox.find(Number(c.req.param("id")));
  if (!mail) return c.text("There is no such mail.\n", 404);
  const own = (text: string) => profiles.linksFor(mail.to, text);
  return c.html(<MailPage mail={{ ...mail, text: own(mail.text), html: mail.html && own(mail.html) }} />);
}
