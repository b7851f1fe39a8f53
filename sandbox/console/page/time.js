// The sandbox's clock as the page knows it, and Discord's <t:…> in the reader's own zone.

let base = Date.now();
let read = performance.now();
let pace = 1;

/** Set from the sandbox: `now` as ISO text, `speed` as sandbox seconds per real second. */
export function setTime({ now, speed }) {
  base = Date.parse(now);
  read = performance.now();
  pace = speed ?? 1;
}

export const speed = () => pace;
export const now = () => new Date(base + (performance.now() - read) * pace);

const options = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" }, S: { dateStyle: "short", timeStyle: "medium" },
};
const formats = new Map(Object.entries(options).map(([key, value]) => [key, new Intl.DateTimeFormat(undefined, value)]));
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

export function format(date, style = "f") {
  if (style !== "R") return (formats.get(style) ?? formats.get("f")).format(date);
  const seconds = Math.round((date - now()) / 1000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** EVE time as pilots write it. */
export const eve = (date) => date.toISOString().slice(11, 16);
export const eveLong = (date) => `${date.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })} ${eve(date)}`;

/** Keep every relative time and the clock in the header right, once a second. */
export function tick(root) {
  const turn = () => {
    for (const element of root.querySelectorAll("time[data-relative]")) {
      const text = format(new Date(element.dateTime), "R");
      if (element.textContent !== text) element.textContent = text;
    }
    const clock = root.querySelector("#clock");
    clock.dateTime = now().toISOString();
    const text = eve(now());
    if (clock.textContent !== text) clock.textContent = text;
  };
  turn();
  setInterval(turn, 1000);
}
