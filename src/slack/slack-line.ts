import type { HomeView, ModalView } from "@slack/types";
import type { Message } from "./answer.ts";
import { type Call, isTokenOver, respond, type SlackApi } from "./client.ts";
import type { Deadline } from "./deadline.ts";

/** Slack's Web API for one payload: its workspace's token, and never longer than its deadline leaves. */
export type SlackLine = ReturnType<typeof slackLine>;

type Options = {
  api: SlackApi;
  deadline: Deadline;
  /** `after`: Slack took that one no more. */
  getToken: (after?: string) => Promise<string>;
};

export function slackLine({ api, deadline, getToken }: Options) {
  /** Once more, where the token was exchanged for another since. */
  async function call<T>(method: (call: Call) => Promise<T>): Promise<T> {
    const token = await getToken();
    try {
      return await method({ token, timeoutMs: deadline.callMs() });
    } catch (error) {
      const next = isTokenOver(error) ? await getToken(token) : token;
      if (next === token) throw error;
      return method({ token: next, timeoutMs: deadline.callMs() });
    }
  }
  return {
    openView: async (triggerId: string, view: ModalView) => call((to) => api.openView(to, triggerId, view)),
    pushView: async (triggerId: string, view: ModalView) => call((to) => api.pushView(to, triggerId, view)),
    updateView: async (viewId: string, view: ModalView) => {
      await call((to) => api.updateView(to, viewId, view));
    },
    publishHome: async (slackUserId: string, view: HomeView) => {
      await call((to) => api.publishHome(to, slackUserId, view));
    },
    channelInfo: async (channelId: string) => call((to) => api.channelInfo(to, channelId)),
    channelMembers: async (channelId: string) => call((to) => api.channelMembers(to, channelId)),
    directMessage: async (slackUserId: string, message: Message) =>
      call((to) => api.directMessage(to, slackUserId, message)),
    userInfo: async (slackUserId: string) => call((to) => api.userInfo(to, slackUserId)),
    /** For a token that is not in force yet. */
    whereToken: (token: string) => api.authTest({ token, timeoutMs: deadline.callMs() }),
    respond: (responseUrl: string, message: Message) => respond(responseUrl, message, deadline.callMs()),
  };
}
