/** The live map: the sky as it is told, filtered as the address says, with one aircraft looked at closely. */

import type { GeoJSONSource } from "maplibre-gl";
import { said, saidNumber, say } from "./address";
import { element, found, printable, showBanner } from "./html";
import { fits, FilterForm } from "./live/filters";
import { List } from "./live/list";
import { isBelieved, Sky, type Held } from "./live/sky";
import type { Spot } from "./live/trails";
import { AircraftLayer, numbers, type Drawn } from "./map/aircraft_layer";
import { colour, isDrawable, makeMap, whenRepainted } from "./map/basemap";
import { calmAfterClicks } from "./map/calm";
import { rfc3339, shownText } from "./times";

const MILITARY = 1;
/** Seconds without a position after which an aircraft is drawn faint. */
const FAINT_AFTER_S = 60;
/** Seconds between two drawings of a trail. */
const TRAIL_EVERY_S = 3;
/** Rows of the list, and how often it is written (milliseconds). */
const MOST_ROWS = 200;
const LIST_EVERY_MS = 900;
/** The map marks what was chosen so much later than the words say it. */
const MARK_AFTER_MS = 250;

const box = found<HTMLElement>("map");
if (!isDrawable(box)) await new Promise(() => {}); // nothing of what follows is done then
const map = makeMap(box, { lat: 45, lon: 20, zoom: 3.5 });
calmAfterClicks(map, MARK_AFTER_MS);
const layer = new AircraftLayer();
const form = new FilterForm(found<HTMLFormElement>("live-filters"), () => {
  const middle = form.middle;
  if (middle && !map.getBounds().contains([middle.lon, middle.lat])) map.jumpTo({ center: [middle.lon, middle.lat], zoom: 7 });
  draw();
});
const sky = new Sky(() => {
  // What is told together is drawn together: each frame costs, where software draws most of all.
  frame ??= requestAnimationFrame(() => {
    frame = undefined;
    draw();
  });
});
const list = new List(found<HTMLTableSectionElement>("live-rows"), [1, 2], (hex) => choose(hex));
const announced = element("p", { class: "unseen", role: "status" });
let chosen: string | null = said("sel");
let listedAt = 0;
let later: number | undefined;
let frame: number | undefined;
let looked = saidNumber("lat") !== null;
let trailDrawn = "";

