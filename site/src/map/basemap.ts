/** The map below everything: our own land, borders, lakes, cities, aerodromes and runways, in light or dark. */

import { AttributionControl, Map as GlMap, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource, StyleSpecification } from "maplibre-gl";
import { saidNumber, say } from "../address";
import { element } from "../html";
import { FINE_FROM, loadFine } from "./fine";

setWorkerUrl(new URL("maplibre-gl-worker.mjs", import.meta.url).href);

const LABEL_FONT = ["system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif"];

const RUNWAYS_FROM = 8;

/** Where a map looks at first. */
export interface Look {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
}

/** Gives a colour of the page's own style sheet. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Tells whether a map can be drawn; where none can, the page says so in words and stays as the server wrote it. */
export function isDrawable(box: HTMLElement): boolean {
  if (document.createElement("canvas").getContext("webgl2")) return true;
  const words = "No map: this browser draws none (WebGL 2 is off or missing). What it would show stands in the lists on this page; reload it for news.";
  box.replaceWith(element("p", { class: "note", role: "status" }, words));
  return false;
}

/** Makes a map in an element of the template; the address says where it looks, else the caller. */
export function makeMap(box: HTMLElement, first: Look): GlMap {
  const map = new GlMap({
    container: box,
    style: style(box.dataset.tiles ?? ""),
    center: [saidNumber("lon") ?? first.lon, saidNumber("lat") ?? first.lat],
    zoom: saidNumber("z") ?? first.zoom,
    maxZoom: 16,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: true,
    fadeDuration: 0,
    cooperativeGestures: box.classList.contains("inset"),
    canvasContextAttributes: { antialias: false },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "nautical" }), "bottom-left");
  map.addControl(new AttributionControl({ compact: true, customAttribution: "Natural Earth, OurAirports" }));
  map.getCanvas().setAttribute("aria-label", box.dataset.label ?? "Map");
  map.on("moveend", () => rememberLook(map));
  map.on("error", () => sayIncomplete(box));
  map.once("load", () => fillIn(map));
  whenRepainted(() => repaint(map));
  return map;
}

/** Says once, in words, that something of the map could not be had. */
function sayIncomplete(box: HTMLElement): void {
  if (box.parentElement?.querySelector(".incomplete")) return;
  const words = "Part of the map could not be loaded; reload the page to try again. The lists are whole.";
  box.after(element("p", { class: "note incomplete", role: "status" }, words));
}

/** Calls back when the reader changed between light and dark. */
export function whenRepainted(then: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", then);
}

function rememberLook(map: GlMap): void {
  const { lat, lng } = map.getCenter();
  say({ lat: lat.toFixed(3), lon: lng.toFixed(3), z: map.getZoom().toFixed(1) });
}

const NOTHING: GeoJSON.FeatureCollection = { type: "FeatureCollection", features: [] };
const file = (name: string) => new URL(`basemap/${name}.json`, import.meta.url).href;

function style(tiles: string): StyleSpecification {
  const geojson = (data: string | GeoJSON.FeatureCollection, more: object = {}) => ({ type: "geojson" as const, data, ...more });
  const spec: StyleSpecification = {
    version: 8,
    sources: {
      land: geojson(file("land")),
      borders: geojson(file("borders")),
      fineLand: geojson(NOTHING),
      fineBorders: geojson(NOTHING),
      lakes: geojson(NOTHING),
      cities: geojson(NOTHING),
      aerodromes: geojson(NOTHING),
      runways: geojson(NOTHING, { maxzoom: 14 }),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", maxzoom: 24, paint: { "fill-color": colour("land"), "fill-antialias": false } },
      { id: "fine-land", type: "fill", source: "fineLand", minzoom: FINE_FROM, paint: { "fill-color": colour("land"), "fill-antialias": false } },
      { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": colour("lake") } },
      ...borders("borders", 0, FINE_FROM),
      ...borders("fineBorders", FINE_FROM, 24),
      { id: "runways", type: "line", source: "runways", minzoom: RUNWAYS_FROM, paint: { "line-color": colour("runway"), "line-width": ["interpolate", ["exponential", 2], ["zoom"], 8, 1, 16, 12] } },
      {
        id: "aerodromes", type: "circle", source: "aerodromes",
        filter: ["<=", ["get", "rank"], ["step", ["zoom"], 0, 4.5, 1, 6.5, 2]],
        paint: {
          "circle-radius": ["match", ["get", "rank"], 0, 4, 2.5], "circle-color": colour("land"),
          "circle-stroke-color": colour("field"), "circle-stroke-width": ["match", ["get", "rank"], 0, 2, 1],
        },
      },
      {
        id: "aerodrome-names", type: "symbol", source: "aerodromes",
        filter: ["<=", ["get", "rank"], ["step", ["zoom"], 0, 6, 1, 8, 2]],
        layout: {
          "text-field": ["step", ["zoom"], ["get", "id"], 8, ["concat", ["get", "id"], "\n", ["get", "name"]]],
          "text-font": LABEL_FONT, "text-size": 11, "text-anchor": "top", "text-offset": [0, 0.5],
          "symbol-sort-key": ["get", "rank"], "text-max-width": 9,
        },
        paint: { "text-color": colour("field"), "text-halo-color": colour("land"), "text-halo-width": 1.2 },
      },
      {
        id: "city-names", type: "symbol", source: "cities", minzoom: 2.5,
        layout: { "text-field": ["get", "name"], "text-font": LABEL_FONT, "text-size": 12, "text-padding": 8 },
        paint: { "text-color": colour("label"), "text-halo-color": colour("land"), "text-halo-width": 1.2 },
      },
    ],
  };
  if (tiles) withTiles(spec, tiles);
  return spec;
}

/** Solid where nobody disputes a border, dashed where somebody does. */
function borders(source: string, minzoom: number, maxzoom: number): StyleSpecification["layers"] {
  const paint = { "line-color": colour("border"), "line-width": 0.8 };
  return [
    { id: `${source}-agreed`, type: "line", source, minzoom, maxzoom, filter: ["!", ["get", "disputed"]], paint },
    { id: `${source}-disputed`, type: "line", source, minzoom, maxzoom, filter: ["get", "disputed"], paint: { ...paint, "line-dasharray": [3, 3] } },
  ];
}

/** Puts the user's own tiles in place of land, lakes and borders. */
function withTiles(spec: StyleSpecification, tiles: string): void {
  spec.sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
  const ours = /^(land|fine-land|lakes|city-names|borders-|fineBorders-)/;
  spec.layers = spec.layers.filter((layer) => !ours.test(layer.id));
  spec.layers.splice(1, 0, { id: "tiles", type: "raster", source: "tiles" });
}

/** Loads what the first picture can do without, when it is drawn; the finest only for who looks closely. */
function fillIn(map: GlMap): void {
  const load = (source: string, url: string) => {
    map.getSource<GeoJSONSource>(source)?.setData(url);
  };
  load("lakes", file("lakes"));
  load("cities", file("cities"));
  load("aerodromes", "/map/aerodromes.json");
  let hasRunways = false;
  const closer = () => {
    if (!hasRunways && map.getZoom() >= RUNWAYS_FROM) {
      hasRunways = true;
      load("runways", "/map/runways.json");
    }
  };
  map.on("zoomend", closer);
  closer();
  if (map.getLayer("fine-land")) loadFine(map);
}

/** Colours the map anew when the reader changes between light and dark. */
function repaint(map: GlMap): void {
  const fresh = style("");
  for (const layer of fresh.layers) {
    if (!map.getLayer(layer.id)) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, name as never, value as never);
    }
  }
}
