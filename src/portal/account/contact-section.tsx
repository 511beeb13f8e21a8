import { dateText, dayTimeText, timeText } from "../../domain/time-text.ts";
import type { Session } from "../../flows/find-session.ts";
import type { Account } from "../../flows/view-account.ts";
import { helpFor } from "../ui/frame.ts";
import { Badge, Row, Rows } from "../ui/rows.tsx";
import { Act } from "./sign-in-section.tsx";

type Props = { session: Session; account: Account };

/** How one is reached, and in which zone times are said. */
export function ContactSection({ session, account }: Props) {
  const { user, company } = session;
  const { newEmail } = account;
  return (
    <section class="section" aria-labelledby="contact-title">
      <h2 id="contact-title">How we reach you</h2>
      <Rows label="How we reach you">
        <Row
          title="Email"
          side={
            <>
              {newEmail && <Badge tone="wait">Waiting</Badge>}
              <Act href="/account/email" act="Change" of="email" />
            </>
          }
        >
          <p class="quiet">{user.email}</p>
          {newEmail && (
            <p class="quiet">
              Open the link that we sent to {newEmail.email}, until{" "}
              {dayTimeText(newEmail.expiresAt, company.timeZone)}.
            </p>
          )}
        </Row>
        <PhoneRow session={session} account={account} />
        <Row title="Time zone" side={<Act href="/account/time-zone" act="Change" of="time zone" />}>
          <p class="quiet">
            {zoneName(company.timeZone)}
            {account.timeZone === null && " · your company's"}
          </p>
        </Row>
      </Rows>
    </section>
  );
}

/** Without text messages no new number can be confirmed: then it is changed by asking. */
function PhoneRow({ session, account: { phone, newPhone, areTextsOffered } }: Props) {
  const { timeZone } = session.company;
  const help = helpFor(session)?.helpName ?? "an administrator";
  return (
    <Row
      title="Contact phone"
      side={
        areTextsOffered && (
          <>
            {newPhone && <Badge tone="wait">Waiting</Badge>}
            <Act href="/account/phone" act={phone ? "Change" : "Add"} of="contact phone" />
          </>
        )
      }
    >
      <p class="quiet">
        {phone
          ? `Ending in ${phone.hint}${phone.since ? `, on file since ${dateText(phone.since, timeZone)}` : ""}. We call it to make sure that it's you.`
          : "None on file. With one, we can call you to make sure that it's you."}
      </p>
      {areTextsOffered && newPhone && (
        <p class="quiet">
          <a href="/account/phone/confirm">Type the code</a> that we texted to the number ending in{" "}
          {newPhone.hint}, until {timeText(newPhone.expiresAt, timeZone)}.
        </p>
      )}
      {!areTextsOffered && (
        <p class="quiet">
          To {phone ? "change it" : "add one"}, ask {help}.
        </p>
      )}
    </Row>
  );
}

/** "Eastern": the name that stands behind every time. */
const zoneName = (zone: string) => timeText(new Date(0), zone).replace(/^\d+:\d+ [AP]M /, "");
