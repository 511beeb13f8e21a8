import { newId } from "../crypto/token.ts";
import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import { ok, type Result, refuse } from "../domain/result.ts";
import { inTenant, type Tx } from "../store/db.ts";
import { insertOutbox } from "../store/outbox.ts";
import { insertRequestNote, listRequestNotes } from "../store/requests.ts";
import { findUser } from "../store/users.ts";
import { auditAct, auditRefusal } from "./audit-act.ts";
import { closedRefusal, type Decision, deciderRefusal, lockDecision } from "./lock-decision.ts";
import { tellRequest } from "./tell-request.ts";

type Note = { requestId: string; text: string };

/** *Ask the requester*: whoever could decide asks; it goes to the thread and to the requester. */
export async function askRequester(deps: Deps, actor: Actor, note: Note): Promise<Result<{ name: string }>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockDecision(tx, deps, { actor, requestId: note.requestId });
    if (!locked.ok) return locked;
    const refusal = deciderRefusal(deps, locked.value);
    if (refusal) return refuse(await auditRefusal(tx, deps, { actor, act: "ask_requester", refusal }));
    const closed = await closedRefusal(tx, deps, locked.value);
    if (closed) return refuse(closed);
    await insertNote(tx, deps, { actor, decision: locked.value, kind: "question", text: note.text });
    return ok({ name: locked.value.requester.firstName });
  });
}

/** The requester's answer, for the thread and for everybody who asked; answers their names. */
export async function answerQuestion(
  deps: Deps,
  actor: Actor,
  note: Note,
): Promise<Result<{ askers: string[] }>> {
  return inTenant(deps.db, actor.companyId, async (tx) => {
    const locked = await lockDecision(tx, deps, { actor, requestId: note.requestId });
    if (!locked.ok) return locked;
    const { person, requester, request } = locked.value;
    if (person.id !== request.requesterId) {
      const refusal = { code: "not_requester", name: requester.firstName } as const;
      return refuse(await auditRefusal(tx, deps, { actor, act: "answer", refusal }));
    }
    const closed = await closedRefusal(tx, deps, locked.value);
    if (closed) return refuse(closed);
    const noteId = await insertNote(tx, deps, {
      actor,
      decision: locked.value,
      kind: "answer",
      text: note.text,
    });
    const questions = (await listRequestNotes(tx, request.id)).filter((one) => one.kind === "question");
    const askers: string[] = [];
    for (const recipientId of new Set(questions.map((one) => one.authorId))) {
      const payload = { news: "answer", noteId };
      await insertOutbox(tx, deps, { kind: "request_notice", refId: request.id, recipientId, payload });
      const asker = await findUser(tx, recipientId);
      if (asker) askers.push(asker.firstName);
    }
    return ok({ askers });
  });
}

type NewNote = { actor: Actor; decision: Decision; kind: "question" | "answer"; text: string };

async function insertNote(tx: Tx, deps: Deps, { actor, decision, kind, text }: NewNote): Promise<string> {
  const { person, request } = decision;
  const id = newId(deps.randomBytes);
  const createdAt = deps.now();
  await insertRequestNote(tx, { id, requestId: request.id, authorId: person.id, kind, text, createdAt });
  await tellRequest(tx, deps, { request, news: kind, byId: person.id, noteId: id });
  const facts = { requestId: request.id };
  await auditAct(tx, deps, { actor, kind: `request_${kind}`, subjectId: request.subjectId, facts });
  return id;
}
