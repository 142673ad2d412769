/** One control of a form on a page, as a browser would know it. */
export interface Control {
  name: string;
  type: string;
  value: string;
  /** What a select or a group of radio buttons or checkboxes offers. */
  options: string[];
}

export interface PageForm {
  action: string;
  controls: Control[];
}

export type Fill = (control: Control) => string | string[] | undefined;

/** A person with a browser and no JavaScript: opens a page, fills the form, presses the button. Cookies are kept. */
export class Hands {
  private cookies = new Map<string, string>();
  private origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  async open(path: string): Promise<{ html: string; forms: PageForm[] }> {
    const response = await this.fetch(path, {});
    const html = await response.text();
    return { html, forms: readForms(html, path) };
  }

  /** @throws Error with the page's own words about what was wrong, when it is not taken. */
  async submit(form: PageForm, fill: Fill): Promise<void> {
    const body = new URLSearchParams();
    for (const control of form.controls) {
      const given = fill(control) ?? (control.type === "hidden" ? control.options : undefined);
      for (const value of [given ?? []].flat()) body.append(control.name, value);
    }
    const response = await this.fetch(form.action, { method: "POST", body });
    const html = await response.text();
    if (response.status >= 400)
      throw new Error(`${form.action} was not taken (${response.status}): ${complaint(html)}`);
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(cookie ? { cookie } : {}), origin: this.origin, "sec-fetch-site": "same-origin" };
    const response = await fetch(new URL(path, this.origin), { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
    return response;
  }
}

/** The summary of errors of a page, or its heading. */
function complaint(html: string): string {
  const [, words = ""] =
    /role="alert"[^>]*>([\s\S]*?)<\/div>/.exec(html) ?? /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html) ?? [];
  return plain(
    words
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );
}

function readForms(html: string, path: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, attributes]) => /method="post"/i.test(attributes!))
    .map(([, attributes, inner]) => ({
      action: attribute(attributes!, "action") ?? path,
      controls: readControls(inner!),
    }));
}

function readControls(html: string): Control[] {
  const controls = new Map<string, Control>();
  for (const [, tag, attributes, inner] of html.matchAll(
    /<(input|select|textarea|button)\b([^>]*)>(?:(?<!<input[^>]*>)([\s\S]*?)<\/\1>)?/g,
  )) {
    const name = attribute(attributes!, "name");
    if (name === undefined) continue;
    const type =
      tag === "input" ? (attribute(attributes!, "type") ?? "text") : tag === "button" ? "submit" : tag!;
    const value = attribute(attributes!, "value") ?? (type === "textarea" ? plain(inner ?? "") : "");
    const known = controls.get(name);
    if (known) known.options.push(value);
    else
      controls.set(name, {
        name,
        type,
        value,
        options: type === "select" ? optionsOf(inner ?? "") : [value],
      });
  }
  return [...controls.values()];
}

const optionsOf = (html: string): string[] =>
  [...html.matchAll(/<option\b([^>]*)>/g)]
    .map(([, attributes]) => attribute(attributes!, "value") ?? "")
    .filter((value) => value !== "");

function attribute(attributes: string, name: string): string | undefined {
  const [, value] = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes) ?? [];
  return value === undefined ? undefined : plain(value);
}

const plain = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
