import type { ModalView } from "@slack/types";
import type { Message } from "./answer.ts";
import { respond, type SlackApi } from "./client.ts";
import type { Deadline } from "./deadline.ts";

/** Slack's Web API for one payload: its workspace's token, and never longer than its deadline leaves. */
export type SlackLine = ReturnType<typeof slackLine>;

type Options = { api: SlackApi; deadline: Deadline; getToken: () => Promise<string> };

export function slackLine({ api, deadline, getToken }: Options) {
  const call = async () => ({ token: await getToken(), timeoutMs: deadline.callMs() });
  return {
    openView: async (triggerId: string, view: ModalView) => api.openView(await call(), triggerId, view),
    pushView: async (triggerId: string, view: ModalView) => api.pushView(await call(), triggerId, view),
    updateView: async (viewId: string, view: ModalView) => api.updateView(await call(), viewId, view),
    directMessage: async (slackUserId: string, message: Message) =>
      api.directMessage(await call(), slackUserId, message),
    userInfo: async (slackUserId: string) => api.userInfo(await call(), slackUserId),
    respond: (responseUrl: string, message: Message) => respond(responseUrl, message, deadline.callMs()),
  };
}
