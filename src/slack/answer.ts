import type { HomeView, KnownBlock, ModalView, Option } from "@slack/types";
import { section } from "./blocks.ts";

/** `text` is the whole message: the push, and what a screen reader says. */
export type Message = { text: string; blocks?: KnownBlock[] };

/** What a handler answers. It knows nothing of Bolt, triggers or response URLs: a surface says it in Slack's form. */
export type Answer = CommandAnswer | ActionAnswer | SubmissionAnswer | OptionsAnswer;

export type None = { kind: "none" };
/** Seen only by the person who acted. */
type MessageAnswer = { kind: "message"; message: Message };
/** A new modal; on top, when the click was in one. */
type OpenAnswer = { kind: "open"; view: ModalView };
/** `text` says the view's news when the modal was closed meanwhile. */
type UpdateAnswer = { kind: "update"; view: ModalView; text: string };
type PushAnswer = { kind: "push"; view: ModalView; text: string };
/** By block id of input blocks. */
type ErrorsAnswer = { kind: "errors"; errors: Record<string, string> };

type HomeAnswer = { kind: "home"; view: HomeView };
/** For a type-ahead, at most 100 (SLACK 4). */
type ChoicesAnswer = { kind: "options"; options: Option[] };

export type CommandAnswer = None | MessageAnswer | OpenAnswer;
/** `update`: the view that the click was in. `home`: the person's Home is drawn again. */
export type ActionAnswer = None | MessageAnswer | OpenAnswer | UpdateAnswer | HomeAnswer;
export type SubmissionAnswer = MessageAnswer | UpdateAnswer | PushAnswer | ErrorsAnswer;
export type OptionsAnswer = None | ChoicesAnswer;

export const none: None = { kind: "none" };
export const say = (message: Message) => ({ kind: "message", message }) as const;
/** A block, so that nothing in it but our own markup becomes a link. */
export const sayText = (text: string) => say({ text, blocks: [section(text)] });
export const open = (view: ModalView) => ({ kind: "open", view }) as const;
export const update = (view: ModalView, text: string) => ({ kind: "update", view, text }) as const;
export const push = (view: ModalView, text: string) => ({ kind: "push", view, text }) as const;
export const fieldErrors = (errors: Record<string, string>) => ({ kind: "errors", errors }) as const;
export const home = (view: HomeView) => ({ kind: "home", view }) as const;
export const choices = (options: Option[]) => ({ kind: "options", options }) as const;
