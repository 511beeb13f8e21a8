import { escapeHtml, type Sentence, toHtml, toText } from "./words.ts";

/** What a mail is made of, top to bottom. One button at most: one clear action. */
export type MailPart =
  | { sentence: Sentence }
  | { label: string; code: string; note: Sentence }
  | { button: string; url: string }
  | { steps: readonly string[] }
  /** Lines that are kept as they are. */
  | { block: string };

type MailBody = { subject: string; parts: readonly MailPart[]; footer: Sentence; zone: string };

/**
 * A mail as plain text and as HTML. The HTML has no table, image or external thing, and sets no colours but the button's:
 * programs with a dark mode invert the rest by themselves.
 */
export function mailLayout({ subject, parts, footer, zone }: MailBody): { text: string; html: string } {
  const text = [...parts.map((part) => partText(part, zone)), `-- \n${toText(footer, zone)}`].join("\n\n");
  const body = parts.map((part) => partHtml(part, zone)).join("\n");
  return {
    text: `${text}\n`,
    html: page(subject, `${body}\n<p style="${small}">${toHtml(footer, zone)}</p>`),
  };
}

function partText(part: MailPart, zone: string): string {
  if ("sentence" in part) return toText(part.sentence, zone);
  if ("code" in part) return `${part.label}: ${part.code}\n${toText(part.note, zone)}`;
  if ("button" in part) return `${part.button}:\n${part.url}`;
  if ("block" in part) return part.block;
  return part.steps.map((step, index) => `${index + 1}. ${step}`).join("\n");
}

function partHtml(part: MailPart, zone: string): string {
  if ("sentence" in part) return `<p style="${paragraph}">${toHtml(part.sentence, zone)}</p>`;
  if ("code" in part) {
    return `<p style="${paragraph}">${escapeHtml(part.label)}:<br><strong style="${codeStyle}">${escapeHtml(part.code)}</strong><br>${toHtml(part.note, zone)}</p>`;
  }
  if ("button" in part) {
    return `<p style="margin:24px 0"><a href="${escapeHtml(part.url)}" style="${buttonStyle}">${escapeHtml(part.button)}</a></p>`;
  }
  if ("block" in part) {
    const lines = part.block.split("\n").map(escapeHtml).join("\n");
    return `<pre style="${blockStyle}">${lines}</pre>`;
  }
  const steps = part.steps.map((step) => `<li style="margin:0 0 4px">${escapeHtml(step)}</li>`).join("");
  return `<ol style="margin:0 0 16px;padding-left:24px">${steps}</ol>`;
}

const font = "font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const paragraph = "margin:0 0 16px";
const small = "margin:32px 0 0;font-size:14px;opacity:.75";
const codeStyle = "font:bold 26px/1.6 ui-monospace,Consolas,Menlo,monospace;letter-spacing:1px";
const blockStyle =
  "margin:0 0 16px;font:13px/1.5 ui-monospace,Consolas,Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere";
const buttonStyle =
  "display:inline-block;padding:12px 20px;border-radius:6px;background:#1a56db;color:#ffffff;font-weight:bold;text-decoration:none";

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:24px;${font}">
<div style="max-width:560px;margin:0 auto">
${body}
</div>
</body>
</html>
`;
