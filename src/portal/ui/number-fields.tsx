import { countryOptions } from "../phone-number.ts";
import { Field, Select } from "./fields.tsx";
import type { Problem } from "./frame.ts";

type Props = {
  countries: readonly string[];
  typed: Record<string, string | undefined>;
  hint: string;
  problems: Problem[];
  isFirst?: boolean;
};

/** A number that a code is texted to. Where only one country's numbers are texted, it is said and not asked for. */
export function NumberFields({ countries, typed, hint, problems, isFirst = false }: Props) {
  const options = countryOptions(countries);
  const [only] = options.length === 1 ? options : [];
  return (
    <>
      {only ? (
        <input type="hidden" name="country" value={only.value} />
      ) : (
        <Select
          name="country"
          label="Country"
          options={options}
          value={typed["country"] ?? options[0]?.value}
          autocomplete="country"
          problems={problems}
        />
      )}
      <Field
        name="phone"
        label="Mobile number"
        hint={only ? `${only.text}. ${hint}` : hint}
        type="tel"
        inputmode="tel"
        autocomplete={only ? "tel" : "tel-national"}
        maxlength={40}
        value={typed["phone"]}
        problems={problems}
        isFirst={isFirst}
      />
    </>
  );
}
