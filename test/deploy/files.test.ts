import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { healthRoutes } from "../../src/app/health.ts";
import { commands } from "../../src/cli/commands.ts";
import { resolveSecrets } from "../../src/config/secrets.ts";
import { Variables } from "../../src/config/variables.ts";
import { copyOf, root, stagesOf, stepsOf } from "./dockerfile.ts";

const folder = new URL(".github/deploy/", root);
const text = (path: string) => readFileSync(new URL(path, folder), "utf8");
const kubernetes = readdirSync(new URL("kubernetes/", folder)).map((name) => `kubernetes/${name}`);
const units = readdirSync(new URL("systemd/", folder)).map((name) => `systemd/${name}`);
const files = ["Dockerfile", "compose.yml", ...kubernetes, ...units];

/** Whatever looks like a setting of ours, where it is given a value. */
const settingsIn = (path: string) =>
  [...text(path).matchAll(/(?:name: |Environment=|^ENV .*?|^\s+)([A-Z][A-Z0-9_]{2,})(?:,|=|: )/gm)].map(
    (match) => match[1] ?? "",
  );
/** Of the database's image, not of ours. */
const ofPostgres = ["POSTGRES_PASSWORD_FILE", "OWNER_PASSWORD_FILE", "APP_PASSWORD_FILE"];

test.each(files.filter((path) => settingsIn(path).length > 0))(
  "%s sets only what the configuration knows",
  async (path) => {
    for (const name of settingsIn(path).filter((one) => !ofPostgres.includes(one))) {
      const plain = name.replace(/_FILE$/, "");
      expect(Object.keys(Variables.shape), name).toContain(plain);
      // Only of some a file is read.
      if (plain !== name) expect(resolveSecrets({ [name]: "" }).problems, name).toHaveLength(1);
    }
  },
);

test("the settings are really found where they stand", () => {
  expect(settingsIn("compose.yml")).toContain("AUDIT_SIGNING_KEY_FILE");
  expect(settingsIn("kubernetes/latchkey.yaml")).toContain("PUBLIC_URL");
  expect(settingsIn("kubernetes/latchkey.yaml")).toContain("SMTP_URL_FILE");
  expect(settingsIn("systemd/latchkey.service")).toContain("DATABASE_APP_URL_FILE");
});

test("every command of ours that they run exists", () => {
  const named = files.flatMap((path) => [
    ...text(path).matchAll(/dist\/cli\/main\.js(?:,|"?\]?) ([a-z]+)\]?$/gm),
  ]);
  expect(named.length).toBeGreaterThan(2);
  for (const [, name] of named) expect(commands.map((one) => one.name)).toContain(name);
});

test("the Dockerfile copies what exists, installs for production, and ends as somebody who is not root", () => {
  const stages = stagesOf();
  for (const stage of stages) {
    for (const { from, sources } of stepsOf(stage, "COPY").map(copyOf))
      for (const source of from ? [] : sources) {
        expect(existsSync(new URL(source, root)), source).toBe(true);
        expect(text("Dockerfile.dockerignore").split("\n"), source).toContain(`!${source.replace("./", "")}`);
      }
  }
  const last = stages.at(-1);
  expect(stages.length).toBeGreaterThan(1);
  expect(stepsOf(last, "RUN").join()).toContain("npm ci --omit=dev");
  expect(stepsOf(last, "USER")).toEqual(["1000:1000"]);
  expect(stepsOf(last, "EXPOSE")).toEqual(["3000"]);
  expect(text("Dockerfile.dockerignore").split("\n")).toContain("*");
  for (const { from } of stages) expect(from).toMatch(/^node:\d+-bookworm-slim$/);
});

test("compose: the app has its own login only, after the owner's has migrated, as nobody, on a read-only root", () => {
  const { services, secrets, volumes } = parse(text("compose.yml"), { merge: true });
  const { app, migrate, cli, database } = services;
  for (const service of [app, migrate, cli]) {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
    for (const name of service.secrets) expect(secrets[name].file).toBe(`./secrets/${name}`);
    for (const [name, value] of Object.entries(service.environment))
      if (name.endsWith("_FILE"))
        expect(service.secrets).toContain(String(value).replace("/run/secrets/", ""));
  }
  expect(app.secrets).not.toContain("database_url");
  expect(app.environment.DATABASE_URL_FILE).toBe("/run/secrets/database_app_url");
  expect(migrate.secrets).toEqual(["database_url"]);
  expect(app.depends_on.migrate.condition).toBe("service_completed_successfully");
  expect(migrate.depends_on.database.condition).toBe("service_healthy");
  expect(app.ports).toEqual(["127.0.0.1:3000:3000", "127.0.0.1:9464:9464"]);
  for (const mount of database.volumes) {
    const [source = ""] = mount.split(":");
    expect(source.startsWith("./") ? existsSync(new URL(source, folder)) : source in volumes, mount).toBe(
      true,
    );
  }
});

test("compose: whatever is secret is made by make-secrets.sh, or named by it as still to be written", () => {
  const { secrets } = parse(text("compose.yml"), { merge: true });
  const script = text("make-secrets.sh");
  for (const name of Object.keys(secrets))
    expect(script, name).toMatch(
      new RegExp(`(put|for name in [a-z_ ]*)\\b.*${name}|${name};? |put ${name}\\b`),
    );
});

const documents = (path: string) => parseAllDocuments(text(path)).map((one) => one.toJS());
const all = kubernetes.flatMap(documents);
const ofKind = (kind: string) => all.filter((one) => one.kind === kind);
const podsOf = ({ kind, spec }: (typeof all)[number]) =>
  kind === "CronJob" ? spec["jobTemplate"].spec.template.spec : spec["template"].spec;

test("Kubernetes: two processes, one of them always there, exchanged one by one", () => {
  const [deployment] = ofKind("Deployment");
  const [budget] = ofKind("PodDisruptionBudget");
  expect(deployment?.spec["replicas"]).toBe(2);
  expect(deployment?.spec["strategy"]).toEqual({
    type: "RollingUpdate",
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
  });
  expect(budget?.spec["minAvailable"]).toBe(1);
  const labels = deployment?.spec["template"].metadata.labels;
  expect(deployment?.spec["selector"].matchLabels).toEqual(labels);
  expect(budget?.spec["selector"].matchLabels).toEqual(labels);
  expect(ofKind("Service")[0]?.spec["selector"]).toEqual(labels);
});

test("Kubernetes: the probes ask for what the app answers, at the port that it listens on", async () => {
  const container = podsOf(ofKind("Deployment")[0]).containers[0];
  const health = healthRoutes({ isDraining: () => false, isMigrated: async () => true });
  for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
    const { path, port } = container[probe].httpGet;
    expect((await health.request(path)).status, path).toBe(200);
    expect(container.ports).toContainEqual({
      name: port,
      containerPort: Variables.shape.PORT.parse(undefined),
    });
  }
  const draining = healthRoutes({ isDraining: () => true, isMigrated: async () => true });
  expect((await draining.request(container.readinessProbe.httpGet.path)).status).toBe(503);
  expect((await draining.request(container.livenessProbe.httpGet.path)).status).toBe(200);
  expect(ofKind("Service")[0]?.spec["ports"][0].targetPort).toBe("http");
});

test("Kubernetes: every pod runs as nobody, on a read-only root, with its secrets as files, and only jobs have the owner's login", () => {
  const workloads = all.filter((one) => ["Deployment", "Job", "CronJob"].includes(one.kind));
  expect(workloads).toHaveLength(3);
  for (const workload of workloads) {
    const pod = podsOf(workload);
    const [container] = pod.containers;
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000 },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    const mounts: string[] = container.volumeMounts.map((one: { mountPath: string }) => one.mountPath);
    for (const { name, value } of container.env) {
      expect(name).toMatch(/_FILE$/);
      expect(
        mounts.some((mount) => value.startsWith(`${mount}/`)),
        value,
      ).toBe(true);
    }
    const secrets = pod.volumes.map((one: { secret: { secretName: string } }) => one.secret.secretName);
    expect(secrets.includes("latchkey-owner"), workload.kind).toBe(workload.kind !== "Deployment");
  }
});

