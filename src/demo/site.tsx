import { Hono } from "hono";
import { HomePage, type Places } from "./home-page.tsx";
import { stylesheet } from "./layout.tsx";
import type { Mailbox } from "./mailbox.ts";
import { MailboxPage, MailPage } from "./mailbox-page.tsx";
import type { PhoneEntry } from "./phone.ts";
import { PhonePage, type ShownText } from "./phone-page.tsx";

type Site = {
  places: Places;
  mailbox: Mailbox;
  listPhoneEntries: () => Promise<PhoneEntry[]>;
  listTexts: () => Promise<ShownText[]>;
};

/** The demo's own pages. They show everybody's codes and mail: they are served to this machine only. */
export function demoSite({ places, mailbox, listPhoneEntries, listTexts }: Site) {
  return new Hono()
    .use(async (c, next) => {
      // Another site's name that was pointed at this machine must not read codes and mail here.
      const { hostname } = new URL(c.req.url);
      if (!["localhost", "127.0.0.1"].includes(hostname)) return c.text("Use http://localhost\n", 421);
      c.header("Cache-Control", "no-store");
      return next();
    })
    .get("/style.css", (c) => c.body(stylesheet, 200, { "Content-Type": "text/css; charset=utf-8" }))
    .get("/", (c) => c.html(<HomePage {...places} />))
    .get("/phone", async (c) =>
      c.html(<PhonePage entries={await listPhoneEntries()} texts={await listTexts()} />),
    )
    .get("/mailbox", (c) => c.html(<MailboxPage mails={mailbox.list()} />))
    .get("/mailbox/:id{[0-9]+}", (c) => {
      const mail = mailbox.find(Number(c.req.param("id")));
      return mail ? c.html(<MailPage mail={mail} />) : c.text("There is no such mail.\n", 404);
    });
}
