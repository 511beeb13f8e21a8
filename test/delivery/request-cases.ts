import { hour, minute } from "../helpers/clock.ts";
import type { Case } from "./message-cases.ts";
import {
  after,
  before,
  decided,
  givenApproved,
  givenChannel,
  givenPosting,
  givenRequest,
  postingId,
  requestId,
} from "./request-rows.ts";

const breakGlass = { breakGlassAt: after(24 * hour - 12 * minute) };
const grant = {
  details: { kind: "grant", why: "Olivia is on leave in December." },
  requesterId: "marcus",
  subjectId: "nora",
  subjectKey: "nora",
} as const;
const email = {
  details: { kind: "email", from: "petra@alvarezdrywall.com", to: "petra@alvarez-new.com" },
  requesterId: "sam",
} as const;

/** What is sent about a request. */
export const requestCases = {
  request_post: {
    ref: requestId,
    given: async (tx) => {
      await givenRequest(tx);
      await givenChannel(tx);
      await givenPosting(tx, { ts: null });
    },
    unless: async (tx) => {
      await givenRequest(tx);
      await givenPosting(tx, { channelId: null, ts: null });
    },
  },
  request_redraw: {
    ref: postingId,
    given: async (tx) => {
      await givenApproved(tx);
      await givenPosting(tx);
    },
    // Neither posted, nor to be posted any more.
    unless: async (tx) => {
      await givenRequest(tx);
      await givenPosting(tx, { ts: null });
    },
  },
  request_thread: {
    ref: requestId,
    payload: () => ({ news: "executed", byId: "olivia" }),
    given: async (tx) => {
      await givenApproved(tx);
      await givenPosting(tx);
    },
    unless: async (tx) => {
      await givenRequest(tx, decided("denied"));
      await givenPosting(tx);
    },
  },
  request_dm: {
    ref: requestId,
    to: "olivia",
    given: async (tx) => {
      await givenRequest(tx);
      await givenPosting(tx, { recipientId: "olivia", channelId: null, ts: null });
    },
    unless: (tx) => givenRequest(tx, decided("denied")),
  },
  request_notice: {
    ref: requestId,
    to: "sam",
    payload: () => ({ news: "denied", byId: "olivia" }),
    given: (tx) => givenRequest(tx, { ...decided("denied"), denyReason: "not verified" }),
    unless: (tx) => givenRequest(tx),
  },
  request_alert_dm: {
    ref: requestId,
    to: "olivia",
    payload: () => ({ news: "wait" }),
    given: (tx) => givenRequest(tx, { ...grant, ...breakGlass }),
    unless: (tx) => givenRequest(tx, { ...grant, ...breakGlass, ...decided("denied") }),
  },
  request_alert_mail: {
    ref: requestId,
    to: "olivia",
    payload: () => ({ news: "executed" }),
    given: (tx) =>
      givenRequest(tx, { ...grant, ...decided("executed"), decidedBy: "marcus", isBreakGlass: true }),
    unless: (tx) => givenRequest(tx, grant),
  },
  reset_asked_mail: {
    ref: requestId,
    to: "petra",
    given: (tx) => givenRequest(tx),
    unless: (tx) => givenRequest(tx, { expiresAt: before(minute) }),
  },
  email_change_mail: {
    ref: requestId,
    to: "petra",
    given: (tx) => givenRequest(tx, { ...email, ...decided("approved") }),
    unless: (tx) => givenRequest(tx, { ...email, ...decided("executed") }),
  },
} satisfies Record<string, Case>;