test.runIf(existsSync("/usr/bin/systemd-analyze"))("systemd takes the units as they are", async () => {
  const dir = await mkdtemp(join(tmpdir(), "latchkey-units-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await cp(new URL("systemd/", folder), dir, { recursive: true });
  for (const name of readdirSync(dir)) {
    // It looks for the program, which may be elsewhere on this machine.
    const unit = (await readFile(join(dir, name), "utf8")).replaceAll("/usr/bin/node", process.execPath);
    await writeFile(join(dir, name), unit);
  }
  const names = ["latchkey.service", "latchkey-cli@migrate.service", "latchkey-retention.timer"];
  await cp(join(dir, "latchkey-cli@.service"), join(dir, "latchkey-cli@migrate.service"));
  const { stderr } = await promisify(execFile)("systemd-analyze", [
    "verify",
    ...names.map((name) => join(dir, name)),
  ]);
  expect(stderr).toBe("");
});

test.each(units.filter((path) => path.endsWith(".service")))(
  "%s: each secret is a credential, and each credential is read",
  (path) => {
    const unit = text(path);
    const loaded = [...unit.matchAll(/^LoadCredential=(\w+):\/etc\/latchkey\/secrets\/\1$/gm)].map(
      (match) => match[1],
    );
    const read = [...unit.matchAll(/_FILE=%d\/(\w+)$/gm)].map((match) => match[1]);
    expect(loaded.length).toBeGreaterThan(3);
    expect([...new Set(read)].toSorted()).toEqual(loaded.toSorted());
    expect(unit).toMatch(/^DynamicUser=yes$/m);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
  },
);

test("the release's workflow checks the tag, then builds the very Dockerfile and reads the changelog's form", () => {
  const { jobs } = parse(readFileSync(new URL(".github/workflows/release.yml", root), "utf8"));
  expect(jobs.release.needs).toBe("checks");
  const lines = jobs.release.steps.map((one: { run?: string }) => one.run ?? "").join("\n");
  const [, dockerfile = ""] = /--file (\S+)/.exec(lines) ?? [];
  expect(existsSync(new URL(dockerfile, root))).toBe(true);
  expect(readFileSync(new URL("CHANGELOG.md", root), "utf8")).toMatch(/^## /m);
});

const pages = ["README.md", ".github/GUIDE.md", ".github/OPERATING.md", ".github/CONTRIBUTING.md"];

test.each(pages)("%s links to what exists, and names only variables and npm scripts that exist", (page) => {
  const at = new URL(page, root);
  const source = readFileSync(at, "utf8");
  for (const [, target = ""] of source.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
    expect(existsSync(new URL(target, at)), target).toBe(true);
  const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  for (const [, script = ""] of source.matchAll(/npm run (?:-s )?([a-z]+)/g))
    expect(scripts, script).toHaveProperty(script);
  for (const [, name = ""] of source.matchAll(
    /`((?:DATABASE|SLACK|SMTP|MAIL|TWILIO|PUBLIC|ENCRYPTION)_[A-Z_]*[A-Z])`/g,
  ))
    expect(Object.keys(Variables.shape), name).toContain(name.replace(/_FILE$/, ""));
});
