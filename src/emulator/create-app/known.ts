/** What Slack knows by name. */

/** Of a bot token. https://docs.slack.dev/reference/scopes?token_types=Bot */
export const botScopes: ReadonlySet<string> = words(`
  app_mentions:read assistant:write bookmarks:read bookmarks:write calls:read calls:write canvases:read
  canvases:write channels:history channels:join channels:manage channels:read channels:write.invites
  channels:write.topic chat:write chat:write.customize chat:write.public commands
  conversations.connect:manage conversations.connect:read conversations.connect:write datastore:read
  datastore:write dnd:read emoji:read files:read files:write groups:history groups:read groups:write
  groups:write.invites groups:write.topic im:history im:read im:write im:write.topic incoming-webhook
  links.embed:write links:read links:write lists:read lists:write metadata.message:read mpim:history
  mpim:read mpim:write mpim:write.invites mpim:write.topic none pins:read pins:write reactions:read
  reactions:write reminders:read reminders:write remote_files:read remote_files:share remote_files:write
  search:read.files search:read.public search:read.users team.billing:read team.preferences:read team:read
  tokens.basic triggers:read triggers:write usergroups:read usergroups:write users.profile:read users:read
  users:read.email users:write workflow.steps:execute
`);

/** Of a user token. https://docs.slack.dev/reference/scopes?token_types=User */
export const userScopes: ReadonlySet<string> = words(`
  admin admin.analytics:read admin.app_activities:read admin.apps:read admin.apps:write
  admin.barriers:read admin.barriers:write admin.conversations:read admin.conversations:write
  admin.invites:read admin.invites:write admin.roles:read admin.roles:write admin.teams:read
  admin.teams:write admin.usergroups:read admin.usergroups:write admin.users:read admin.users:write
  admin.workflows:read admin.workflows:write auditlogs:read bookmarks:read bookmarks:write calls:read
  calls:write channels:history channels:read channels:write channels:write.invites channels:write.topic
  chat:write chat:write:bot chat:write:user commands dnd:read dnd:write email emoji:read files:read
  files:write files:write:user groups:history groups:read groups:write groups:write.invites
  groups:write.topic identity.avatar identity.basic identity.email identity.team im:history im:read
  im:write incoming-webhook links.embed:write links:read links:write mpim:history mpim:read mpim:write
  mpim:write.invites mpim:write.topic openid pins:read pins:write profile reactions:read reactions:write
  reminders:read reminders:write remote_files:read remote_files:share search:read stars:read stars:write
  team.billing:read team.preferences:read team:read tokens.basic usergroups:read usergroups:write
  users.profile:read users.profile:write users:read users:read.email users:write
`);

/** https://docs.slack.dev/reference/events */
export const events: ReadonlySet<string> = words(`
  app_context_changed app_home_opened app_mention app_rate_limited app_requested app_uninstalled
  assistant_thread_context_changed assistant_thread_started call_rejected channel_archive channel_created
  channel_deleted channel_history_changed channel_id_changed channel_left channel_rename channel_shared
  channel_unarchive channel_unshared dnd_updated dnd_updated_user email_domain_changed emoji_changed
  entity_details_requested file_change file_comment_added file_comment_deleted file_comment_edited
  file_created file_deleted file_public file_shared file_unshared grid_migration_finished
  grid_migration_started group_archive group_close group_deleted group_history_changed group_left
  group_open group_rename group_unarchive im_close im_created im_history_changed im_open invite_requested
  link_shared member_joined_channel member_left_channel message message.app_home message.channels
  message.groups message.im message.mpim message_metadata_deleted message_metadata_posted
  message_metadata_updated pin_added pin_removed reaction_added reaction_removed resources_added
  resources_removed scope_denied scope_granted shared_channel_invite_accepted
  shared_channel_invite_approved shared_channel_invite_declined shared_channel_invite_received star_added
  star_removed subteam_created subteam_members_changed subteam_self_added subteam_self_removed
  subteam_updated team_access_granted team_access_revoked team_domain_change team_join team_rename
  tokens_revoked url_verification user_change user_huddle_changed user_profile_changed
  user_resource_denied user_resource_granted user_resource_removed user_status_changed workflow_deleted
  workflow_published workflow_step_deleted workflow_step_execute workflow_unpublished
`);

/** Of which a bot needs one to be told; those that are not here need none, or are rare. https://docs.slack.dev/reference/events */
export const scopesOfEvent: Readonly<Record<string, readonly string[]>> = {
  app_mention: ["app_mentions:read"],
  assistant_thread_context_changed: ["assistant:write"],
  assistant_thread_started: ["assistant:write"],
  call_rejected: ["calls:read"],
  channel_archive: ["channels:read"],
  channel_created: ["channels:read"],
  channel_deleted: ["channels:read"],
  channel_history_changed: ["channels:history"],
  channel_left: ["channels:read"],
  channel_rename: ["channels:read"],
  channel_unarchive: ["channels:read"],
  dnd_updated_user: ["dnd:read"],
  email_domain_changed: ["team:read"],
  emoji_changed: ["emoji:read"],
  file_created: ["files:read"],
  file_deleted: ["files:read"],
  file_shared: ["files:read"],
  group_archive: ["groups:read"],
  group_deleted: ["groups:read"],
  group_left: ["groups:read"],
  group_rename: ["groups:read"],
  group_unarchive: ["groups:read"],
  link_shared: ["links:read"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  "message.mpim": ["mpim:history"],
  pin_added: ["pins:read"],
  pin_removed: ["pins:read"],
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
  subteam_created: ["usergroups:read"],
  subteam_updated: ["usergroups:read"],
  team_domain_change: ["team:read"],
  team_join: ["users:read"],
  team_rename: ["team:read"],
  user_change: ["users:read"],
  user_profile_changed: ["users:read"],
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}
