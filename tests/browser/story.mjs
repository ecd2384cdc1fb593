// Looks at the story page in a real browser: node story.mjs ADDRESS FOLDER|- ; prints one line of JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("../../site/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [address, folder] = process.argv.slice(2);
const all = { console: [], foreign: [], dialogs: 0, cookies: 0 };
const ENGLISH = [
  "Heavy transports return to Hmeimim",
  "30 October 2025",
  "Three flights by Russian An-124 aircraft landed at the Hmeimim air base in Syria between October 24 and 29, the agency Northern Wire reported, citing data from Flightradar24.",
  "An Il-62M flew from Libya to Latakia on October 26.",
  "The ministry denied that any aircraft had landed at Qamishli.",
].join("\n\n");
const RUSSIAN = "Самолёт Ил-62М 26 октября 2025 года прибыл на авиабазу Хмеймим из Ливии, сообщает Northern Wire со ссылкой на данные Flightradar24.";
const HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> An Il-76 landed at Hmeimim on 26 October 2025. \u202egnidnal\u202c \u001b]0;owned\u0007 </textarea></form>";

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"] });

async function open({ viewport = { width: 1360, height: 900 }, colorScheme = "light", javaScriptEnabled = true } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled, locale: "en-GB" });
  const page = await context.newPage();
  page.on("console", (said) => {
    const refused = /status of 4\d\d/.test(said.text());
    if (["error", "warning"].includes(said.type()) && !refused) all.console.push(said.text());
  });
  page.on("pageerror", (error) => all.console.push(error.message));
  page.on("dialog", async (dialog) => { all.dialogs++; await dialog.dismiss(); });
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address)) all.foreign.push(request.url());
  });
  await page.goto(`${address}/story`, { waitUntil: "load" });
  page.closeAll = async () => {
    all.cookies += (await context.cookies()).length;
    await context.close();
  };
  return page;
}

async function paste(page, text, files = []) {
  await page.fill("#text", text);
  if (files.length) await page.setInputFiles("input[type=file]", files);
  await page.click("button.main");
  await page.waitForSelector("#result", { timeout: 90_000 });
}

const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");
const opened = (page) => page.locator("details.claim[open]").evaluateAll((all) => all.map((each) => each.dataset.claim));
const shot = async (page, name) => { if (folder !== "-") await page.screenshot({ path: `${folder}/story-${name}.png`, fullPage: true }); };

async function faults(page) {
  // the policy refuses scripts of anybody, this one too: it runs in the browser's own world
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const run = async (expression) => (await session.send("Runtime.evaluate", { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true })).result.value;
  await run(`${axe}; 0`);
  return await run("axe.run().then((found) => found.violations.filter((each) => ['serious', 'critical'].includes(each.impact)).map((each) => each.id + ': ' + each.nodes[0].html))");
}

const found = {};
{
  const page = await open();
  found.start_faults = await faults(page);
  await shot(page, "start");
  await paste(page, ENGLISH, [file("second.txt", RUSSIAN)]);
  found.heading = await page.locator("h1").textContent();
  found.marks = await page.locator(".text mark").count();
  found.tags = await page.locator(".text a.n").evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
  found.banner = await page.locator(".banner").first().textContent();
  found.unconfirmed = await page.locator(".claim .unconfirmed").count();
  found.said = await page.locator("#story-news").textContent();
  found.result_focus = await focused(page);

  await page.locator("#m-1").focus();
  await page.keyboard.press("ArrowRight");
  found.after_right = [await focused(page), await opened(page)];
  await page.keyboard.press("End");
  found.after_end = (await focused(page)) === `m-${found.tags.length}`;
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  found.after_home = await focused(page);
  await page.keyboard.press("Enter");
  found.after_enter = [await focused(page), await opened(page), new URL(page.url()).hash];
  found.chosen = await page.locator("mark[data-chosen]").first().getAttribute("data-claim");
  await page.locator("mark[data-claim='2']").first().click();
  found.after_click = [await focused(page), (await opened(page)).includes("2")];
  found.links = await page.locator("[id=c-1] .tracks a, [id=c-2] .tracks a").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
  found.faults = await faults(page);
  await shot(page, "result");

  await page.locator("#c-2 button[value^=edit]").click();
  await page.waitForSelector(".editor");
  found.edit_focus = await page.evaluate(() => document.activeElement?.getAttribute("name"));
  found.edit_faults = await faults(page);
  await page.fill("[name='aircraft.type_designator']", "C17");
  await page.locator(".editor button.main").click();
  found.unsigned = await page.locator(".editor").count();
  await page.fill("[name=by]", "R. Brandt");
  await page.locator(".editor button.main").click();
  await page.waitForSelector("text=Claim 2: corrected by R. Brandt.");
  found.corrected = await page.locator("#c-2 .fields tr", { hasText: "Aircraft" }).textContent();
  found.corrected_focus = await focused(page);
  await page.locator("#c-2 button[value^=edit]").click();
  await page.waitForSelector(".editor");
  found.name_kept = await page.inputValue("[name=by]");
  await page.locator(".editor button[value^=confirm]").click();
  await page.waitForSelector(".claim .confirmed");
  found.confirmed = await page.locator(".claim .confirmed").textContent();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click("button[value=reviews]")]);
  found.reviews = JSON.parse(readFileSync(await saved.path(), "utf8")).reviews.map((each) => [each.action, each.field ?? null, each.by]);

  await page.locator("#c-1 button[value^=edit]").evaluate((each) => each.click());
  await page.waitForSelector("[id=edit-1]");
  await page.fill("[name='date.first']", "last week");
  await page.locator(".editor button.main").click();
  await page.waitForSelector("#story-trouble:not([hidden])");
  found.trouble = await page.locator("#story-trouble").textContent();
  found.not_lost = await page.inputValue("[name='date.first']");
  await page.closeAll();
}
{
  const page = await open({ javaScriptEnabled: false });
  await page.fill("#text", ENGLISH);
  await page.click("button.main");
  found.plain_marks = await page.locator(".text mark").count();
  await page.click("#m-2");
  found.plain_open = await page.locator("#c-2").isVisible();
  await page.locator("#c-2 button[value^=edit]").click();
  await page.fill("[name=by]", "R. Brandt");
  await page.check("[name='right.place']");
  await page.locator(".editor button.main").click();
  found.plain_news = await page.locator(".news").textContent();
  await page.closeAll();
}
{
  const page = await open();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["An Il-76 landed at Hmeimim on 26 October 2025."], "dropped.txt", { type: "text/plain" }));
    document.querySelector("[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  found.dropped = await page.locator("[data-chosen]").textContent();
  await paste(page, HOSTILE);
  found.hostile_heading = await page.locator("h1").textContent();
  found.hostile_elements = await page.locator("#story script, #story img").count();
  found.hostile_title = await page.title();
  await page.closeAll();
}
for (const [name, settings] of [["phone", { viewport: { width: 390, height: 844 } }], ["dark", { colorScheme: "dark" }]]) {
  const page = await open(settings);
  await paste(page, ENGLISH);
  await page.locator("#m-1").click();
  found[`${name}_wide`] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  found[`${name}_faults`] = await faults(page);
  found[`${name}_card_seen`] = await page.locator("#c-1 .because").isVisible();
  await shot(page, name);
  await page.closeAll();
}
await browser.close();
console.log(JSON.stringify({ ...found, all }));
