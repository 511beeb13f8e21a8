import type { PropsWithChildren } from "hono/jsx";

type FormProps = PropsWithChildren<{
  /** What the button says. */
  submit: string;
  /** Where it goes; the page's own address when left out. */
  action?: string;
  look?: "main" | "quiet" | "danger";
}>;

/** A plain form with one button. Our own words stand at the fields, so the browser's bubbles are off. */
export function Form({ submit, action, look = "main", children }: FormProps) {
  return (
    <form method="post" action={action} novalidate>
      {children}
      <button type="submit" class={`button button-${look}`}>
        {submit}
      </button>
    </form>
  );
}
