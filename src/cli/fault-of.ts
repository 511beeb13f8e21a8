/** A fault's own cause is what an operator can act on: "connect ECONNREFUSED" rather than the statement that failed. In one line, and without a URL's password. */
export function faultOf(error: unknown): string {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  const [first] = root instanceof AggregateError ? root.errors : [root];
  const line =
    first instanceof Error ? (first.message.split("\n")[0] ?? first.name) : "Something went wrong.";
  return line.replace(/\/\/[^@\s/]*@/g, "//");
}