found("live-card").after(announced);
found("live-clear").addEventListener("click", (event) => {
  event.preventDefault();
  form.clear();
});
map.on("load", () => {
  const above = map.getLayer("aerodrome-names") ? "aerodrome-names" : undefined;
  map.addSource("trail", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  const paint = { "line-color": colour("focus"), "line-width": 2.5 };
  map.addLayer({ id: "trail", type: "line", source: "trail", filter: ["get", "believed"], paint }, above);
  map.addLayer({ id: "trail-doubted", type: "line", source: "trail", filter: ["!", ["get", "believed"]], paint: { ...paint, "line-dasharray": [1, 2] } }, above);
  layer.addTo(map);
  draw();
});
whenRepainted(() => {
  for (const id of ["trail", "trail-doubted"]) map.setPaintProperty(id, "line-color", colour("focus"));
  draw();
});
map.on("moveend", () => writeList());
map.on("click", (event) => {
  const hit = layer.at(event.point.x, event.point.y);
  choose(hit && hit.hex !== chosen ? hit.hex : null);
});
map.on("mousemove", (event) => {
  map.getCanvas().style.cursor = layer.at(event.point.x, event.point.y) ? "pointer" : "";
});
map.getCanvas().addEventListener("keydown", (event) => {
  if (event.key === "Escape") choose(null);
});
sky.follow();
setInterval(writeState, 5000);

/** Draws the sky as it is, and writes the list when it was not written a moment ago. */
function draw(): void {
  const ink = { plain: numbers(colour("plane")), military: numbers(colour("plane-mil")), doubt: numbers(colour("bounded")) };
  layer.halo = numbers(colour("halo"));
  const drawn: Drawn[] = [];
  for (const each of sky.aircraft.values()) {
    if (each.lat === undefined || each.lon === undefined || !fits(form.filter, each)) continue;
    const old = (sky.now ?? 0) - each.placedAt > FAINT_AFTER_S;
    const doubtful = !isBelieved(each);
    drawn.push({
      hex: each.hex,
      lat: each.lat,
      lon: each.lon,
      track: each.track ?? null,
      colour: doubtful ? ink.doubt : (each.dbFlags ?? 0) & MILITARY ? ink.military : ink.plain,
      strength: old ? 0.35 : 1,
      chosen: each.hex === chosen,
    });
  }
  layer.show(drawn);
  drawTrail();
  lookFirst(drawn);
  writeState();
  writeCard();
  const wait = LIST_EVERY_MS - (performance.now() - listedAt);
  if (wait <= 0) writeList();
  else later ??= window.setTimeout(writeList, wait);
}

/** Draws the way the chosen aircraft came; nothing where it was drawn so already. */
function drawTrail(): void {
  const each = chosen === null ? undefined : sky.aircraft.get(chosen);
  const source = map.getSource<GeoJSONSource>("trail");
  const at = each ? Math.floor(each.placedAt / TRAIL_EVERY_S) : 0;
  const key = each ? `${each.hex} ${at}` : "";
  if (!source || key === trailDrawn) return; // each new line draws the whole map anew
  trailDrawn = key;
  const placed = each?.lat !== undefined && each.lon !== undefined;
  const now = each && placed ? { at: each.placedAt, spot: [each.lon, each.lat] as Spot, believed: isBelieved(each) } : null;
  source.setData(sky.trails.lines(each?.hex ?? "", now));
}

/** Looks where the aircraft are, once, where the address does not say where to look. */
function lookFirst(drawn: readonly Drawn[]): void {
  if (looked || drawn.length === 0) return;
  looked = true;
  const middle = form.middle;
  if (middle) {
    map.jumpTo({ center: [middle.lon, middle.lat], zoom: 7 });
    return;
  }
  const [lons, lats] = [drawn.map((each) => each.lon), drawn.map((each) => each.lat)];
  const most = (values: readonly number[], pick: (a: number, b: number) => number) => values.reduce((a, b) => pick(a, b));
  map.fitBounds([[most(lons, Math.min), most(lats, Math.min)], [most(lons, Math.max), most(lats, Math.max)]], { padding: 40, maxZoom: 8, animate: false });
}

function writeList(): void {
  clearTimeout(later);
  later = undefined;
  listedAt = performance.now();
  const bounds = map.getBounds();
  const fitting = [...sky.aircraft.values()].filter((each) => fits(form.filter, each));
  const inside = fitting.filter((each) => each.lat === undefined || each.lon === undefined || bounds.contains([each.lon, each.lat]));
  const keyed = inside.map((each) => ({ each, key: each.flight ? `0${each.flight}` : `1${each.hex}` }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const shown = keyed.slice(0, MOST_ROWS).map(({ each }) => row(each));
  list.show(shown, chosen);
  const words = [`${count(fitting.length)} of ${count(sky.aircraft.size)} fit, ${count(inside.length)} in the map or without a position`];
  if (inside.length > shown.length) words.push(`the first ${shown.length} are listed`);
  found("live-count").textContent = form.trouble ?? `${words.join("; ")}.`;
}

function row(each: Held): { key: string; name: string; cells: string[] } {
  const height = each.alt_baro === "ground" ? "ground" : whole(each.alt_baro);
  return { key: each.hex, name: each.flight?.trim() || each.hex, cells: [each.t ?? "", height, whole(each.gs), each.r ?? ""] };
}

function writeState(): void {
  if (sky.simulated) showBanner();
  const place = found("live-state");
  place.classList.toggle("stale", !sky.listening || sky.lost);
  const at = sky.now === null ? "" : shownText(rfc3339(sky.now), "day second");
  let words: string;
  if (sky.lost) words = `The server cannot be reached; ${at ? `this is the picture of ${at}` : "what flies is unknown"}. Trying again.`;
  else if (!sky.listening && sky.now === null) words = "No live feed: nobody listens in this workspace, so this sky is unknown, not empty. Start wheelsdown listen.";
  else if (!sky.listening) words = `The listener is gone: this is the last picture, of ${at}. What flies now is unknown.`;
  else words = `${count(sky.aircraft.size)} aircraft heard, ${sky.now === null ? "" : shownText(rfc3339(sky.now), "second")}.`;
  const troubled = sky.listening ? sky.feeds.filter((feed) => feed.state !== "connected") : [];
  for (const feed of troubled) words += ` Feed ${printable(feed.name)} is ${feed.state}.`;
  if (place.textContent !== words) {
    place.setAttribute("aria-live", sky.listening ? "off" : "polite");
    place.textContent = words;
  }
  const items = sky.feeds.map((feed) =>
    element("li", {}, `${feed.name}: ${feed.state} since ${shownText(feed.since, "day second")}; ${count(feed.n_messages)} messages, ${count(feed.n_positions)} positions`),
  );
  found("live-feed-list").replaceChildren(...(items.length ? items : [element("li", {}, "none")]));
}

/** Looks closely at one aircraft, or at none. */
function choose(hex: string | null): void {
  chosen = hex;
  say({ sel: hex });
  writeCard();
  list.mark(hex);
  setTimeout(draw, MARK_AFTER_MS); // the words come first: a map drawn by software takes its time
  const each = hex === null ? undefined : sky.aircraft.get(hex);
  announced.textContent = each ? `${printable(each.flight?.trim() || each.hex)} chosen; what is known of it stands above the list` : "";
  if (each?.lat !== undefined && each.lon !== undefined && !map.getBounds().contains([each.lon, each.lat])) map.panTo([each.lon, each.lat], { animate: false });
}

function writeCard(): void {
  const card = found<HTMLElement>("live-card");
  const each = chosen === null ? undefined : sky.aircraft.get(chosen);
  card.hidden = chosen === null;
  if (chosen === null) return;
  const close = card.querySelector("button") ?? element("button", { type: "button", class: "plain" }, "close");
  close.onclick = () => choose(null);
  const title = card.querySelector("h2") ?? element("h2", {}, element("span"), close);
  const name = title.firstElementChild;
  const shown = printable(each?.flight?.trim() || chosen);
  if (name && name.textContent !== shown) name.textContent = shown;
  const facts = element("dl");
  const say_ = (word: string, value: string | undefined) => {
    if (value) facts.append(element("dt", {}, word), element("dd", {}, value));
  };
  if (each) {
    say_("Registration", each.r);
    say_("Type", [each.t, each.desc].filter(Boolean).join(", "));
    say_("Operator", each.ownOp ?? (each.owner_withheld ? "not kept: may be a person" : undefined));
    say_("Military", (each.dbFlags ?? 0) & MILITARY ? "by some source" : undefined);
    say_("Not from a feed", notFromFeed(each));
    say_("Height", each.alt_baro === "ground" ? "on the ground, it says" : each.alt_baro === undefined ? undefined : `${whole(each.alt_baro)} ft`);
    say_("Speed", each.gs === undefined ? undefined : `${whole(each.gs)} kt${each.track === undefined ? "" : `, track ${whole(each.track)}°`}`);
    say_("Climb", each.baro_rate ? `${whole(each.baro_rate)} ft/min` : undefined);
    say_("Squawk", each.squawk);
    say_("Emergency", each.emergency === "none" ? undefined : each.emergency);
    say_("Position", each.lat === undefined || each.lon === undefined ? "none received" : `${each.lat.toFixed(4)}, ${each.lon.toFixed(4)}; received ${shownText(rfc3339(each.placedAt), "second")}`);
    say_("Integrity", each.integrity?.replace("_", " ") ?? "not judged yet");
    say_("Heard by", each.receivers?.join(", "));
  } else say_("Now", "not heard any more");
  const old = card.querySelector("dl");
  if (old) old.replaceWith(facts);
  else {
    const link = element("a", { href: `/aircraft/${encodeURIComponent(chosen)}` }, "its flights, trace and identity");
    card.replaceChildren(title, facts, element("p", {}, link));
  }
  const link = card.querySelector("a");
  if (link) {
    link.href = `/aircraft/${encodeURIComponent(chosen)}`;
    link.hidden = chosen.startsWith("withheld");
  }
}

/** What an aircraft is called here that no feed said: other sources of this workspace do. */
function notFromFeed({ filled = [] }: Held): string | undefined {
  const words: Record<string, string> = { r: "registration", t: "type", ownOp: "operator", dbFlags: "military" };
  return filled.length ? `${filled.map((key) => words[key] ?? key).join(", ")}; its page names who says so` : undefined;
}

function whole(value: number | undefined): string {
  return value === undefined ? "" : Math.round(value).toLocaleString("en");
}

function count(n: number): string {
  return n.toLocaleString("en");
}
