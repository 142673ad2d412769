import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect, type TestContext } from "vitest";

const names = [
  "chromium",
  "chromium-headless-shell",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const missing = `no browser in PATH (${names.join(", ")}); install Debian's chromium to run this`;

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let browser: Promise<Browser> | undefined;

/** A visitor with a browser of her own. Without any browser the test counts as skipped, unless WAYMARK_BROWSER=required. */
export async function visitor(
  ctx: TestContext,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<BrowserContext> {
  const executablePath = installed();
  if (!executablePath && process.env.WAYMARK_BROWSER === "required") throw new Error(missing);
  if (!executablePath) return ctx.skip(missing);
  browser ??= chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: 60_000 });
  const context = await (await browser).newContext(options);
  context.setDefaultTimeout(20_000);
  ctx.onTestFinished(() => context.close());
  return context;
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is seriously wrong, for whoever cannot see or point, on the page that is open. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate("axe.run()")) as {
    passes: unknown[];
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  expect(results.passes.length).toBeGreaterThan(2);
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
