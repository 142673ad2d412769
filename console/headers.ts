import type { Context, MiddlewareHandler } from "hono";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";

/** Headers of every page of ours: nothing from elsewhere, nothing framed, nothing kept. */
export function pageHeaders(referrer: "same-origin" | "no-referrer"): MiddlewareHandler[] {
  return [
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: referrer,
      xFrameOptions: "DENY",
      // Over plain http (one machine) this header would be ignored anyway.
      strictTransportSecurity: "max-age=31536000",
    }),
    async (c, next) => {
      await next();
      if (!c.res.headers.has("cache-control")) c.header("Cache-Control", "no-store");
      c.header("X-Robots-Tag", "noindex");
    },
  ];
}

/** Forms may only be sent from our own pages. `ours` is the address we are known by, beside the one of the request. */
export function fromOurPages(ours: string): MiddlewareHandler {
  return csrf({ origin: (origin, c) => isOurs(origin, c, ours) });
}

/**
 * For pages without a referrer, where browsers hide the origin of their own forms too ("null"). Browsers that say where a
 * request comes from must say "same-origin"; older ones are let through, since the address itself is the secret.
 */
export function fromOurPagesWithoutReferrer(ours: string): MiddlewareHandler {
  return csrf({
    origin: (origin, c) => {
      const site = c.req.header("sec-fetch-site");
      if (site !== undefined && site !== "same-origin") return false;
      return origin === "null" || isOurs(origin, c, ours);
    },
  });
}

const isOurs = (origin: string, c: Context, ours: string) =>
  origin === new URL(c.req.url).origin || origin === new URL(ours).origin;

/** A stylesheet of ours; short-lived, so that a new release is seen at once. */
export function stylesheet(css: string) {
  return (c: Context) =>
    c.body(css, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=300" });
}
