import assert from "node:assert/strict";
import { test } from "node:test";
import { printable } from "../src/html";

test("control and direction characters, which could reorder a line, are shown as what they are not", () => {
  assert.equal(printable("A\u202eB\u0007C\u2028D"), "A?B?C?D");
  assert.equal(printable("Хмеймим <b>"), "Хмеймим <b>");
});
