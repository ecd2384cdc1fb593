import assert from "node:assert/strict";
import { test } from "node:test";
import { paced } from "../src/renew";

test("a part is renewed at once, then not again before its time, and never twice at once", async () => {
  const waits: (() => void)[] = [];
  const ends: (() => void)[] = [];
  let n = 0;
  const told = paced(5000, () => { n++; return new Promise((end) => ends.push(end)); }, (then, ms) => { assert.equal(ms, 5000); waits.push(then); });
  told(); told(); told();
  assert.equal(n, 1);
  ends.shift()?.();
  await new Promise((next) => setImmediate(next));
  assert.equal(n, 1); // its time has not come
  waits.shift()?.();
  assert.equal(n, 2); // what was told meanwhile
  ends.shift()?.();
  await new Promise((next) => setImmediate(next));
  waits.shift()?.();
  assert.equal(n, 2); // nothing was told since
  told();
  assert.equal(n, 3);
});
