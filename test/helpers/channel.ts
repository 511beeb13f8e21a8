import type postgres from "postgres";
import type { TestPerson } from "./people.ts";

/** The company's approvals channel, as if chosen long ago. */
export const setChannel = (
  owner: postgres.Sql,
  { companyId, olivia }: { companyId: string; olivia: TestPerson },
) => owner`update companies set approvals_channel_id = 'C0APPROVAL', approvals_channel_name = 'approvals',
  approvals_workspace_id = ${olivia.actor.workspaceId} where id = ${companyId}`;
