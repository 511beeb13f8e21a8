import { timeText } from "../domain/time-text.ts";
import { Layout } from "./layout.tsx";
import type { PhoneEntry } from "./phone.ts";
import type { StoredText } from "./texts.ts";

/** `name`: whose number it is, where somebody's. */
export type ShownText = StoredText & { name: string | undefined };

/** Codes change every 30 seconds. */
const refreshSeconds = 10;

/** Acme Builders' own. */
const demoZone = "America/New_York";

const stateText = {
  active: "Acme Builders",
  pending: "Acme Builders, new: being set up",
  suspended: "Acme Builders, turned off by a reset",
};

/** Everybody's phone in one. */
export function PhonePage({ entries, texts }: { entries: PhoneEntry[]; texts: ShownText[] }) {
  return (
    <Layout title="Phone" current="phone" refresh={refreshSeconds}>
      <p>
        The demo people's authenticator apps. Each code works once: for the next act wait for the next code.
      </p>
      <ul class="cards">
        {entries.map(({ name, state, code, secondsLeft }) => (
          <li class="card">
            <strong>{name}</strong>
            <p class="soft">{stateText[state]}</p>
            <p class="digits">{code}</p>
            <p class="soft">{secondsLeft} seconds left</p>
          </li>
        ))}
      </ul>
      <h2>Text messages</h2>
      {texts.length === 0 && <p class="soft">None yet. They arrive here, whatever number they go to.</p>}
      <ul class="cards">
        {texts.map(({ name, to, body, receivedAt }) => (
          <li class="card">
            <strong>{name ?? to}</strong>
            <p class="soft">
              {name ? `${to}, ` : ""}
              {timeText(receivedAt, demoZone)}
            </p>
            <p>{body}</p>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
