import type { Section } from "./frame.ts";

const places: [Section, string, string][] = [
  ["team", "/team", "Team"],
  ["payments", "/payments/configuration", "Payments"],
  ["approvals", "/payments/approvals", "Approvals"],
  ["account", "/account/security", "Account"],
];

/** The parts of the portal; the one that the page belongs to is marked for eyes and for screen readers. */
export function Nav({ section }: { section: Section | undefined }) {
  return (
    <nav class="nav" aria-label="Portal">
      <ul>
        {places.map(([id, href, text]) => (
          <li>
            <a href={href} aria-current={id === section ? "true" : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
