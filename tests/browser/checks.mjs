// Looks at the site in a real browser: node checks.mjs ADDRESS FOLDER|- CHECK...
// Prints one line of JSON: check -> what it found, and under "all" what no page may do.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(new URL("../../site/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [address, folder, ...names] = process.argv.slice(2);
const pages = ["/", "/alerts", "/places", "/places/OSLK", "/aircraft/158334", "/playback?day=2025-10-26&place=OSLK", "/search?q=RFF", "/callsigns/RFF8225", "/status", "/about", "/nothing-here"];
const slug = (path) => path.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "live";
const all = { console: [], foreign: [], cookies: 0, dialogs: 0 };
const desktop = { width: 1280, height: 800 };

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});

/** Opens a page in a fresh context and watches what it does. */
async function open(path, { viewport = desktop, colorScheme = "light", javaScriptEnabled = true, before } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled, locale: "en-GB", timezoneId: "Asia/Damascus" });
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  page.on("console", (said) => {
    const refused = said.location().url.includes("/nothing-here") || /status of 404|ERR_INTERNET_DISCONNECTED/.test(said.text());
    if (["error", "warning"].includes(said.type()) && !refused) all.console.push(`${path}: ${said.text()}`);
  });
  page.on("pageerror", (error) => all.console.push(`${path}: ${error.message}`));
  page.on("dialog", async (dialog) => { all.dialogs++; await dialog.dismiss(); });
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(address)) all.foreign.push(request.url());
  });
  await page.goto(address + path, { waitUntil: "load" });
  page.closeAll = async () => {
    all.cookies += (await context.cookies()).length;
    await context.close();
  };
  return page;
}

const count = (page) => page.locator("#live-count").textContent();
const heard = (page) => page.waitForFunction(() => /heard, \d/.test(document.getElementById("live-state").textContent) && document.querySelectorAll("#live-rows tr[data-key]").length > 0, null, { timeout: 60_000 });
const mapDrawn = (page) => page.waitForFunction(() => document.querySelector(".maplibregl-canvas"), null, { timeout: 60_000 });

