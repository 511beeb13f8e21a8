import { Field } from "./fields.tsx";
import type { Problem } from "./frame.ts";

type Props = { company: { slug: string } | undefined; typed: string | undefined; problems: Problem[] };

/** Which company, before anybody is signed in: asked for only where nothing names it. */
export function CompanyField({ company, typed, problems }: Props) {
  if (company) return <input type="hidden" name="company" value={company.slug} />;
  return (
    <Field
      name="company"
      label="Company"
      hint="Its short name, for example acme-builders"
      value={typed}
      autocomplete="organization"
      problems={problems}
    />
  );
}
