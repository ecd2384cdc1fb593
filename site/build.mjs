// Builds the site's scripts, style of the map and base map into the Python package, which serves them.
import { build } from "esbuild";
import { cp, mkdir, rm } from "node:fs/promises";
import { writeBasemap } from "./basemap/build.mjs";

const OUT = new URL("../src/wheelsdown/faces/web/static/", import.meta.url).pathname;
const HERE = new URL("./", import.meta.url).pathname;

await rm(OUT, { recursive: true, force: true });
await mkdir(`${OUT}basemap`, { recursive: true });
const blocks = await writeBasemap(`${OUT}basemap/`);
await build({
  absWorkingDir: HERE,
  define: { __LAND_BLOCKS__: JSON.stringify(blocks) },
  entryPoints: ["page", "live", "aircraft", "playback", "board", "story"].map((name) => `src/${name}.ts`),
  outdir: OUT,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  chunkNames: "shared-[hash]",
  legalComments: "eof",
  logLevel: "warning",
});
await build({
  absWorkingDir: HERE,
  entryPoints: { map: "src/map.css" },
  outdir: OUT,
  bundle: true,
  minify: true,
  logLevel: "warning",
});
await cp(`${HERE}node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs`, `${OUT}maplibre-gl-worker.mjs`);
