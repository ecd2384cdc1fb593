/** The exchange map of a base: where visits came from and went to, as finely as that is known. */

import { LngLatBounds } from "maplibre-gl";
import { found } from "./html";
import { colour, isDrawable, makeMap } from "./map/basemap";

interface Point {
  readonly direction: "from" | "to";
  readonly label: string;
  readonly level: string;
  readonly n: number;
  readonly lat: number;
  readonly lon: number;
}

const box = document.getElementById("map");
if (box && isDrawable(box)) {
  // The map lies below the first view: it is made when the reader comes near it.
  const near = new IntersectionObserver((seen) => {
    if (seen.some((each) => each.isIntersecting)) {
      near.disconnect();
      show(found<HTMLElement>("map"));
    }
  }, { rootMargin: "300px" });
  near.observe(box);
}

function show(box: HTMLElement): void {
  const points = JSON.parse(box.dataset.points ?? "[]") as readonly Point[];
  const [lat, lon] = [Number(box.dataset.lat || "45"), Number(box.dataset.lon || "20")];
  const map = makeMap(box, { lat, lon, zoom: 3 });
  const base = box.dataset.lat ? [feature({ label: box.dataset.name ?? "", level: "base", from: 0, to: 0, lat, lon })] : [];
  const features = [...merged(points).map(feature), ...base];
  map.once("load", () => {
    map.addSource("exchange", { type: "geojson", data: { type: "FeatureCollection", features } });
    const radius: ["*", number, ["sqrt", ["max", ["get", "from"], ["get", "to"]]]] = ["*", 4, ["sqrt", ["max", ["get", "from"], ["get", "to"]]]];
    map.addLayer({
      id: "exchange", type: "circle", source: "exchange",
      paint: {
        "circle-radius": ["match", ["get", "level"], "base", 6, "aerodrome", radius, ["+", 10, radius]],
        "circle-color": ["match", ["get", "level"], "base", colour("plane-mil"), "aerodrome", colour("bar"), "rgba(0,0,0,0)"],
        "circle-opacity": 0.85,
        "circle-stroke-color": ["match", ["get", "level"], "base", colour("halo"), colour("bar")],
        "circle-stroke-width": 2,
      },
    });
    map.addLayer({
      id: "exchange-names", type: "symbol", source: "exchange",
      layout: { "text-field": ["get", "words"], "text-font": ["system-ui, Segoe UI, Roboto, DejaVu Sans, sans-serif"], "text-size": 12, "text-allow-overlap": true, "text-anchor": "top", "text-offset": [0, 1.2] },
      paint: { "text-color": colour("ink"), "text-halo-color": colour("halo"), "text-halo-width": 1.5 },
    });
  });
  if (!new URLSearchParams(location.search).has("lat")) {
    const bounds = features.reduce((all, each) => all.extend(each.geometry.coordinates as [number, number]), new LngLatBounds());
    if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 60, maxZoom: 6, animate: false });
  }
}

interface Both { label: string; level: string; from: number; to: number; lat: number; lon: number }

/** Puts what came from and what went to one place together. */
function merged(points: readonly Point[]): Both[] {
  const found = new Map<string, Both>();
  for (const { label, level, lat, lon, direction, n } of points) {
    const held = found.get(label) ?? { label, level, lat, lon, from: 0, to: 0 };
    held[direction] += n;
    found.set(label, held);
  }
  return [...found.values()];
}

function feature({ label, level, from, to, lat, lon }: Both): GeoJSON.Feature<GeoJSON.Point> {
  const counts = [from ? `from ${from}` : "", to ? `to ${to}` : ""].filter(Boolean).join(", ");
  const words = level === "base" ? label : `${level === "aerodrome" ? "" : "in "}${label}\n${counts}`;
  return { type: "Feature", properties: { level, from, to, words }, geometry: { type: "Point", coordinates: [lon, lat] } };
}
