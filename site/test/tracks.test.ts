import assert from "node:assert/strict";
import { test } from "node:test";
import { GONE_AFTER_S, placedAt, type Track } from "../src/playback/tracks";

const track = (t_s: number[], lon_deg: number[]): Track => ({
  airframe: "a1b2c3", icao24: "a1b2c3", callsign: null, registration: null, type_designator: null, military: null,
  t_s, lat_deg: t_s.map(() => 40), lon_deg, altitude_ft: t_s.map(() => 1000), track_deg: t_s.map(() => null), on_ground: t_s.map(() => false),
});

test("between two positions close in time it glides, between others it stays where it was received", () => {
  const near = track([0, 30], [30, 31]);
  assert.equal(placedAt(near, 15)?.lon, 30.5);
  const far = track([0, 300], [30, 31]);
  assert.equal(placedAt(far, 150)?.lon, 30);
  assert.equal(placedAt(far, 150)?.ageS, 150);
});

test("it is not there before it was received, nor long after", () => {
  const one = track([100], [30]);
  assert.equal(placedAt(one, 99), null);
  assert.equal(placedAt(one, 100)?.ageS, 0);
  assert.notEqual(placedAt(one, 100 + GONE_AFTER_S), null);
  assert.equal(placedAt(one, 101 + GONE_AFTER_S), null);
});

test("nobody glides around the world the wrong way", () => {
  assert.equal(placedAt(track([0, 30], [179.9, -179.9]), 15)?.lon, 179.9);
});
