import { hasGrant } from "../../store/grants.ts";
import { type Sentence, say } from "../words.ts";
import { getSecret, type MessageContext, type Renderer } from "./context.ts";
import { callForHelp } from "./mail.ts";
import { noticeTo } from "./notice.ts";

type Words = { subject: string; sentences: Sentence[] };

/** To the person whose role changed, as long as it is so. */
export const roleNotice: Renderer = async (context) => {
  const { tx, recipient, message } = context;
  const isPaymentsAdmin = await hasGrant(tx, recipient.id);
  const isSystemAdministrator = recipient.role === "system_administrator";
  const isGone = recipient.status === "deactivated";
  switch (getSecret(context, "change")) {
    case "granted":
      return isPaymentsAdmin ? notice(context, grantedWords(context)) : undefined;
    case "revoked":
      return isPaymentsAdmin || isGone ? undefined : notice(context, revokedWords(context));
    case "raised":
      return isSystemAdministrator ? notice(context, raisedWords(context)) : undefined;
    case "lowered":
      return isSystemAdministrator || isGone ? undefined : notice(context, loweredWords(context));
    case "deactivated":
      return isGone ? notice(context, deactivatedWords(context)) : undefined;
    default:
      throw new Error(`${message.kind} tells of a change that nobody knows`);
  }
};

const notice = (context: MessageContext, { subject, sentences }: Words) =>
  noticeTo(context, {
    subject,
    sentences: [...sentences, say`${{ strong: "Didn't expect this?" }} Please ${callForHelp(context)}.`],
  });

/** A grant counts from enrolment on, so what is still to do stands first. */
function grantedWords({ company, recipient }: MessageContext): Words {
  const name = company.displayName;
  return recipient.firstEnrolledAt
    ? {
        subject: `You are a Payments Admin at ${name}`,
        sentences: [
          say`${{ strong: `You are a Payments Admin at ${name}.` }} You can reset MFA, and approve what others ask for, each time with your own code.`,
          say`Type ${{ code: "/payments" }} in Slack to see what waits for you.`,
        ],
      }
    : {
        subject: `You will be a Payments Admin at ${name}`,
        sentences: [
          say`${{ strong: `You will be a Payments Admin at ${name}` }} as soon as you have set up your sign-in codes. The link is in your invitation.`,
        ],
      };
}

const revokedWords = ({ company }: MessageContext): Words => ({
  subject: `You are no longer a Payments Admin at ${company.displayName}`,
  sentences: [
    say`${{ strong: `You are no longer a Payments Admin at ${company.displayName}.` }} You can't reset MFA or approve for it any more. You still sign in as before.`,
  ],
});

const raisedWords = ({ company }: MessageContext): Words => ({
  subject: `You are a System Administrator at ${company.displayName}`,
  sentences: [
    say`${{ strong: `You are a System Administrator at ${company.displayName}.` }} You can invite and deactivate people, change the approval settings, and approve some requests, each time with your own code.`,
    say`Type ${{ code: "/payments" }} in Slack to see what waits for you.`,
  ],
});

const loweredWords = ({ company }: MessageContext): Words => ({
  subject: `You are no longer a System Administrator at ${company.displayName}`,
  sentences: [
    say`${{ strong: `You are no longer a System Administrator at ${company.displayName}.` }} If you were a Payments Admin, that ended with it. You still sign in as before.`,
  ],
});

const deactivatedWords = ({ company }: MessageContext): Words => ({
  subject: `Your account at ${company.displayName} is closed`,
  sentences: [
    say`${{ strong: `Your account at ${company.displayName} payments is closed.` }} You're signed out everywhere, and your sign-in codes no longer work. Your accounts with other companies aren't affected.`,
  ],
});
