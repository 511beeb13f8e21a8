import type { Session } from "../../flows/find-session.ts";
import type { PeoplePage } from "../../flows/list-people.ts";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { Empty, Pager, Row, Rows, Search } from "../ui/rows.tsx";
import { StatusBadge } from "./person-facts.tsx";

type Props = { session: Session; typed: string; found: PeoplePage };

/** Everybody whom the company works with; System Administrators add people. */
export function TeamPage({ session, typed, found }: Props) {
  const { people, page, hasMore } = found;
  return (
    <Layout frame={{ ...frameOf(session, "Team"), section: "team", isWide: true }}>
      <div class="toolbar">
        <Search action="/team" label="Find by name or email" typed={typed} />
        {session.user.role === "system_administrator" && (
          <a class="button button-main" href="/team/new">
            Add User
          </a>
        )}
      </div>
      {people.length === 0 ? (
        <Empty>
          <p>
            {typed ? `Nobody's name or email begins with "${typed}".` : "Nobody is here."} Names are found by
            the beginning of the first or last name.
          </p>
          <p>
            <a href="/team">Show everybody</a>
          </p>
        </Empty>
      ) : (
        <Rows label="People">
          {people.map((person) => (
            <Row
              title={person.name}
              href={`/team/${person.id}`}
              side={
                <>
                  {person.role === "system_administrator" && <span class="quiet">System Administrator</span>}
                  <StatusBadge status={person.status} />
                </>
              }
            >
              <p class="quiet">
                {person.relationship === "payee" ? (person.organisation ?? "Payee") : "Team member"} ·{" "}
                {person.email}
              </p>
            </Row>
          ))}
        </Rows>
      )}
      <Pager page={page} hasMore={hasMore} hrefOf={(next) => hrefOf(typed, next)} />
    </Layout>
  );
}

function hrefOf(typed: string, page: number): string {
  const query = new URLSearchParams({ ...(typed ? { q: typed } : {}), page: String(page + 1) });
  return `/team?${query}`;
}
