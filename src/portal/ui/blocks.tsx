import type { Child, PropsWithChildren } from "hono/jsx";

/** Something to know before going on. Its look never says it alone: `label` stands in words. */
export function Notice({
  kind,
  label,
  children,
}: PropsWithChildren<{ kind: "info" | "warn" | "good"; label?: string }>) {
  return (
    <div class={`notice notice-${kind}`}>
      {label && <strong>{label} </strong>}
      {children}
    </div>
  );
}

/** Names and values, one below the other on a phone. */
export function Facts({ rows }: { rows: [string, Child][] }) {
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where one is in setting up. */
export function Steps({ at, first = "Password" }: { at: 1 | 2 | 3; first?: string }) {
  const steps = [first, "Sign-in codes", "Recovery code"];
  return (
    <ol class="steps" aria-label="Steps">
      {steps.map((name, index) => (
        <li class={stepClass(index + 1, at)} aria-current={index + 1 === at ? "step" : undefined}>
          <span class="step-number" aria-hidden="true">
            {index + 1 < at ? "✓" : index + 1}
          </span>
          <span>
            {name}
            {index + 1 < at && <span class="sr"> (done)</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

const stepClass = (number: number, at: number) =>
  number < at ? "step step-done" : number === at ? "step step-now" : "step";

/** Other ways from here, below the one thing that the page is for. */
export function OtherWays({
  title,
  id = "other",
  children,
}: PropsWithChildren<{ title: string; id?: string }>) {
  return (
    <section class="other" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}
