import type { FC } from "hono/jsx";

/** Makes one press of a form one event, however often the browser sends it. */
export const Nonce: FC<{ value: string }> = ({ value }) => <input type="hidden" name="nonce" value={value} />;
