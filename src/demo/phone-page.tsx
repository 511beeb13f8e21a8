import { Layout } from "./layout.tsx";
import type { PhoneEntry } from "./phone.ts";

/** Codes change every 30 seconds. */
const refreshSeconds = 10;

const stateText = {
  active: "Acme Builders",
  pending: "Acme Builders, new: being set up",
  suspended: "Acme Builders, turned off by a reset",
};

/** Everybody's phone in one. */
export function PhonePage({ entries }: { entries: PhoneEntry[] }) {
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
    </Layout>
  );
}
