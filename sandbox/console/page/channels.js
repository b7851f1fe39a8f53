// The left: guilds, channels, direct messages, and who one is.

import { get } from "./api.js";
import { openChannel } from "./chat.js";
import { $, avatar, h, icon } from "./dom.js";
import { pick } from "./picker.js";
import { people } from "./sources.js";
import { say, state } from "./state.js";

const TEXT = new Set([0, 5]);
const THREADS = new Set([11, 12]);
const CATEGORY = 4;
const unread = new Set();

/** Draw the guild's channels that `state.me` may see. */
export function drawChannels() {
  $("#guild").replaceChildren(h("span", { class: "guildmark", "aria-hidden": "true" }, initials(state.guild.name)), h("span", {}, state.guild.name));
  const sorted = [...state.guild.channels].sort((a, b) => a.position - b.position);
  const threads = (parent) => (state.guild.threads ?? []).filter((one) => one.parent_id === parent && state.me?.visible?.includes(one.id)).map(line);
  const inside = (parent) => sorted.filter((one) => TEXT.has(one.type) && (one.parent_id ?? null) === parent).flatMap((one) => [line(one), ...threads(one.id)]);
  $("#channels").replaceChildren(...inside(null), ...sorted.filter((one) => one.type === CATEGORY).flatMap((one) => {
    const lines = inside(one.id);
    return lines.length ? [h("li", { class: "category" }, one.name), ...lines] : [];
  }));
  $("#dms").replaceChildren(line({ dm: true, id: "dm", name: state.world.bot?.name ?? "the bot" }));
}

const initials = (name) => name.split(/\s+/).map((word) => word[0]).join("").slice(0, 2).toUpperCase();

function line(one) {
  const current = one.dm ? state.channel?.dm : state.channel?.id === one.id;
  const hidden = !one.dm && state.me?.visible && !state.me.visible.includes(one.id);
  if (hidden) return h("li", { class: "locked", title: `${state.me.name} cannot see this channel` }, icon("lock"), one.name);
  const key = one.dm ? "dm" : one.id;
  return h("li", { class: THREADS.has(one.type) ? "thread" : undefined }, h("button", { type: "button", class: `channel ${unread.has(key) ? "unread" : ""}`, "aria-current": current ? "page" : undefined, onclick: () => goTo(one) },
    one.dm ? icon("mail") : h("span", { class: "hash", "aria-hidden": "true" }, "#"), one.name, unread.has(key) && h("span", { class: "count", "aria-label": "unread" }, "•")));
}

export async function goTo(one) {
  state.channel = one.dm ? { dm: true } : one;
  unread.delete(one.dm ? "dm" : one.id);
  document.body.dataset.drawer = "";
  drawChannels();
  await openChannel();
}

/** Mark what was written where one is not looking. */
export function noteUnread(message) {
  if (message.channel_id === state.channel?.id) return;
  const key = [...state.guild.channels, ...(state.guild.threads ?? [])].some((one) => one.id === message.channel_id) ? message.channel_id : message.for === state.me?.id ? "dm" : null;
  if (key && !unread.has(key)) { unread.add(key); drawChannels(); }
}

/** Become somebody else. */
export async function become(id) {
  state.me = await get(`/people/${id}`, { guild: state.guild.id });
  sessionStorage.setItem("sandbox.me", id);
  unread.clear();
  drawMe();
  say("me");
  const still = state.channel && (state.channel.dm || !state.me.visible || state.me.visible.includes(state.channel.id));
  const first = state.guild.channels.find((one) => TEXT.has(one.type) && (!state.me.visible || state.me.visible.includes(one.id)));
  await goTo(still ? state.channel : first ?? { dm: true });
}

export function drawMe() {
  const { me } = state;
  const names = me.characters.map((one) => one.name).join(", ");
  $("#me").replaceChildren(avatar(me.avatar, me.name, 32), h("span", { class: "words" }, h("span", { class: "about" }, "You are"), h("span", { class: "label" }, me.name), h("span", { class: "about" }, names || "no EVE characters")), h("span", { class: "chevron", "aria-hidden": "true" }, "⌃"));
  $("#me").setAttribute("aria-label", `You are ${me.name}${names ? `, in EVE ${names}` : ""}. Press to be somebody else.`);
  $("#away").hidden = Boolean(me.member);
  $("#away-name").textContent = me.name;
}

export async function switchPerson() {
  const result = await pick($("#me"), { source: people, label: "Who are you?", placeholder: "Who are you? A name or a character" });
  if (result) await become(result[0].value);
}
