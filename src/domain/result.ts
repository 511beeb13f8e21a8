/** What a flow answers: the value, or an expected no. An unexpected failure is thrown. */
export type Result<T, R = import("./refusal.ts").Refusal> =
  | { ok: true; value: T }
  | { ok: false; refusal: R };

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <R>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal });
