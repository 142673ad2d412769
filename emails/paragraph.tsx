/** @jsxImportSource react */
import { Text } from "./components.ts";
import { Each, Lines } from "./each.tsx";
import { passageOf } from "./lines.ts";
import { look } from "./look.ts";

/** A paragraph, its line breaks kept; one whose every line begins with "- " is a list. */
export function Paragraph({ dir, words }: { dir: "ltr" | "rtl"; words: string }) {
  const style = look(dir);
  const { lines, items } = passageOf(words);
  if (items)
    return (
      <ul className="ink" style={style.list}>
        <Each of={items}>{(item) => <li style={style.item}>{item}</li>}</Each>
      </ul>
    );
  return (
    <Text className="ink" style={style.paragraph}>
      <Lines of={lines} />
    </Text>
  );
}
