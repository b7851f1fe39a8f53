// Message components, classic and V2, as elements.

import { colour, h, icon, safe } from "./dom.js";
import { markdown } from "./markdown.js";
import { pick, among } from "./picker.js";
import { entities } from "./sources.js";
import { channel, role } from "./state.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
export const SELECT_KIND = { 5: "user", 6: "role", 7: "mentionable", 8: "channel" };

/** Discord's emoji: the character itself, or the name of a custom one. */
export const emojiText = (emoji) => (emoji ? (emoji.id ? `:${emoji.name}:` : emoji.name) : null);

/** Pictures may come from this sandbox or any address of this machine; others the browser refuses. */
const mediaUrl = (media) => media?.proxy_url ?? media?.url;

/**
 * Elements for a list of components. `act(component, values, element)` is called when one is used;
 * `names` maps user ids to names for mentions.
 */
export function drawComponents(list, act, names = {}) {
  return (list ?? []).map((part) => draw(part, act, names)).filter(Boolean);
}

function draw(part, act, names) {
  switch (part.type) {
    case 1: return h("div", { class: "row" }, drawComponents(part.components, act, names));
    case 2: return button(part, act);
    case 3: case 5: case 6: case 7: case 8: return select(part, act, names);
    case 9: return h("div", { class: "section" }, h("div", { class: "texts" }, drawComponents(part.components, act, names)), draw(part.accessory, act, names));
    case 10: return h("div", { class: "text md" }, markdown(part.content, names));
    case 11: return picture(part, "thumb");
    case 12: return h("div", { class: "gallery" }, part.items.map((item) => picture(item, "")));
    case 13: return h("a", { class: "file", href: safe(mediaUrl(part.file)), target: "_blank", rel: "noopener" }, `📄 ${part.name ?? "file"}`);
    case 14: return h("div", { class: `separator ${part.spacing === 2 ? "wide" : ""} ${part.divider === false ? "" : "lined"}`, role: part.divider === false ? undefined : "separator" });
    case 17: return h("div", { class: `container ${part.spoiler ? "covered" : ""}`, vars: { "--accent-bar": colour(part.accent_color) } }, drawComponents(part.components, act, names));
    default: return h("p", { class: "subtext" }, `(component type ${part.type} is not shown here)`);
  }
}

export function picture(item, kind) {
  const image = h("img", { class: kind, src: mediaUrl(item.media ?? item), alt: item.description ?? "", loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(h("span", { class: `broken ${kind}`, role: "img", "aria-label": item.description || "picture" }, icon("picture"))), { once: true });
  return image;
}

function button(part, act) {
  const content = [part.emoji && h("span", { class: "emoji" }, emojiText(part.emoji)), part.label];
  if (part.style === 5) return h("a", { class: "button link", href: safe(part.url), target: "_blank", rel: "noopener", "aria-disabled": part.disabled ? "true" : undefined }, content, h("span", { class: "away", "aria-label": "opens in a new tab" }, "↗"));
  return h("button", { type: "button", class: `button ${STYLES[part.style] ?? "secondary"}`, disabled: part.disabled, data: { customId: part.custom_id ?? "" }, onclick: (event) => act(part, undefined, event.currentTarget) }, content);
}

/** Options that a select of any kind starts with. */
function preset(part, names) {
  if (part.type === 3) return part.options.filter((option) => option.default).map(optionItem);
  return (part.default_values ?? []).map(({ id, type }) => ({ value: id, label: type === "role" ? role(id)?.name ?? id : type === "channel" ? `#${channel(id)?.name ?? id}` : names[id] ?? id }));
}

const optionItem = (option) => ({ value: option.value, label: option.label, description: option.description, icon: emojiText(option.emoji) });

/** The list behind a select: its own options, or members, roles, channels. */
export const selectSource = (part) => (part.type === 3 ? among(part.options.map(optionItem)) : entities(SELECT_KIND[part.type], part.channel_types));

/** A select as a button that opens the picker. `act` gets the chosen values. */
export function select(part, act, names = {}) {
  let chosen = preset(part, names);
  const words = h("span", { class: "value" });
  const show = () => {
    words.textContent = chosen.length ? chosen.map((item) => item.label).join(", ") : part.placeholder || "Make a selection";
    words.classList.toggle("placeholder", !chosen.length);
  };
  show();
  return h("button", {
    type: "button", class: "select", disabled: part.disabled, "aria-haspopup": "listbox", "aria-expanded": "false", data: { customId: part.custom_id },
    onclick: async (event) => {
      const element = event.currentTarget;
      const result = await pick(element, { source: selectSource(part), min: part.min_values ?? 1, max: part.max_values ?? 1, chosen, label: part.placeholder || "Make a selection" });
      if (!result) return;
      chosen = result;
      show();
      act(part, chosen.map((item) => item.value), element);
    },
  }, words, h("span", { class: "chevron", "aria-hidden": "true" }, "⌄"));
}
