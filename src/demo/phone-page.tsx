import { timeText } from "../domain/time-text.ts";
import { Layout } from "./layout.tsx";
import { demoZone } from "./people.ts";
import type { PhoneEntry } from "./phone.ts";
import type { StoredText } from "./texts.ts";

/** `name`: whose number it is, where somebody's. */
export type ShownText = StoredText & { name: string | undefined };

const stateText = {
  active: undefined,
  pending: "New: being set up",
  suspended: "Turned off by a reset",
};

export type Phones = { entries: readonly PhoneEntry[]; texts: readonly ShownText[] };

/** Everybody's phone in one. */
export const PhonePage = (phones: Phones) => (
  <Layout title="Phone" current="phone">
    <p>
      The demo people's authenticator apps. Each code works once: for the next act wait for the next code.
    </p>
    <div data-live="/parts/phone">
      <PhoneCards {...phones} />
    </div>
  </Layout>
);

/** What the authenticator apps show now, and the text messages that came. */
export function PhoneCards({ entries, texts }: Phones) {
  return (
    <>
      <ul class="cards">
        {entries.map(({ name, state, code, secondsLeft }) => (
          <li class="card">
            <strong>{name}</strong>
            <p class="digits">{code}</p>
            <p class="soft">{secondsLeft} s left</p>
            {stateText[state] && <p class="soft state">{stateText[state]}</p>}
          </li>
        ))}
      </ul>
      <h3>Text messages</h3>
      {texts.length === 0 && <p class="soft">None yet. They arrive here, whatever number they go to.</p>}
      <ul class="plain">
        {texts.map(({ name, to, body, receivedAt }) => (
          <li>
            <strong>{name ?? to}</strong>
            <p class="soft">
              {name ? `${to}, ` : ""}
              {timeText(receivedAt, demoZone)}
            </p>
            <p>{body}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
