import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { outdated } from "./screens/outdated.tsx";
import type { InsideEnv } from "./session.ts";
import type { Site } from "./site.ts";

/** No question and no fact can be called that: their names have no dash. */
const field = "form-of";

/** What only a page that we made for this session holds. */
export const formToken = (sessionKey: string, session: string): string =>
  createHmac("sha256", sessionKey).update(`form\n${session}`).digest("base64url");

/**
 * Every form of the console carries the token of the session that its page was made for, and nothing is done for one
 * without it: should a browser ever say nothing of where a form comes from, this does. It is put in and looked for here
 * alone, so that no screen can forget it.
 */
export function ownForms({ secrets }: Pick<Site, "secrets">): MiddlewareHandler<InsideEnv> {
  return async (c, next) => {
    const token = formToken(secrets.sessionKey, c.var.inside.session.id);
    if (c.req.method === "POST") {
      const { [field]: given, ...posted } = await c.req.parseBody({ all: true });
      if (isSame(given, token)) await next();
      else c.res = await c.html(outdated(c.req.path, textsOf(posted)), 403);
    } else await next();
    await mark(c, token);
  };
}

function isSame(given: unknown, token: string): boolean {
  const [one, other] = [given, token].map((text) => Buffer.from(String(text)));
  return one!.length === other!.length && timingSafeEqual(one!, other!);
}

const textsOf = (posted: Record<string, unknown>): [name: string, value: string][] =>
  Object.entries(posted).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (typeof one === "string" ? [[name, one] as [string, string]] : [])),
  );

/** Attributes are escaped, so the first ">" ends the tag; and whatever somebody wrote has no "<". */
const forms = /<form\b(?=[^>]* method="post")(?=[^>]* action="\/console[/"])[^>]*>/g;

async function mark(c: Context, token: string): Promise<void> {
  if (!c.res.headers.get("content-type")?.startsWith("text/html")) return;
  const html = await c.res.text();
  const input = `<input type="hidden" name="${field}" value="${token}"/>`;
  c.res = new Response(
    html.replace(forms, (form) => `${form}${input}`),
    c.res,
  );
}
