import type { ZoneGroup } from "../../domain/time-zone.ts";
import { FieldProblem } from "../ui/fields.tsx";
import { type Problem, problemAt } from "../ui/frame.ts";

type Props = { groups: ZoneGroup[]; own: string | null; companyZone: string; problems: Problem[] };

/** The company's zone first, then those of the country, then the rest of the world by continent. */
export function ZoneField({ groups, own, companyZone, problems }: Props) {
  const problem = problemAt(problems, "timeZone");
  return (
    <div class={problem ? "field field-wrong" : "field"}>
      <label for="timeZone">Time zone</label>
      <FieldProblem name="timeZone" problem={problem} />
      <select
        id="timeZone"
        name="timeZone"
        class="input"
        aria-describedby={problem ? "timeZone-problem" : undefined}
        aria-invalid={problem ? "true" : undefined}
      >
        <option value="" selected={own === null}>
          Your company's ({companyZone})
        </option>
        {groups.map(({ name, zones }) => (
          <optgroup label={name}>
            {zones.map(({ id, city }) => (
              <option value={id} selected={id === own}>
                {city}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
