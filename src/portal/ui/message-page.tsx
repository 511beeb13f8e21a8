import type { PropsWithChildren } from "hono/jsx";
import type { Frame } from "./frame.ts";
import { Layout } from "./layout.tsx";

type MessageProps = PropsWithChildren<{
  frame: Frame;
  /** The way on: no page is a dead end. */
  action?: { href: string; text: string } | undefined;
}>;

/** A page that only says something. */
export function MessagePage({ frame, action, children }: MessageProps) {
  return (
    <Layout frame={frame}>
      {children}
      {action && (
        <p class="actions">
          <a class="button button-main" href={action.href}>
            {action.text}
          </a>
        </p>
      )}
    </Layout>
  );
}
