/** What an operator must put right before the program can start: one sentence, no stack. */
export class CannotStart extends Error {
  override name = "CannotStart";
}

/** Of a start that failed: the sentence, or undefined for a fault whose stack somebody must see. */
export function explainStart(error: unknown): string | undefined {
  if (error instanceof CannotStart) return error.message;
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  if (root instanceof AggregateError) [root] = root.errors;
  if (!(root instanceof Error) || !("code" in root) || typeof root.code !== "string") return undefined;
  if (["EADDRINUSE", "EACCES", "EADDRNOTAVAIL"].includes(root.code))
    return `${root.message}. Set HOST, PORT and METRICS_PORT.`;
  return databaseCodes.has(root.code) ? `The database does not answer: ${root.message}` : undefined;
}

/** Of the system, of postgres.js, and of PostgreSQL (class 28: login, 3D: no such database, 57P03: starting up). */
const databaseCodes = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"],
  ...["CONNECT_TIMEOUT", "CONNECTION_CLOSED", "CONNECTION_ENDED"],
  ...["28000", "28P01", "3D000", "53300", "57P03"],
]);
