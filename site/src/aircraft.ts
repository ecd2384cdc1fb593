/** The trace of one flight on a map, coloured by height or by integrity; nothing is drawn where nothing was received. */

import { LngLatBounds } from "maplibre-gl";
import type { ExpressionSpecification, GeoJSONSource, Map as GlMap } from "maplibre-gl";
import { said, say } from "./address";
import { element, found } from "./html";
import { colour, isDrawable, makeMap, whenRepainted } from "./map/basemap";
import { lines, type Point } from "./trace/lines";
import { shownText } from "./times";

/** Colours of heights in feet: warm near the ground, cold high up; readable on light and dark land. */
const HEIGHTS: readonly (readonly [number, string])[] = [[0, "#a6511b"], [5000, "#d0821c"], [12500, "#6f9a2f"], [25000, "#1f8f9c"], [37500, "#4a5fd0"], [45000, "#8a3fb5"]];
const INTEGRITIES = [["ok", "bar"], ["degraded", "bounded"], ["jammed", "inferred"], ["spoof_suspect", "doubt"]] as const;
const UNKNOWN = "#85857e";
/** Points of one answer: a long flight at full rate has fewer. */
const MOST_POINTS = 20_000;

interface Answer {
  readonly items: readonly Point[];
  readonly n_rows?: number;
  readonly next: string | null;
  readonly missing: readonly string[];
  readonly detail?: string;
}

const box = document.getElementById("map");
if (box && isDrawable(box)) begin(box);

function begin(box: HTMLElement): void {
  const map = makeMap(box, { lat: 45, lon: 20, zoom: 3 });
  const legs = found<HTMLSelectElement>("trace-leg");
  found<HTMLElement>("trace-tools").hidden = false;
  const asked = said("leg");
  if (asked && [...legs.options].some((each) => each.value === asked)) legs.value = asked;
  const chosen = document.querySelector<HTMLInputElement>(`input[name=colour][value="${said("colour") === "integrity" ? "integrity" : "height"}"]`);
  if (chosen) chosen.checked = true;
  const load = () => void show(map, box.dataset.airframe ?? "", legs.selectedOptions[0]);
  legs.addEventListener("change", () => {
    say({ leg: legs.value, lat: null, lon: null, z: null });
    load();
  });
  for (const each of document.querySelectorAll<HTMLInputElement>("input[name=colour]")) {
    each.addEventListener("change", () => {
      say({ colour: each.value === "height" ? null : each.value });
      paint(map);
    });
  }
  map.once("load", () => {
    addLayers(map);
    load();
  });
  whenRepainted(() => paint(map));
}

function addLayers(map: GlMap): void {
  map.addSource("trace", { type: "geojson", data: { type: "FeatureCollection", features: [] }, tolerance: 0.2 });
  const round = { "line-cap": "round", "line-join": "round" } as const;
  map.addLayer({ id: "trace-doubted", type: "line", source: "trace", filter: ["!", ["get", "believed"]], paint: { "line-width": 2, "line-dasharray": [1, 2] } });
  map.addLayer({ id: "trace", type: "line", source: "trace", filter: ["get", "believed"], layout: round, paint: { "line-width": 2.5 } });
  map.addLayer({ id: "trace-points", type: "circle", source: "trace", filter: ["==", ["geometry-type"], "Point"], minzoom: 8, paint: { "circle-radius": 3, "circle-stroke-width": 0 } });
  map.on("click", "trace-points", (event) => {
    const hit = event.features?.[0]?.properties;
    if (hit) state(`${shownText(String(hit.at), "day second")}: ${hit.ft === undefined || hit.ft === "null" ? "height unknown" : `${hit.ft} ft`}, integrity ${String(hit.integrity).replace("_", " ")}; row ${hit.row} of raw file ${String(hit.sha256).slice(0, 8)}`);
  });
  paint(map);
}

