/** Elements made from values: text is always text, never markup, whatever a transponder sends. */

/** Makes an element; strings among its children become text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.map((child) => (typeof child === "string" ? printable(child) : child)));
  return made;
}

/** Gives a text without control and direction characters, which could reorder what stands beside it. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, "?");
}

/** Says at the top of the page that what it shows is simulated, where the server did not say so yet. */
export function showBanner(): void {
  if (document.querySelector("body > .banner")) return;
  document.querySelector(".skip")?.after(element("p", { class: "banner", role: "note" }, document.body.dataset.banner ?? "SIMULATED"));
}

/** Gives an element that the template holds. */
export function found<T extends Element>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page lacks #${id}`);
  return element as unknown as T;
}
