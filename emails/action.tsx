/** @jsxImportSource react */
import { Button, Link, Section, Text } from "./components.ts";
import { look } from "./look.ts";

interface ActionProps {
  dir: "ltr" | "rtl";
  button: { label: string; url: string };
  note: string;
}

/** The letter's one button, and its address for those whose button does not work. */
export function Action({ dir, button, note }: ActionProps) {
  const style = look(dir);
  return (
    <>
      <Section style={style.action}>
        <Button className="button" href={button.url} style={style.button}>
          {button.label}
        </Button>
      </Section>
      <Address dir={dir} note={note} url={button.url} />
    </>
  );
}

/** A bare address under its note. It always runs from left to right. */
export function Address({ dir, note, url }: { dir: "ltr" | "rtl"; note: string; url: string }) {
  const style = look(dir);
  return (
    <Text className="quiet" style={style.address}>
      {note}
      <br />
      <bdi dir="ltr">
        <Link className="accent" href={url} style={style.link}>
          {url}
        </Link>
      </bdi>
    </Text>
  );
}
