/** Who acts, as the gate or the session proved it. Flows read rights, link and status again inside their transaction. */
export type Actor = SlackActor | PortalActor;

export type SlackActor = {
  companyId: string;
  userId: string;
  via: "slack";
  workspaceId: string;
  slackUserId: string;
};

export type PortalActor = { companyId: string; userId: string; via: "portal"; sessionId: string };
