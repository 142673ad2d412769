import type { Context, ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Has } from "#adapters/runtime.ts";

type Page = Parameters<Context["html"]>[0];

/** What nobody foresaw: the log says what kind of error it was and whose journey, and the page neither. */
export const pageFailed =
  ({ log }: Has, page: (c: Context) => Page): ErrorHandler =>
  (error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    const journey = c.req.param("journey");
    const known = journey && /^[a-z]{3}_\w+$/.test(journey) ? { journey } : undefined;
    log.error("page.failed", { error: error.name, ...known });
    c.header("Cache-Control", "no-store");
    return c.html(page(c), 500);
  };
