import assert from "node:assert/strict";
import { test } from "node:test";
import { BREAK_S, STEP_S, TRAIL_S, Trails } from "../src/live/trails";

const drawn = (trails: Trails, now: { at: number; spot: [number, number]; believed: boolean } | null = null) =>
  trails.lines("a", now).features.map((each) => [each.properties?.believed, each.geometry.coordinates.length]);

test("a trail is what was received, up to where it is now", () => {
  const trails = new Trails();
  for (let n = 0; n < 5; n++) trails.note("a", n * STEP_S, 30 + n / 100, 40, true);
  assert.deepEqual(drawn(trails), [[true, 5]]);
  assert.deepEqual(drawn(trails, { at: 4 * STEP_S + 1, spot: [30.041, 40], believed: true }), [[true, 6]]);
  assert.deepEqual(trails.lines("b", null).features, []);
});

test("it breaks where nothing was received, and at the antimeridian", () => {
  const trails = new Trails();
  for (const [at, lon] of [[0, 179.8], [10, 179.9], [10 + BREAK_S + 1, 179.95], [40 + BREAK_S, -179.9], [50 + BREAK_S, -179.8]] as const) trails.note("a", at, lon, 40, true);
  assert.deepEqual(drawn(trails), [[true, 2], [true, 2]]);
});

test("what is not believed is a line of its own", () => {
  const trails = new Trails();
  for (const [n, believed] of [true, true, false, true, true].entries()) trails.note("a", n * STEP_S, 30 + n, 40, believed);
  assert.deepEqual(drawn(trails), [[true, 2], [false, 3], [true, 2]]);
});

test("it stays short, and is forgotten", () => {
  const trails = new Trails();
  for (let at = 0; at < 3 * TRAIL_S; at++) trails.note("a", at, 30 + at / 1e5, 40, true);
  assert.ok((drawn(trails)[0]?.[1] as number) <= TRAIL_S / STEP_S + 2);
  trails.note("b", 0, 1, 1, true);
  trails.keep(new Set(["b"]));
  assert.deepEqual(drawn(trails), []);
  trails.forget("b");
  assert.deepEqual(trails.lines("b", null).features, []);
});
