import type { Child } from "hono/jsx";
import { type Problem, problemAt } from "./frame.ts";

type FieldProps = {
  name: string;
  label: string;
  hint?: Child;
  problems: Problem[];
  /** What was typed before; never for a secret. */
  value?: string | undefined;
  type?: "text" | "email" | "password" | "tel";
  autocomplete: string;
  inputmode?: "numeric" | "email" | "tel" | "text";
  maxlength?: number;
  /** The look of a code: wide, evenly spaced letters. */
  isCode?: boolean;
  /** Where typing is the only thing to do on the page. */
  isFirst?: boolean;
  isOptional?: boolean;
};

/** One line of text with its label, hint and problem, tied together for whoever cannot see them stand together. */
export function Field(props: FieldProps) {
  const { name, label, hint, problems, value, type = "text", isCode, isFirst, isOptional, ...rest } = props;
  const problem = problemAt(problems, name);
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(" ");
  return (
    <div class={problem ? "field field-wrong" : "field"}>
      <label for={name}>
        {label}
        {isOptional && <span class="optional"> (optional)</span>}
      </label>
      {hint && <Hint name={name}>{hint}</Hint>}
      <FieldProblem name={name} problem={problem} />
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        class={isCode ? "input input-code" : "input"}
        required={!isOptional}
        spellcheck={false}
        autocapitalize="none"
        aria-describedby={described || undefined}
        aria-invalid={problem ? "true" : undefined}
        {...(isFirst && problems.length === 0 ? { autofocus: true } : {})}
        {...rest}
      />
    </div>
  );
}

type SelectProps = Pick<FieldProps, "name" | "label" | "problems" | "value" | "autocomplete"> & {
  options: { value: string; text: string }[];
};

/** One of several. */
export function Select({ name, label, options, value, problems, autocomplete }: SelectProps) {
  const problem = problemAt(problems, name);
  return (
    <div class={problem ? "field field-wrong" : "field"}>
      <label for={name}>{label}</label>
      <FieldProblem name={name} problem={problem} />
      <select
        id={name}
        name={name}
        class="input"
        autocomplete={autocomplete}
        aria-describedby={problem ? `${name}-problem` : undefined}
        aria-invalid={problem ? "true" : undefined}
      >
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Six digits, of an app or a text: the digits' keyboard, and offered by the phone itself where it can. */
export function CodeField({
  label,
  hint,
  problems,
  isFirst,
}: Pick<FieldProps, "label" | "hint" | "problems" | "isFirst">) {
  return (
    <Field
      name="code"
      label={label}
      hint={hint}
      problems={problems}
      autocomplete="one-time-code"
      inputmode="numeric"
      maxlength={20}
      isCode
      isFirst={isFirst ?? false}
    />
  );
}

/** A box to tick. */
export function Tick({ name, label, problems }: Pick<FieldProps, "name" | "label" | "problems">) {
  const problem = problemAt(problems, name);
  return (
    <div class={problem ? "field field-wrong" : "field"}>
      <FieldProblem name={name} problem={problem} />
      <div class="tick">
        <input
          id={name}
          name={name}
          type="checkbox"
          value="yes"
          required
          aria-describedby={problem ? `${name}-problem` : undefined}
          aria-invalid={problem ? "true" : undefined}
        />
        <label for={name}>{label}</label>
      </div>
    </div>
  );
}

export const Hint = ({ name, children }: { name: string; children: Child }) => (
  <p class="hint" id={`${name}-hint`}>
    {children}
  </p>
);

export function FieldProblem({ name, problem }: { name: string; problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <p class="problem" id={`${name}-problem`}>
      <span class="sr">Error: </span>
      {problem.text}
    </p>
  );
}
