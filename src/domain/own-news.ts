/** What a person is told about the own account, on every address, when it happens (R23, R47, R51). */
export type OwnNews =
  | "app_added"
  | "app_replaced"
  | "app_removed"
  | "text_added"
  | "text_replaced"
  | "text_removed"
  | "recovery_code_made"
  | "slack_unlinked"
  | "email_begun"
  | "email_changed"
  | "phone_added"
  | "phone_changed";
