import type { FC } from "hono/jsx";

/** The button that ends a task, and where it makes sense one that keeps it open. */
export const Press: FC<{ label: string; later?: string }> = ({ label, later }) => (
  <div class="buttons">
    <button class="button" type="submit" name="done" value="yes">
      {label}
    </button>
    {later && (
      <button class="button quiet" type="submit" name="done" value="no">
        {later}
      </button>
    )}
  </div>
);
