import type { HomeView, ModalView } from "@slack/types";
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
    updateView: async (viewId: string, view: ModalView) => {
      await api.updateView(await call(), viewId, view);
    },
    publishHome: async (slackUserId: string, view: HomeView) => {
      await api.publishHome(await call(), slackUserId, view);
    },
    channelInfo: async (channelId: string) => api.channelInfo(await call(), channelId),
    channelMembers: async (channelId: string) => api.channelMembers(await call(), channelId),
    directMessage: async (slackUserId: string, message: Message) =>
      api.directMessage(await call(), slackUserId, message),
    userInfo: async (slackUserId: string) => api.userInfo(await call(), slackUserId),
    /** For a token that is not in force yet. */
    whereToken: (token: string) => api.authTest({ token, timeoutMs: deadline.callMs() }),
    respond: (responseUrl: string, message: Message) => respond(responseUrl, message, deadline.callMs()),
  };
}
