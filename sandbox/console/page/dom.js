// Building elements without HTML strings: nothing that a bot sends can become markup.

/** Make an element. Props: class, on… (listeners), vars (CSS custom properties), data, anything else an attribute. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "vars") for (const [key, v] of Object.entries(value)) v && element.style.setProperty(key, v);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

export const $ = (selector, root = document) => root.querySelector(selector);

/** A picture from the sprite in index.html; hidden from screen readers, because words stand beside it. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** An image that gives way to the first letter of its name when it cannot be loaded. */
export function avatar(url, name, size = 40) {
  const letter = () => h("span", { class: "avatar letter", "aria-hidden": "true", vars: { "--size": `${size}px`, "--hue": hue(name) } },
    [...(name || "?")][0].toUpperCase());
  if (!url) return letter();
  const picture = h("img", { class: "avatar", src: url, alt: "", width: size, height: size, loading: "lazy", vars: { "--size": `${size}px` } });
  picture.addEventListener("error", () => picture.replaceWith(letter()), { once: true });
  return picture;
}

function hue(text) {
  let sum = 0;
  for (const letter of text || "") sum = (sum * 31 + letter.codePointAt(0)) % 360;
  return String(sum);
}

/** An address that may be followed, or undefined: a bot cannot make us run `javascript:`. */
export const safe = (address) => (/^https?:\/\//i.test(address ?? "") ? address : undefined);

/** Discord's colour number as CSS, or undefined where there is none. */
export const colour = (number) => (number ? `#${number.toString(16).padStart(6, "0")}` : undefined);

/** Say something in passing; read aloud by screen readers. */
export function toast(text, kind = "info") {
  const note = h("p", { class: `toast ${kind}` }, text);
  $("#toasts").append(note);
  setTimeout(() => note.remove(), kind === "bad" ? 9000 : 5000);
}

/** Call `work` once things have been quiet for `delay` milliseconds, but never wait longer than `most`. */
export function settled(work, delay, most = 1000) {
  let timer;
  let since;
  return () => {
    since ??= performance.now();
    clearTimeout(timer);
    const wait = Math.max(0, Math.min(delay, since + most - performance.now()));
    timer = setTimeout(() => { since = undefined; work(); }, wait);
  };
}
