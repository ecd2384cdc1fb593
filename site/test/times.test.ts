import assert from "node:assert/strict";
import { test } from "node:test";
import { localText, rfc3339, utcText } from "../src/times";

test("an instant reads in UTC as the server writes it", () => {
  assert.equal(rfc3339(1_767_323_045.9), "2026-01-02T03:04:05Z");
  assert.equal(utcText("2026-01-02T03:04:05Z", "day second"), "2026-01-02 03:04:05");
  assert.equal(utcText("2026-01-02T03:04:05Z", "minute"), "03:04");
});

test("it reads in the reader's own time, over midnight too; what is no instant stays", () => {
  assert.equal(process.env.TZ, "Asia/Damascus"); // UTC+3; test.mjs sets it
  assert.equal(localText("2026-01-02T22:04:05Z", "day minute"), "2026-01-03 01:04");
  assert.equal(localText("unknown", "day"), "unknown");
});
