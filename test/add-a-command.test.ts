import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { copyProject } from "./helpers/project-copy.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A fenced block whose first line names a file, and where in it the block belongs. */
type Block = { file: string; before: string | undefined; body: string };

async function recipe(): Promise<{ blocks: Block[]; command: string }> {
  const guide = await readFile(join(root, ".github/CONTRIBUTING.md"), "utf8");
  const [, section = ""] = guide.split("## Add a command in 15 minutes");
  const fences = [...section.matchAll(/^```(\w+) ?([^\n]*)\n(.*?)^```$/gms)];
  const blocks = fences.flatMap(([, , head = "", body = ""]) => {
    const [file = "", before] = head.split(" before: ");
    return file === "" ? [] : [{ file, before, body }];
  });
  const [, , , command = ""] = fences.find(([, language]) => language === "sh") ?? [];
  return { blocks, command: command.trim() };
}

test("who follows “Add a command in 15 minutes” has a command that answers", {
  timeout: 300_000,
}, async () => {
  const copy = await copyProject();
  const { blocks, command } = await recipe();
  expect(blocks).toHaveLength(6);
  for (const { file, before, body } of blocks) {
    const path = join(copy, file);
    if (before === undefined) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, body, { flag: "wx" });
    } else {
      const text = await readFile(path, "utf8");
      expect(text.split(`\n${before}\n`), `${file}: ${before}`).toHaveLength(2);
      await writeFile(
        path,
        text.replace(`\n${before}\n`, () => `\n${body}${before}\n`),
      );
    }
  }
  // The colours of a terminal would stand between the words.
  const env = { ...process.env, CI: "", NO_COLOR: "1", VITEST: undefined, VITEST_POOL_ID: undefined };
  const { stdout } = await promisify(execFile)("sh", ["-c", command], { cwd: copy, env });
  expect(stdout).toMatch(/Test Files +2 passed/);
  expect(stdout).toContain("contact.test.ts");
});
