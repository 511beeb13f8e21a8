import { z } from "zod";
import type { Session } from "../../flows/find-session.ts";
import { emailField, line, optionalLine, sentCode } from "../forms.ts";
import type { Redrawn } from "../refuse-form.ts";
import { Notice } from "../ui/blocks.tsx";
import { Radios } from "../ui/choices.tsx";
import { Field } from "../ui/fields.tsx";
import { Form } from "../ui/form.tsx";
import { frameOf } from "../ui/frame.ts";
import { Layout } from "../ui/layout.tsx";
import { OwnCode } from "../ui/own-code.tsx";
import { Back } from "../ui/rows.tsx";

const max = { name: 80, organisation: 120, phone: 40 };

/** What fits the kind of person is asked for of that kind only; whatever else the form carries is not looked at. */
export const inviteForm = z
  .object({
    relationship: z.enum(["employee", "payee"], "Choose who you invite."),
    first_name: line("Type the first name.", max.name),
    last_name: line("Type the last name.", max.name),
    email: emailField("Type the email address."),
    role: z.enum(["member", "system_administrator"]).catch("member"),
    organisation: optionalLine(max.organisation),
    phone: optionalLine(max.phone),
    ...sentCode,
  })
  .superRefine(({ relationship, organisation }, context) => {
    if (relationship !== "payee" || organisation) return;
    context.addIssue({
      code: "custom",
      path: ["organisation"],
      message: "Type the payee's organization.",
    });
  });

type Props = Redrawn & { session: Session; challengeId: string; typed?: Record<string, string> };

/** "Add User": who it is, and the own code. Which of the two groups is asked shows by itself once the kind is chosen. */
export function InvitePage({ session, challengeId, typed = {}, problems = [], notice }: Props) {
  const { displayName } = session.company;
  return (
    <Layout frame={{ ...frameOf(session, "Add User", problems), section: "team" }}>
      <Back href="/team">Team</Back>
      {notice && <Notice kind="warn">{notice}</Notice>}
      <Form submit="Send Invite">
        <Radios
          name="relationship"
          label="Who do you invite?"
          problems={problems}
          value={typed["relationship"]}
          options={[
            { value: "employee", text: "Team member", description: "Works for your company" },
            {
              value: "payee",
              text: "Payee",
              description: "An outside contractor or supplier that gets paid",
            },
          ]}
        />
        <Names typed={typed} problems={problems} />
        <div class="for-employee">
          <RoleChoice chosen={typed["role"]} problems={problems} />
        </div>
        <div class="for-payee">
          <PayeeFields typed={typed} problems={problems} />
        </div>
        <OwnCode challengeId={challengeId} problems={problems} />
        <p class="quiet">
          They choose a password and set up sign-in codes at {displayName} payments. Your name is in the
          email.
        </p>
      </Form>
    </Layout>
  );
}

type Part = { typed: Record<string, string>; problems: NonNullable<Redrawn["problems"]> };

function Names({ typed, problems }: Part) {
  return (
    <>
      <Field
        name="first_name"
        label="First name"
        autocomplete="off"
        maxlength={max.name}
        value={typed["first_name"]}
        problems={problems}
      />
      <Field
        name="last_name"
        label="Last name"
        autocomplete="off"
        maxlength={max.name}
        value={typed["last_name"]}
        problems={problems}
      />
      <Field
        name="email"
        label="Email"
        hint="The invitation goes to this address only. They will sign in with it."
        type="email"
        inputmode="email"
        autocomplete="off"
        value={typed["email"]}
        problems={problems}
      />
    </>
  );
}

const RoleChoice = ({ chosen, problems }: { chosen: string | undefined; problems: Part["problems"] }) => (
  <Radios
    name="role"
    label="Role"
    problems={problems}
    value={chosen ?? "member"}
    options={[
      { value: "member", text: "Member", description: "Can ask for an MFA reset" },
      {
        value: "system_administrator",
        text: "System Administrator",
        description: "Invites people and approves; a colleague must agree",
      },
    ]}
  />
);

function PayeeFields({ typed, problems }: Part) {
  return (
    <>
      <Field
        name="organisation"
        label="Organization"
        hint="The company that gets paid."
        autocomplete="off"
        maxlength={max.organisation}
        value={typed["organisation"]}
        problems={problems}
      />
      <Field
        name="phone"
        label="Contact phone"
        hint="A number that you know is theirs: it's called before their MFA is reset."
        autocomplete="off"
        inputmode="tel"
        maxlength={max.phone}
        value={typed["phone"]}
        problems={problems}
        isOptional
      />
    </>
  );
}
