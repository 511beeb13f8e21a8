import { adminsListCommand } from "./admins-list.ts";
import { auditCheckpointCommand } from "./audit-checkpoint.ts";
import { auditExportCommand } from "./audit-export.ts";
import { auditPublicKeyCommand } from "./audit-public-key.ts";
import { auditReportCommand } from "./audit-report.ts";
import { auditVerifyCommand } from "./audit-verify.ts";
import { breakGlassConfirmCommand } from "./break-glass-confirm.ts";
import { breakGlassOpenCommand } from "./break-glass-open.ts";
import type { Command } from "./command.ts";
import { companyCreateCommand } from "./company-create.ts";
import { doctorCommand } from "./doctor.ts";
import { initCommand } from "./init.ts";
import { invitationResendCommand } from "./invitation-resend.ts";
import { keysRotateCommand } from "./keys-rotate.ts";
import { keysStatusCommand } from "./keys-status.ts";
import { manifestCommand } from "./manifest.ts";
import { migrateCommand } from "./migrate.ts";
import { retentionCommand } from "./retention.ts";

/** In the order in which a new operator needs them. */
export const commands: Command[] = [
  initCommand,
  manifestCommand,
  migrateCommand,
  companyCreateCommand,
  invitationResendCommand,
  doctorCommand,
  adminsListCommand,
  auditVerifyCommand,
  auditExportCommand,
  auditReportCommand,
  auditCheckpointCommand,
  auditPublicKeyCommand,
  keysStatusCommand,
  keysRotateCommand,
  retentionCommand,
  breakGlassOpenCommand,
  breakGlassConfirmCommand,
];

/** The command that the first words name, and the arguments behind them. */
export function findCommand(words: string[]): { command: Command; args: string[] } | undefined {
  for (const command of commands) {
    const length = command.name.split(" ").length;
    if (words.slice(0, length).join(" ") === command.name) return { command, args: words.slice(length) };
  }
  return undefined;
}
