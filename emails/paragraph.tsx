/** @jsxImportSource react */
import { Text } from "./components.ts";
import { Each, Lines } from "./each.tsx";
import { look } from "./look.ts";

/** A paragraph, its line breaks kept; one whose every line begins with "- " is a list. */
export function Paragraph({ dir, words }: { dir: "ltr" | "rtl"; words: string }) {
  const style = look(dir);
  const lines = words.split("\n").map((line) => line.trim());
  if (lines.every((line) => line.startsWith("- ")))
    return (
      <ul className="ink" style={style.list}>
        <Each of={lines}>{(line) => <li style={style.item}>{line.slice(2)}</li>}</Each>
      </ul>
    );
  return (
    <Text className="ink" style={style.paragraph}>
      <Lines of={lines} />
    </Text>
  );
}
