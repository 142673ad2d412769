/** @jsxImportSource react */
import type { Letter } from "#core/messages/letter.ts";
import { Action, Address } from "./action.tsx";
import { Column, Container, Head, Heading, Html, Preview, Row, Section, Text } from "./components.ts";
import { Each, Lines } from "./each.tsx";
import { look, nightStyles } from "./look.ts";
import { Paragraph } from "./paragraph.tsx";

/**
 * The one letter of the house. Language and direction stand on `html` and again on body's first child, because mail
 * clients throw the first away; `align` is for those that do not know "start".
 */
export function LetterMail({ letter }: { letter: Letter }) {
  const { language, dir } = letter;
  const style = look(dir);
  return (
    <Html lang={language} dir={dir}>
      <Head>
        <title>{letter.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{nightStyles}</style>
      </Head>
      <body className="ground" style={style.ground}>
        <div lang={language} dir={dir} className="ground" style={style.page}>
          <Preview>{letter.preview}</Preview>
          <Container className="paper" dir={dir} style={style.paper}>
            <Sheet className="sheet" letter={letter} style={style.sheet}>
              <Said letter={letter} />
            </Sheet>
          </Container>
          <Container dir={dir} style={{ maxWidth: "600px" }}>
            <Sheet className="foot" letter={letter} style={style.foot}>
              <Foot letter={letter} />
            </Sheet>
          </Container>
        </div>
      </body>
    </Html>
  );
}

interface SheetProps {
  letter: Letter;
  className: string;
  style: { padding: string };
  children: React.ReactNode;
}

function Sheet({ letter, className, style, children }: SheetProps) {
  return (
    <Section>
      <Row>
        <Column
          className={className}
          dir={letter.dir}
          align={letter.dir === "rtl" ? "right" : "left"}
          style={style}
        >
          {children}
        </Column>
      </Row>
    </Section>
  );
}

function Said({ letter }: { letter: Letter }) {
  const style = look(letter.dir);
  return (
    <>
      <Text className="accent" style={style.sender}>
        {letter.from}
      </Text>
      <Heading as="h1" className="ink" style={style.heading}>
        {letter.heading}
      </Heading>
      {letter.greeting && <Paragraph dir={letter.dir} words={letter.greeting} />}
      <Each of={letter.paragraphs}>{(words) => <Paragraph dir={letter.dir} words={words} />}</Each>
      {letter.button && <Action dir={letter.dir} button={letter.button} note={letter.urlNote ?? ""} />}
      <Text className="ink" style={style.signature}>
        <Lines of={letter.signature} />
      </Text>
    </>
  );
}

function Foot({ letter }: { letter: Letter }) {
  const style = look(letter.dir);
  return (
    <>
      <Each of={[letter.help, letter.why, letter.stop]}>
        {(words) => (
          <Text className="quiet" style={style.small}>
            {words}
          </Text>
        )}
      </Each>
      {letter.stopAt && <Address dir={letter.dir} note={letter.stopAt.label} url={letter.stopAt.url} />}
    </>
  );
}
