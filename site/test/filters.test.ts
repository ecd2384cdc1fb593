import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, type Filter } from "../src/live/filters";

const all: Filter = { q: null, type: null, operator: null, military: null, near: null };
const tanker = { hex: "a1b2c3", flight: "TANK70 ", seen: 1, t: "S2T", desc: "Grumman", r: "N4321Q", ownOp: "Fire Service", dbFlags: 1, lat: 40, lon: 30 };
const unknown = { hex: "~b00001", seen: 1 };

test("each filter alone chooses, and those that are not said choose all", () => {
  assert.ok(fits(all, tanker) && fits(all, unknown));
  for (const [filter, which] of [[{ q: "tank" }, tanker], [{ q: "4321" }, tanker], [{ type: "grum" }, tanker], [{ operator: "fire" }, tanker], [{ military: true }, tanker], [{ military: false }, unknown]] as const) {
    assert.deepEqual([fits({ ...all, ...filter }, tanker), fits({ ...all, ...filter }, unknown)], [which === tanker, which === unknown], JSON.stringify(filter));
  }
});

test("near is measured on the globe, and who has no position is not near", () => {
  const near = (withinNm: number) => ({ ...all, near: { lat: 41, lon: 30, withinNm } });
  assert.ok(fits(near(60.1), tanker)); // a degree of latitude is 60 NM
  assert.ok(!fits(near(59.9), tanker));
  assert.ok(!fits(near(250), unknown));
});