/** Loads one flight's points and draws them. */
async function show(map: GlMap, airframe: string, leg: HTMLOptionElement | undefined): Promise<void> {
  if (!leg) return;
  const { since = "", until = "" } = leg.dataset;
  state("Reading the trace back from the raw files ...");
  const end = new Date(new Date(until).getTime() + 1000).toISOString();
  const query = new URLSearchParams({ icao24: airframe, since, until: end, limit: String(MOST_POINTS), format: "json" });
  let answer: Answer;
  try {
    const sent = await fetch(`/api/v1/trace?${query}`);
    answer = (await sent.json()) as Answer;
    if (!sent.ok) throw new Error(answer.detail ?? sent.statusText);
  } catch (error) {
    state(`The trace cannot be shown: ${error instanceof Error ? error.message : "no answer"}`);
    return;
  }
  const drawn = lines(answer.items);
  map.getSource<GeoJSONSource>("trace")?.setData(drawn);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-trace]")) {
    link.search = new URLSearchParams({ ...Object.fromEntries(query), format: link.dataset.trace ?? "json" }).toString();
  }
  const n = answer.items.length;
  const placed = answer.items.filter((each) => each.lat_deg !== null);
  const doubted = answer.items.filter((each) => each.integrity !== "ok").length;
  const words = [`${n.toLocaleString("en")} points from ${shownText(since, "day minute")} to ${shownText(until, "day minute")}`];
  if (answer.next) words.push(`more than ${MOST_POINTS.toLocaleString("en")}: the rest is in the download`);
  words.push(doubted ? `${doubted.toLocaleString("en")} of them with a doubt` : "none with a doubt");
  if (placed.length < n) words.push(`${(n - placed.length).toLocaleString("en")} without a position`);
  state(`${words.join("; ")}. The line breaks where nothing was received for five minutes.`);
  if (said("lat") === null && placed.length) {
    const bounds = placed.reduce((all, each) => all.extend([each.lon_deg ?? 0, each.lat_deg ?? 0]), new LngLatBounds());
    map.fitBounds(bounds, { padding: 40, maxZoom: 12, animate: false });
  }
}

/** Colours the lines, and says what the colours mean. */
function paint(map: GlMap): void {
  const byHeight = document.querySelector<HTMLInputElement>("input[name=colour]:checked")?.value !== "integrity";
  const heights = HEIGHTS.flatMap(([ft, ink]) => [ft, ink]);
  const inks = INTEGRITIES.flatMap(([word, name]) => [word, colour(name)]);
  const expression = (byHeight
    ? ["case", ["==", ["get", "ft"], null], UNKNOWN, ["interpolate", ["linear"], ["get", "ft"], ...heights]]
    : ["match", ["get", "integrity"], ...inks, UNKNOWN]) as ExpressionSpecification;
  if (map.getLayer("trace")) {
    map.setPaintProperty("trace", "line-color", expression);
    map.setPaintProperty("trace-doubted", "line-color", expression);
    map.setPaintProperty("trace-points", "circle-color", expression);
  }
  const entries = byHeight
    ? [...HEIGHTS.map(([ft, ink]) => [ft ? `${ft.toLocaleString("en")} ft` : "ground", ink] as const), ["unknown", UNKNOWN] as const]
    : INTEGRITIES.map(([word, name]) => [word.replace("_", " "), colour(name)] as const);
  found("trace-legend").replaceChildren(...entries.map(([words, ink]) => element("span", {}, swatch(ink), ` ${words}`)), element("span", {}, "dashed: not believed"));
}

function swatch(ink: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const [picture, bar] = [document.createElementNS(space, "svg"), document.createElementNS(space, "rect")];
  for (const [name, value] of [["width", "14"], ["height", "8"], ["aria-hidden", "true"]] as const) picture.setAttribute(name, value);
  for (const [name, value] of [["width", "14"], ["height", "8"], ["fill", ink]] as const) bar.setAttribute(name, value);
  picture.append(bar);
  return picture;
}

function state(words: string): void {
  found("trace-state").textContent = words;
}
