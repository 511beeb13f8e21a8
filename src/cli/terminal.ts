import type { Writable } from "node:stream";

/** Where a command writes what is longer than one answer, and how far it is. */
export type Streams = { stdout: Writable; stderr: Writable & { isTTY?: boolean } };

export type Terminal = Streams & {
  /** Standard output is one JSON document. */
  isJson: boolean;
};

export const standardStreams: Streams = { stdout: process.stdout, stderr: process.stderr };
