import { describe, expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { run } from "../../src/cli/run.ts";

const acme = [
  ...["company", "create", "--name", "Acme Builders", "--market", "US", "--kind", "general_contractor"],
  ...["--team", "T0ACME0001", "--admin-email", "olivia@acme.example", "--admin-name", "Olivia Reyes"],
];

describe("what is not understood ends with 2 and says why", () => {
  test.each([
    [[], "npm run cli"],
    [["company"], "npm run cli"],
    [["admins", "list", "--al"], "Unknown option '--al'"],
    [["admins", "list", "olivia"], "Unexpected argument 'olivia'"],
    [["invitation", "resend"], "--email is missing."],
    [["invitation", "resend", "--email", "olivia"], "--email is not an email address."],
    [
      ["company", "create", "--name", "Acme"],
      "--market is missing.\n--kind is general_contractor or owner_builder.\n--admin-email is missing.\n--admin-name is missing.",
    ],
    [
      ["break-glass", "open"],
      "--email is missing.\n--operator is missing.\n--reason is missing.\nUsage: break-glass open",
    ],
    [["retention", "--dry-run=no"], "Option '--dry-run' does not take an argument"],
    [["break-glass", "confirm", "--operator", "Jo"], "ID is missing."],
    [["break-glass", "confirm", "a", "b", "--operator", "Jo"], "Unexpected argument 'b'"],
    [["audit", "export", "--format", "xml"], "--company is missing.\n--format is jsonl or csv."],
    [
      ["audit", "export", "--company", "acme", "--format", "csv", "--to", "soon"],
      "--to is a date such as 2026-",
    ],
    [["audit", "verify", "--company", "acme", "--file", "a"], "leave --company out"],
    [["audit", "verify", "--checkpoint", "a"], "--checkpoint and --public-key belong together."],
    [[...acme, "--market", "USA"], "--market is a two-letter country code"],
    [[...acme, "--admin-name", "Olivia"], "--admin-name needs a first and a last name"],
    [[...acme, "--team", "acme"], "--team is a Slack team id"],
    [[...acme, "--time-zone", "Mars/Olympus"], "--time-zone is not a time zone"],
  ])("%j", async (args, message) => {
    const ended = await run([...args, "--json"], {});
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(ended.stdout).toBeUndefined();
  });
});

test("help names every command, and is no failure", async () => {
  const ended = await run(["--help"], {});
  expect(ended.code).toBe(0);
  for (const { name } of commands) expect(ended.stdout).toContain(`  ${name}`);
});
