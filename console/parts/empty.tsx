import type { Child, FC } from "hono/jsx";

/** What will stand here, and how it gets here, while there is nothing yet. */
export const Empty: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <div class="empty">
    <strong>{title}</strong>
    {children}
  </div>
);
