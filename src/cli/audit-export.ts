import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { exportAudit, findAuditPeriod } from "../flows/export-audit.ts";
import { type AuditFormat, auditText } from "./audit-text.ts";
import { type Answer, type Command, CommandFailed } from "./command.ts";
import { oneChain } from "./one-company.ts";
import { from, readOptions, slug, text, to } from "./options.ts";
import { progressBar } from "./progress-bar.ts";
import type { Terminal } from "./terminal.ts";
import { withDeps } from "./with-deps.ts";

export const auditExportCommand: Command = {
  name: "audit export",
  usage: "--company SLUG [--from DATE] [--to DATE] --format jsonl|csv [--out FILE]",
  about:
    "Write out a company's audit trail: jsonl for `audit verify --file` on another machine, csv for people. Days are UTC's, the last one included.",
  run: async (args, env, terminal) => {
    const { company, format, out, from: begin, to: end } = readOptions(args, Options);
    return withDeps(env, async (deps) => {
      const { companyId } = await oneChain(deps, company);
      const range = await findAuditPeriod(deps, companyId, { from: begin, to: end });
      if (!range) throw new CommandFailed(`${company} has no events then. Nothing was written.`);
      const of = { company, ...range };
      const written: AuditFormat = terminal.isJson && !out ? "json" : format;
      const texts = auditText(exportAudit(deps, companyId, range), of, written);
      return out ? toFile(out, texts, of, terminal) : toStdout(texts, terminal);
    });
  },
};

const Options = z.object({
  company: slug,
  from: from.optional(),
  to: to.optional(),
  format: z.enum(["jsonl", "csv"], "is jsonl or csv."),
  out: text(1000).optional(),
});

type Range = { company: string; first: number; last: number };
type Texts = AsyncGenerator<{ text: string; seq: number }>;

/** A file of its own, readable by its owner alone; half of one would look like all there is, so it goes. */
async function toFile(file: string, texts: Texts, of: Range, terminal: Terminal): Promise<Answer> {
  const { company, first, last } = of;
  const bar = progressBar(terminal.stderr);
  const shown = (seq: number) => bar.show(seq - first + 1, last - first + 1);
  const out = createWriteStream(file, { flags: "wx", mode: 0o600 });
  try {
    await send(texts, out, shown);
  } catch (error) {
    if (isThereAlready(error)) throw new CommandFailed(`${file} exists already. Nothing was written.`);
    await rm(file, { force: true });
    throw error;
  } finally {
    bar.end();
  }
  const events = last - first + 1;
  return {
    json: { file, company, first, last, events },
    text: `${file}: ${events} events of ${company}, ${first} to ${last}.`,
  };
}

async function toStdout(texts: Texts, { stdout }: Terminal): Promise<undefined> {
  await send(texts, stdout, () => {});
}

/** Waits wherever the reader is slower, so that memory does not grow with the trail. */
async function send(texts: Texts, to: Writable, shown: (seq: number) => void): Promise<void> {
  const pages = async function* () {
    for await (const { text: page, seq } of texts) {
      yield page;
      shown(seq);
    }
  };
  await pipeline(Readable.from(pages()), to, { end: to !== process.stdout });
}

const isThereAlready = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "EEXIST";
