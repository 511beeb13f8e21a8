import type { Child } from "hono/jsx";
import type { World } from "../state/world.ts";
import type { Problem } from "./check.ts";
import { botTokenOf } from "./create.ts";

/** Pages of plain forms: only copying needs a script. */
function Layout({ title, children }: { title: string; children: Child }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/apps/style.css" />
        <link rel="icon" href="data:," />
        <script type="module" src="/apps/client.js" />
      </head>
      <body class="apps">
        <header>
          <a href="/">← Workspace</a>
          <p class="soft">Only this machine can open this page.</p>
        </header>
        <main>{children}</main>
        <p class="copied" role="status" />
      </body>
    </html>
  );
}

type NewAppProps = { source: string; problems: readonly Problem[]; world: World };

/** Where one pastes a manifest, and reads what Slack would refuse. */
export function NewAppPage({ source, problems, world }: NewAppProps) {
  const isRefused = problems.length > 0;
  return (
    <Layout title={isRefused ? "Manifest refused" : "Create an app"}>
      <h1>Create an app from a manifest</h1>
      <p>
        At Slack this is <em>api.slack.com/apps</em>, <b>Create New App</b>, <b>From a manifest</b>. The app
        is made in {world.team.name}, in the place of the one that is there.
      </p>
      {isRefused && (
        <section class="refused" aria-labelledby="refused">
          <h2 id="refused">
            {problems.length === 1
              ? "Slack would refuse this:"
              : `Slack would refuse this for ${problems.length} reasons:`}
          </h2>
          <ul>
            {problems.map((problem) => (
              <ProblemLine problem={problem} />
            ))}
          </ul>
        </section>
      )}
      <form method="post" action="/apps/new">
        <label for="manifest">App manifest, YAML or JSON</label>
        <textarea
          id="manifest"
          name="manifest"
          rows={18}
          spellcheck={false}
          autocomplete="off"
          required
          aria-describedby={isRefused ? "refused" : undefined}
        >
          {source}
        </textarea>
        <button type="submit" class="button primary">
          Create
        </button>
      </form>
    </Layout>
  );
}

function ProblemLine({ problem: { line, where, text } }: { problem: Problem }) {
  return (
    <li>
      {line !== undefined && <span class="line">{`Line ${line}`}</span>} {where && <code>{where}</code>}{" "}
      {text}
    </li>
  );
}

/** What a new app has: each secret with its place at Slack. */
export function AppPage({ world }: { world: World }) {
  const { app, connection, team, declared } = world;
  const token = botTokenOf(world);
  return (
    <Layout title={app.name}>
      <h1>{app.name}</h1>
      <p class="soft">
        {`${declared.commands?.length ?? 0} commands, ${declared.scopes?.length ?? 0} scopes, ${declared.events?.length ?? 0} events. `}
        {connection.appUrl ? `Requests go to ${connection.appUrl}.` : "Requests go by Socket Mode."}
      </p>
      <h2>Basic Information</h2>
      <dl>
        <Value name="App ID" value={app.id} place="Basic Information › App Credentials" />
        <Value
          name="Client ID"
          value={connection.oauth?.clientId}
          place="Basic Information › App Credentials"
        />
        <Value
          name="Client Secret"
          value={connection.oauth?.clientSecret}
          place="Basic Information › App Credentials"
        />
        <Value
          name="Signing Secret"
          value={connection.signingSecret}
          place="Basic Information › App Credentials"
        />
        <Value
          name="App-Level Token"
          value={connection.appToken}
          place="Basic Information › App-Level Tokens, with the scope connections:write"
        />
      </dl>
      <h2>OAuth & Permissions</h2>
      {token === undefined && <p>There is a bot token once the app is installed.</p>}
      <dl>
        <Value name="Bot User OAuth Token" value={token} place="OAuth & Permissions › OAuth Tokens" />
        <Value
          name="Refresh Token"
          value={world.rotation.refreshToken}
          place="OAuth & Permissions › OAuth Tokens"
        />
      </dl>
      <form method="post" action="/apps/install">
        <button type="submit" class="button primary">
          {token === undefined ? `Install to ${team.name}` : `Reinstall to ${team.name}`}
        </button>
      </form>
      <h2>For the app</h2>
      <dl>
        <Value
          name="Web API"
          value={`${connection.baseUrl}/api/`}
          place="Slack's own is https://slack.com/api/"
        />
      </dl>
      <p>
        <a href="/apps/new">Create another app</a> takes the place of this one.
      </p>
    </Layout>
  );
}

/** What Slack does not give for this app is not there. */
function Value({ name, value, place }: { name: string; value: string | undefined; place: string }) {
  if (value === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code data-value={name}>{value}</code>
        <button type="button" class="small-button" data-copy={value} aria-label={`Copy ${name}`}>
          Copy
        </button>
        <span class="soft">{place}</span>
      </dd>
    </div>
  );
}
