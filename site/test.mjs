// Runs the tests of the logic of the scripts, bundled as the site is: node test.mjs
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HERE = new URL("./", import.meta.url).pathname;
const names = (await readdir(`${HERE}test`)).filter((name) => name.endsWith(".test.ts"));
const folder = await mkdtemp(join(tmpdir(), "site-test-"));
try {
  await build({
    absWorkingDir: HERE,
    entryPoints: names.map((name) => `test/${name}`),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  const files = names.map((name) => join(folder, name.replace(/\.ts$/, ".mjs")));
  const ran = spawnSync(process.execPath, ["--test", "--test-reporter=tap", ...files], { stdio: "inherit", env: { ...process.env, TZ: "Asia/Damascus" } });
  process.exitCode = ran.status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
