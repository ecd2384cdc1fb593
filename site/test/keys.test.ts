import assert from "node:assert/strict";
import { test } from "node:test";
import { stepped } from "../src/keys";

test("arrows go through the hits, back to the field, and no further than the last", () => {
  assert.deepEqual([stepped(-1, 1, 3), stepped(1, 1, 3), stepped(2, 1, 3), stepped(0, -1, 3), stepped(-1, -1, 3)], [0, 2, 2, -1, -1]);
});
