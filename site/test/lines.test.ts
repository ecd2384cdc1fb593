import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, type Point } from "../src/trace/lines";

const point = (seconds: number, more: Partial<Point> = {}): Point => ({
  at: new Date(Date.UTC(2026, 0, 2, 3, 0, seconds)).toISOString(), lat_deg: 40, lon_deg: 30 + seconds / 1000,
  altitude_ft: 5000, on_ground: false, integrity: "ok", estimated: false, sha256: "ab", row: seconds, ...more,
});
const drawn = (points: Point[]) =>
  lines(points).features.filter((each) => each.geometry.type === "LineString").map((each) => [each.properties?.ft, each.properties?.believed, (each.geometry as GeoJSON.LineString).coordinates.length]);

test("one height is one line, and a climb is joined end to end", () => {
  assert.deepEqual(drawn([point(0), point(10), point(20)]), [[5000, true, 3]]);
  assert.deepEqual(drawn([point(0), point(10), point(20, { altitude_ft: 7100 }), point(30, { altitude_ft: 7100 })]), [[5000, true, 2], [7000, true, 3]]);
});

test("no line is drawn over a silence, nor from a position that is believed to one that is not", () => {
  assert.deepEqual(drawn([point(0), point(10), point(400), point(410)]), [[5000, true, 2], [5000, true, 2]]);
  assert.deepEqual(drawn([point(0), point(10), point(20, { integrity: "spoof_suspect" }), point(30, { integrity: "spoof_suspect" })]), [[5000, true, 2], [5000, false, 2]]);
});

test("what has no position is no point, what has no height says so", () => {
  const found = lines([point(0, { lat_deg: null, lon_deg: null }), point(10, { altitude_ft: null })]).features;
  assert.deepEqual(found.map((each) => [each.geometry.type, each.properties?.ft]), [["Point", null]]);
});