const checks = {
  async live_moves() {
    const page = await open("/");
    await heard(page);
    await page.waitForTimeout(1500);
    const clip = await page.locator("#map").boundingBox();
    const [state, first] = [await page.locator("#live-state").textContent(), await page.screenshot({ clip })];
    await page.waitForTimeout(3000);
    const [later, second] = [await page.locator("#live-state").textContent(), await page.screenshot({ clip })];
    await page.closeAll();
    return { state, later, moved: !first.equals(second) };
  },

  async no_map() {
    const said = {};
    for (const path of ["/", "/places/OSLK", "/aircraft/158334", "/playback?day=2025-10-26&place=OSLK"]) {
      const page = await open(path, { before: () => { HTMLCanvasElement.prototype.getContext = () => null; } });
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
      await page.waitForFunction(() => !document.getElementById("map"), null, { timeout: 20_000 });
      said[path] = [await page.locator("main").textContent(), await page.locator("tbody tr").count()];
      await page.closeAll();
    }
    return { said };
  },

  async unreachable() {
    const page = await open("/");
    await heard(page);
    await page.context().setOffline(true);
    await page.fill("[name=place]", "Хмеймим");
    await page.waitForFunction(() => /cannot be reached/.test(document.getElementById("live-count").textContent), null, { timeout: 20_000 });
    const count = await page.locator("#live-count").textContent();
    await page.context().setOffline(false);
    await page.closeAll();
    return { count };
  },

  async trail() {
    const page = await open("/");
    await heard(page);
    await page.waitForTimeout(12_000);
    const clip = await page.locator("#map").boundingBox();
    await page.click("#live-rows tr:nth-child(9) button");
    await page.waitForSelector("#live-card:not([hidden])");
    await page.waitForTimeout(2500);
    if (folder !== "-") await page.screenshot({ path: `${folder}/trail.png`, clip });
    const banner = await page.locator("body > .banner").count();
    await page.closeAll();
    return { banner };
  },

  async alerts() {
    const page = await open("/alerts");
    const before = await page.locator(".alerts > li").count();
    const state = await page.locator("#alerts-state").textContent();
    const log = process.env.WHEELSDOWN_ALERTS;
    if (!log) return { before, state };
    const { appendFileSync } = await import("node:fs");
    const alert = { id: `b${Date.now()}`, at: new Date().toISOString(), rule: "made here", kind: "seen", title: "<b>N1</b> seen", text: "Was received.", simulated: true };
    await page.locator(".alerts > li details summary").first().click();
    appendFileSync(log, `${JSON.stringify(alert)}\n`);
    await page.waitForFunction((n) => document.querySelectorAll(".alerts > li").length === n + 1, before, { timeout: 15_000 });
    const found = {
      before,
      state,
      first: await page.locator(".alerts > li [data-title]").first().textContent(),
      fresh: await page.locator(".alerts > li.fresh").count(),
      open: await page.locator(".alerts > li details[open]").count(),
      said: await page.locator("#main > [role=status]").first().textContent(),
    };
    await page.closeAll();
    return found;
  },

  async search() {
    const page = await open("/about");
    await page.keyboard.press("/");
    await page.keyboard.type("Хмей");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search/);
    const place = await page.locator("[aria-labelledby=g-place] .hit").first().textContent();
    await page.keyboard.press("/");
    await page.keyboard.type("RFF");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=RFF/);
    await page.focus("#top-q");
    const stops = [];
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown"]) {
      await page.keyboard.press(key);
      stops.push(await page.evaluate(() => (document.activeElement.id === "top-q" ? "field" : document.activeElement.textContent)));
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/callsigns/);
    const found = { place, stops, heading: await page.locator("h1").textContent(), flights: await page.locator("[aria-labelledby=flights-h] tbody tr").count() };
    await page.closeAll();
    return found;
  },

  async filters() {
    const page = await open("/");
    await heard(page);
    await page.fill("[name=operator]", "224th");
    await page.waitForFunction(() => location.search.includes("operator=224th"));
    await page.waitForFunction(() => /^\d+ of/.test(document.getElementById("live-count").textContent) && !/^300/.test(document.getElementById("live-count").textContent));
    const operator = await count(page);
    await page.reload();
    await heard(page);
    const [restored, shown] = [await count(page), await page.inputValue("[name=operator]")];
    await page.fill("[name=operator]", "");
    await page.selectOption("[name=military]", "true");
    await page.waitForFunction(() => location.search.includes("military=true") && !location.search.includes("operator"));
    await page.waitForTimeout(1500);
    const military = await count(page);
    await page.selectOption("[name=military]", "");
    await page.fill("[name=place]", "Хмеймим");
    await page.fill("[name=within_nm]", "150");
    await page.waitForFunction(() => !/^300/.test(document.getElementById("live-count").textContent), null, { timeout: 20_000 });
    await page.waitForTimeout(1500);
    const place = await count(page);
    const unscripted = await open("/?operator=224th", { javaScriptEnabled: false });
    const server = await count(unscripted);
    await unscripted.closeAll();
    await page.closeAll();
    return { operator, restored, shown, military, place, server };
  },

  async playback() {
    const page = await open("/playback?day=2025-10-26&place=OSLK");
    await page.waitForSelector("#player:not([hidden])", { timeout: 90_000 });
    const state = await page.locator("#play-state").textContent();
    const start = await page.locator("#clock").textContent();
    await page.selectOption("#speed", "300");
    await page.click("#play");
    await page.waitForTimeout(2500);
    await page.click("#play");
    const played = await page.locator("#clock").textContent();
    await page.fill("#scrub", String(8 * 3600 + 1800));
    await page.locator("#scrub").press("ArrowRight");
    const scrubbed = await page.locator("#clock").textContent();
    const rows = await page.locator("#play-rows tr").count();
    const url = page.url();
    const again = await open(url.slice(address.length));
    await again.waitForSelector("#player:not([hidden])", { timeout: 90_000 });
    const restored = await again.locator("#clock").textContent();
    await again.closeAll();
    await page.closeAll();
    return { state, start, played, scrubbed, rows, url, restored };
  },

  async board() {
    const page = await open("/places/OSLK");
    const twin = await (await fetch(`${address}/places/OSLK.json`)).json();
    const found = {
      heading: await page.locator("h1").textContent(),
      arrivals: await page.locator("[aria-labelledby=arrivals-h] tbody tr").count(),
      arrivals_twin: twin.arrivals.length,
      basis: [...new Set(await page.locator("[aria-labelledby=arrivals-h] .basis").allTextContents())],
      proofs: (await page.locator("[aria-labelledby=arrivals-h] .proof").first().textContent()).match(/[0-9a-f]{64} rows \d+/) !== null,
      bars: await page.locator(".chart .bar").count(),
      banner: await page.locator(".banner").first().textContent(),
      utc: await page.locator("tbody time").first().textContent(),
    };
    await page.click("[data-zone]");
    found.local = await page.locator("tbody time").first().textContent();
    found.url = page.url();
    await page.locator("#exchange-h").scrollIntoViewIfNeeded();
    await mapDrawn(page);
    await page.closeAll();
    return found;
  },

  async first_view() {
    const took = [];
    for (let n = 0; n < 3; n++) {
      const page = await open("/places/OSLK");
      await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
      took.push(await page.evaluate(() => Math.max(performance.getEntriesByName("first-contentful-paint")[0].startTime, performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd)));
      await page.closeAll();
    }
    return { first_view_ms: took };
  },

  async aircraft() {
    const page = await open("/aircraft/158334");
    await page.waitForFunction(() => /points from/.test(document.getElementById("trace-state").textContent), null, { timeout: 60_000 });
    const state = await page.locator("#trace-state").textContent();
    await page.check("input[value=integrity]");
    const found = { state, legend: await page.locator("#trace-legend").textContent(), url: page.url(), downloads: await page.locator("a[data-trace]").count(), flights: await page.locator("[aria-labelledby=flights-h] tbody tr").count() };
    await page.closeAll();
    return found;
  },

  async phone() {
    const over = {};
    for (const path of pages) {
      const page = await open(path, { viewport: { width: 360, height: 740 } });
      await page.waitForTimeout(500);
      over[path] = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await page.closeAll();
    }
    return { over };
  },

  async keyboard() {
    const page = await open("/");
    await heard(page);
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => [document.activeElement.textContent, document.activeElement.getBoundingClientRect().left >= 0, getComputedStyle(document.activeElement).outlineStyle]);
    await page.keyboard.press("Enter");
    const main = await page.evaluate(() => document.activeElement.id);
    let steps = 0;
    const reached = new Set();
    let unseen = 0;
    for (; steps < 60; steps++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => ({ name: document.activeElement.getAttribute("name") ?? document.activeElement.className, row: document.activeElement.matches("#live-rows button"), outline: getComputedStyle(document.activeElement).outlineStyle }));
      reached.add(String(at.name));
      if (at.outline === "none") unseen++;
      if (at.row) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForSelector("#live-card:not([hidden])");
    const card = await page.locator("#live-card h2").textContent();
    const focused = await page.evaluate(() => document.activeElement.matches("#live-rows button"));
    const url = page.url();
    await page.focus("#top-q");
    await page.keyboard.type("Хмеймим");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search/);
    const hit = await page.locator(".hits a").first().textContent();
    await page.closeAll();
    return { skip, main, steps, reached: [...reached], unseen, card, focused, url, hit };
  },

  async faults() {
    const found = [];
    let n_passes = 0;
    for (const path of pages) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await open(path, { colorScheme });
        await page.waitForTimeout(1200);
        await page.evaluate(axe).catch(() => page.addScriptTag({ content: axe }));
        const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document));
        n_passes += passes.length;
        for (const each of violations) {
          if (["serious", "critical"].includes(each.impact)) found.push(`${path} ${colorScheme}: ${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary ?? ""}`).join(" | ").slice(0, 600)}`);
        }
        await page.closeAll();
      }
    }
    return { found, n_passes };
  },

  async hostile() {
    const page = await open("/");
    await heard(page);
    await page.fill("#live-filters [name=q]", "img src");
    await page.waitForFunction(() => document.querySelectorAll("#live-rows tr").length === 1);
    const name = await page.locator("#live-rows button").first().textContent();
    await page.click("#live-rows button");
    await page.waitForSelector("#live-card:not([hidden])");
    const card = await page.locator("#live-card").textContent();
    const made = await page.evaluate(() => document.querySelectorAll("img[src=x], #live-card b, #live-rows b").length);
    const title = await page.title();
    const query = encodeURIComponent("<img src=x onerror=alert(1)>{{7*7}}");
    const searched = await open(`/search?q=${query}`);
    const heading = await searched.locator("h1").textContent();
    const images = await searched.locator("img").count();
    await searched.closeAll();
    const plain = await open("/?q=img", { javaScriptEnabled: false });
    const row = await plain.locator("#live-rows th").first().textContent();
    await plain.closeAll();
    await page.closeAll();
    return { name, card, made, title, heading, images, row };
  },

  async figures() {
    const page = await open("/");
    await heard(page);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable");
    const measured = async () => Object.fromEntries((await cdp.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
    await page.waitForTimeout(4000);
    const n = () => page.evaluate(() => performance.getEntriesByName("wheelsdown update").length);
    const [before, from] = [await measured(), await n()];
    await page.waitForTimeout(15_000);
    const [after, to] = [await measured(), await n()];
    const updates = await page.evaluate((from) => performance.getEntriesByName("wheelsdown update").slice(from).map((each) => each.duration), from);
    await page.evaluate(() => {
      globalThis.clicks = [];
      new PerformanceObserver((list) => globalThis.clicks.push(...list.getEntries().filter((each) => each.interactionId).map((each) => each.duration))).observe({ type: "event", durationThreshold: 16 });
    });
    const box = await page.locator("#map").boundingBox();
    // Answered is when the frame begins that shows the card; shown is when software has drawn it (Event Timing).
    await page.evaluate(() => {
      globalThis.answered = [];
      document.getElementById("map").addEventListener("click", (event) => requestAnimationFrame(() => globalThis.answered.push(performance.now() - event.timeStamp)));
    });
    for (let each = 0; each < 10; each++) {
      await page.mouse.click(box.x + box.width * (0.3 + each * 0.04), box.y + box.height * (0.3 + each * 0.04));
      // However late: on a busy machine a frame takes its time, and an answer not waited for is not counted.
      await page.waitForFunction((n) => globalThis.answered.length >= n, each + 1, { timeout: 60_000 });
      await page.waitForTimeout(450);
    }
    const answered = await page.evaluate(() => globalThis.answered);
    const card = await page.locator("#live-card").isVisible();
    const chosen = await page.evaluate(() => new URLSearchParams(location.search).get("sel"));
    const clicks = await page.evaluate(() => globalThis.clicks);
    const state = await page.locator("#live-state").textContent();
    await page.closeAll();
    return { state, n_updates: to - from, script_ms_an_update: ((after.ScriptDuration - before.ScriptDuration) * 1000) / Math.max(1, to - from), task_ms_an_update: ((after.TaskDuration - before.TaskDuration) * 1000) / Math.max(1, to - from), update_ms: updates, answered_ms: answered, shown_ms: [...new Set(clicks)], chosen, card };
  },

  async pictures() {
    for (const path of pages) {
      for (const [viewport, size] of [[desktop, "wide"], [{ width: 360, height: 740 }, "phone"]]) {
        for (const colorScheme of ["light", "dark"]) {
          const page = await open(path, { viewport, colorScheme });
          await page.waitForTimeout(3500);
          await page.screenshot({ path: `${folder}/${slug(path)}-${size}-${colorScheme}.png`, fullPage: path !== "/" });
          await page.closeAll();
        }
      }
    }
    return { n: pages.length * 4 };
  },
};

const found = {};
for (const name of names) {
  try {
    found[name] = await checks[name]();
  } catch (error) {
    found[name] = { error: String(error?.stack ?? error).slice(0, 1500) };
  }
}
await browser.close();
console.log(JSON.stringify({ ...found, all }));
