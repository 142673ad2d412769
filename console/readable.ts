import type { MiddlewareHandler } from "hono";

const isForm = /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/** A posted form that is none, broken on its way or by a stranger's hand, is refused here: whoever reads it later may trust that it can be read. */
export const readable: MiddlewareHandler = async (c, next) => {
  if (c.req.method === "POST" && isForm.test(c.req.header("content-type") ?? "")) {
    try {
      // A copy: whoever stands behind reads the body itself, and may limit it once more.
      await c.req.raw.clone().formData();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return c.text("This form could not be read. Go back, and send it again.", 400);
    }
  }
  return next();
};
