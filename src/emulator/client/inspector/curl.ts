import type { EntrySeen } from "../../inspector/seen.ts";

/** What the app was sent, as a command of a shell. Quoted, nothing in it means anything to the shell. */
export function curlOf({ url, headers, body }: Pick<EntrySeen, "url" | "headers" | "body">): string {
  const parts = [
    `curl ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    // Not --data, which would read a file where a body begins with @.
    `--data-raw ${quoted(body)}`,
  ];
  return parts.join(" \\\n  ");
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
