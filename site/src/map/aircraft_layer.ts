/** Aircraft as one layer: one shape, drawn as often as there are aircraft, in one call.
 *
 * The layer is a picture of its own above the map, so that aircraft move without the map being drawn anew: that
 * would cost most of an update where no card helps. Positions are kept on the globe's Mercator square as 64-bit
 * numbers and handed on relative to the middle of the map, so that 32 bits are enough at every zoom.
 */

import { MercatorCoordinate } from "maplibre-gl";
import type { Map as GlMap } from "maplibre-gl";

/** What the layer draws of an aircraft. */
export interface Drawn {
  readonly hex: string;
  readonly lat: number;
  readonly lon: number;
  /** Degrees; null draws a dot, for no direction is known. */
  readonly track: number | null;
  readonly colour: readonly [number, number, number];
  /** 1 is as ever; less is fainter. */
  readonly strength: number;
  readonly chosen: boolean;
}

/** Numbers for each aircraft: x, y, angle (9 for a dot), red, green, blue, strength, size. */
const N_VALUES = 8;
/** Half the length of an arrow in pixels. */
const SIZE = 9;
/** An arrow is narrower than it is long; what is not drawn costs nothing. */
const WIDE = 0.85;
/** From so many aircraft on, far out, they are drawn smaller: else they hide each other and the map. */
const CROWD = 2000;

const VERTEX = `#version 300 es
in vec2 corner; in vec2 place; in float angle; in vec4 paint; in float size;
uniform vec2 scale; uniform vec2 middle; uniform vec2 pixel; uniform float shrink;
out vec2 at; out vec4 ink; flat out float kind;
void main() {
  float round_ = step(8.0, angle);
  float turn = round_ > 0.5 ? 0.0 : angle;
  vec2 turned = vec2(corner.x * cos(turn) - corner.y * sin(turn), corner.x * sin(turn) + corner.y * cos(turn));
  gl_Position = vec4((place - middle) * scale + turned * size * shrink * vec2(1.0, -1.0) * pixel, 0.0, 1.0);
  at = corner; ink = paint; kind = round_;
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
in vec2 at; in vec4 ink; flat in float kind; uniform vec3 halo; out vec4 colour;
void main() {
  float x = abs(at.x);
  // Distance to the arrow's side and to its notched base; the numbers are unit normals.
  float side = 0.3196 - 0.9377 * x + 0.3474 * at.y, base = 0.3132 + 0.4930 * x - 0.8700 * at.y;
  float d = kind > 0.5 ? 0.42 - length(at) : min(side, base);
  float alpha = smoothstep(-0.18, -0.1, d) * ink.a;
  colour = vec4(mix(halo, ink.rgb, smoothstep(0.0, 0.1, d)) * alpha, alpha);
}`;

/** The layer; `show` replaces what is drawn. */
export class AircraftLayer {
  halo: readonly [number, number, number] = [1, 1, 1];
  private drawn: readonly Drawn[] = [];
  private squares = new Float64Array(0);
  private values = new Float32Array(0);
  private map: GlMap | undefined;
  private readonly canvas = document.createElement("canvas");
  private gl: WebGL2RenderingContext | undefined;
  private program: WebGLProgram | undefined;
  private buffer: WebGLBuffer | undefined;
  private vertices: WebGLVertexArrayObject | undefined;
  private origin: readonly [number, number] = [0, 0];
  private stale = true;
  private moved = false;

