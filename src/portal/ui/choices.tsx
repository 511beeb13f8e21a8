import type { Child } from "hono/jsx";
import { FieldProblem, Hint } from "./fields.tsx";
import { type Problem, problemAt } from "./frame.ts";

type Common = { name: string; label: string; hint?: Child; problems: Problem[]; value?: string | undefined };
type Option = { value: string; text: string; description?: string };

const describedBy = (name: string, hint: Child, problem: Problem | undefined) =>
  [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(" ") || undefined;

/** One of a few, all of them in sight. Nothing is preselected unless `value` says so. */
export function Radios({ name, label, hint, problems, value, options }: Common & { options: Option[] }) {
  const problem = problemAt(problems, name);
  return (
    <fieldset
      class={problem ? "choices field-wrong" : "choices"}
      aria-describedby={describedBy(name, hint, problem)}
    >
      <legend>{label}</legend>
      {hint && <Hint name={name}>{hint}</Hint>}
      <FieldProblem name={name} problem={problem} />
      {options.map((option, index) => (
        <div class="choice">
          <input
            // The summary of problems leads to the first.
            id={index === 0 ? name : `${name}-${option.value}`}
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            required
          />
          <label for={index === 0 ? name : `${name}-${option.value}`}>
            {option.text}
            {option.description && <span class="hint">{option.description}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

type BoxProps = { name: string; text: string; description: string; isTicked: boolean };

/** A box that need not be ticked, with what it means. */
export const Box = ({ name, text, description, isTicked }: BoxProps) => (
  <div class="field">
    <div class="choice">
      <input
        id={name}
        type="checkbox"
        name={name}
        value="yes"
        checked={isTicked}
        aria-describedby={`${name}-hint`}
      />
      <label for={name}>
        {text}
        <span class="hint" id={`${name}-hint`}>
          {description}
        </span>
      </label>
    </div>
  </div>
);

type SelectProps = Common & { options: Option[]; placeholder: string };

/** One of many. */
export function Select({ name, label, hint, problems, value, options, placeholder }: SelectProps) {
  const problem = problemAt(problems, name);
  const isChosen = options.some((option) => option.value === value);
  return (
    <div class={problem ? "field field-wrong" : "field"}>
      <label for={name}>{label}</label>
      {hint && <Hint name={name}>{hint}</Hint>}
      <FieldProblem name={name} problem={problem} />
      <select
        id={name}
        name={name}
        class="input"
        required
        aria-describedby={describedBy(name, hint, problem)}
        aria-invalid={problem ? "true" : undefined}
      >
        <option value="" selected={!isChosen}>
          {placeholder}
        </option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

type TextAreaProps = Common & { maxlength: number; isOptional?: boolean };

/** A few sentences. */
export function TextArea({ name, label, hint, problems, value, maxlength, isOptional }: TextAreaProps) {
  const problem = problemAt(problems, name);
  return (
    <div class={problem ? "field field-wrong" : "field"}>
      <label for={name}>
        {label}
        {isOptional && <span class="optional"> (optional)</span>}
      </label>
      {hint && <Hint name={name}>{hint}</Hint>}
      <FieldProblem name={name} problem={problem} />
      <textarea
        id={name}
        name={name}
        class="input"
        rows={3}
        maxlength={maxlength}
        required={!isOptional}
        aria-describedby={describedBy(name, hint, problem)}
        aria-invalid={problem ? "true" : undefined}
      >
        {value ?? ""}
      </textarea>
    </div>
  );
}
