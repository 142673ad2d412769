import { phrase } from "#core/messages/phrase.ts";
import { Bare } from "./frame.tsx";

/** Something of ours broke: no details, and what to do. */
export function failed(language: string) {
  const title = phrase(language, "page.failed.title");
  return (
    <Bare language={language} title={title}>
      <main>
        <h1>{title}</h1>
        <p>{phrase(language, "page.failed.body")}</p>
      </main>
    </Bare>
  );
}