  /** Draws these, and none besides. */
  show(drawn: readonly Drawn[]): void {
    this.drawn = drawn;
    if (this.squares.length < drawn.length * 2) {
      this.squares = new Float64Array(drawn.length * 3);
      this.values = new Float32Array(drawn.length * 1.5 * N_VALUES);
    }
    for (const [n, each] of drawn.entries()) {
      this.squares[2 * n] = (180 + each.lon) / 360;
      this.squares[2 * n + 1] = (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (each.lat * Math.PI) / 360))) / 360;
    }
    this.stale = true;
    this.draw();
  }

  /** Gives the aircraft nearest to a point of the map, if one is within reach (pixels). */
  at(x: number, y: number, reach = 16): Drawn | null {
    const map = this.map;
    if (!map) return null;
    const middle = MercatorCoordinate.fromLngLat(map.unproject([x, y]));
    const scale = 512 * 2 ** map.getZoom();
    let [nearest, best]: [Drawn | null, number] = [null, reach * reach];
    for (const [n, each] of this.drawn.entries()) {
      let dx = (this.squares[2 * n] ?? 0) - middle.x;
      dx = (dx - Math.round(dx)) * scale;
      const dy = ((this.squares[2 * n + 1] ?? 0) - middle.y) * scale;
      const away = dx * dx + dy * dy;
      if (away < best) [nearest, best] = [each, away];
    }
    return nearest;
  }

  /** Lays it above a map, and keeps it there as the map moves. */
  addTo(map: GlMap): void {
    const gl = this.canvas.getContext("webgl2", { antialias: false, depth: false });
    if (!gl) return;
    this.canvas.className = "aircraft-layer";
    this.canvas.setAttribute("aria-hidden", "true");
    map.getCanvas().after(this.canvas);
    this.map = map;
    this.gl = gl;
    this.prepare(gl);
    this.canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    this.canvas.addEventListener("webglcontextrestored", () => {
      this.prepare(gl);
      this.draw();
    });
    map.on("move", () => {
      this.moved = true;
    });
    map.on("render", () => {
      if (this.moved) this.draw(); // in the frame in which the map below it moved
    });
    map.on("resize", () => this.draw());
  }

  private prepare(gl: WebGL2RenderingContext): void {
    this.program = linked(gl);
    this.vertices = gl.createVertexArray() ?? undefined;
    this.buffer = gl.createBuffer() ?? undefined;
    gl.bindVertexArray(this.vertices ?? null);
    const corners = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-WIDE, -1, WIDE, -1, -WIDE, 1, WIDE, 1]), gl.STATIC_DRAW);
    this.pointTo("corner", 2, 0, 0, 0);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer ?? null);
    const stride = N_VALUES * 4;
    this.pointTo("place", 2, stride, 0, 1);
    this.pointTo("angle", 1, stride, 8, 1);
    this.pointTo("paint", 4, stride, 12, 1);
    this.pointTo("size", 1, stride, 28, 1);
    gl.bindVertexArray(null);
    this.stale = true;
  }

  private draw(): void {
    this.moved = false;
    const { map, program, gl, canvas } = this;
    if (!map || !program || !gl || gl.isContextLost()) return;
    const below = map.getCanvas();
    if (canvas.width !== below.width || canvas.height !== below.height) [canvas.width, canvas.height] = [below.width, below.height];
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (this.drawn.length === 0) return;
    this.fill(map);
    gl.useProgram(program);
    gl.bindVertexArray(this.vertices ?? null);
    const [wide, high] = [below.clientWidth || 1, below.clientHeight || 1];
    const world = 512 * 2 ** map.getZoom();
    gl.uniform2f(gl.getUniformLocation(program, "scale"), (2 * world) / wide, (-2 * world) / high);
    gl.uniform2f(gl.getUniformLocation(program, "pixel"), 2 / wide, 2 / high);
    gl.uniform3f(gl.getUniformLocation(program, "halo"), ...this.halo);
    const far = Math.min(1, Math.max(0.6, 0.5 + map.getZoom() / 14));
    gl.uniform1f(gl.getUniformLocation(program, "shrink"), this.drawn.length > CROWD ? far * 0.8 : far);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const { lng, lat } = map.getCenter();
    const middle = MercatorCoordinate.fromLngLat([lng, lat]);
    const west = Math.floor(map.getBounds().getWest() / 360 + 0.5);
    const east = Math.floor(map.getBounds().getEast() / 360 + 0.5);
    for (let copy = west; copy <= east; copy++) {
      gl.uniform2f(gl.getUniformLocation(program, "middle"), middle.x - this.origin[0] - copy, middle.y - this.origin[1]);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.drawn.length);
    }
    gl.bindVertexArray(null);
  }

  /** Writes what the card needs, relative to the middle of the map; only when something changed. */
  private fill(map: GlMap): void {
    const gl = this.gl;
    if (!gl) return;
    const { lng, lat } = map.getCenter();
    const middle = MercatorCoordinate.fromLngLat([lng, lat]);
    const far = Math.hypot(middle.x - this.origin[0], middle.y - this.origin[1]) * 2 ** map.getZoom() > 8;
    if (!this.stale && !far) return;
    this.origin = [middle.x, middle.y];
    const { values, squares } = this;
    let at = 0;
    for (const [n, each] of this.drawn.entries()) {
      values[at++] = (squares[2 * n] ?? 0) - middle.x;
      values[at++] = (squares[2 * n + 1] ?? 0) - middle.y;
      values[at++] = each.track === null ? 9 : (each.track * Math.PI) / 180;
      values[at++] = each.colour[0];
      values[at++] = each.colour[1];
      values[at++] = each.colour[2];
      values[at++] = each.strength;
      values[at++] = each.chosen ? SIZE * 1.6 : SIZE;
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer ?? null);
    gl.bufferData(gl.ARRAY_BUFFER, values.subarray(0, at), gl.DYNAMIC_DRAW);
    this.stale = false;
  }

  private pointTo(name: string, size: number, stride: number, offset: number, divisor: number): void {
    const gl = this.gl;
    if (!gl || !this.program) return;
    const place = gl.getAttribLocation(this.program, name);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, size, gl.FLOAT, false, stride, offset);
    gl.vertexAttribDivisor(place, divisor);
  }
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error("the card takes no shader");
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "no program");
  return program;
}

/** Reads a colour of the style sheet as numbers from 0 to 1. */
export function numbers(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
