// The middle: the messages of the channel in view, kept right by the feed.

import { get } from "./api.js";
import { $, h } from "./dom.js";
import { run, use } from "./interact.js";
import { drawMessage, isEphemeral } from "./message.js";
import { pick } from "./picker.js";
import { openProfile } from "./profile.js";
import { state } from "./state.js";

const MESSAGE_MENU = 3;
const JOINED = 5 * 60_000;   // messages of one author within this are drawn under one name
const dismissed = new Set();
let shown = [];
let turn = 0;

const acts = {
  use,
  apps,
  author: (message, element) => openProfile(message.author.id, element),
  dismiss(message) {
    dismissed.add(message.id);
    remove(message.id);
  },
};

/** What the bot offers on a message, as a client has it behind a right click. */
async function apps(message, element) {
  const menus = state.commands.filter((one) => one.type === MESSAGE_MENU);
  const source = () => menus.map((one) => ({ value: one.name, label: one.name }));
  const chosen = await pick(element, { source, label: "Apps", placeholder: menus.length ? "Apps on this message" : "The bot offers nothing on messages" });
  if (chosen) await run({ path: chosen[0].value }, { target: message.id });
}

/** Load what `state.me` sees in `state.channel`. */
export async function openChannel() {
  const mine = ++turn;
  const where = state.channel;
  if (!where) return;
  $("#title").textContent = where.dm ? state.world.bot.name : where.name;
  $("#mark").textContent = where.dm ? "@" : "#";
  $("#topic").textContent = where.dm ? "Direct messages with the bot" : where.topic ?? "";
  const path = where.dm ? `/users/${state.me.id}/dms` : `/channels/${where.id}/messages`;
  const answer = await get(path, where.dm ? {} : { as: state.me.id, limit: 100 });
  if (mine !== turn) return;
  if (where.dm) where.id = answer.channel;
  shown = answer.messages.filter((message) => !dismissed.has(message.id));
  redraw();
}

function redraw() {
  const list = $("#messages");
  list.replaceChildren(beginning(), ...shown.map((message, at) => drawMessage(message, acts, { joined: joins(shown[at - 1], message) })));
  toEnd();
}

function beginning() {
  const { dm, name } = state.channel;
  return h("li", { class: "beginning" }, h("p", { class: "heading h1" }, dm ? state.world.bot.name : `#${name}`),
    h("p", { class: "about" }, dm ? "What the bot writes to you alone." : shown.length ? `This is the start of #${name}.` : `Nothing has been written in #${name} yet.`));
}

const joins = (before, message) => Boolean(before && before.author.id === message.author.id && isEphemeral(before) === isEphemeral(message)
  && !message.invoked && Date.parse(message.timestamp) - Date.parse(before.timestamp) < JOINED);

const nearEnd = () => { const box = $("#scroll"); return box.scrollHeight - box.scrollTop - box.clientHeight < 160; };
export const toEnd = () => { const box = $("#scroll"); box.scrollTop = box.scrollHeight; };

/** A message came or was edited; ignored when it is not for this view. */
export function putMessage(message) {
  if (message.channel_id !== state.channel?.id || dismissed.has(message.id)) return;
  if (isEphemeral(message) && message.for && message.for !== state.me.id) return;
  const at = shown.findIndex((one) => one.id === message.id);
  const follow = nearEnd();
  if (at < 0) {
    shown.push(message);
    $("#messages").append(drawMessage(message, acts, { joined: joins(shown.at(-2), message) }));
  } else {
    shown[at] = message;
    const old = document.getElementById(`m${message.id}`);
    const focus = old?.contains(document.activeElement) ? document.activeElement.dataset.customId : undefined;
    const fresh = drawMessage(message, acts, { joined: joins(shown[at - 1], message) });
    old?.replaceWith(fresh);
    if (focus) fresh.querySelector(`[data-custom-id="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }
  if (follow) toEnd();
}

export function remove(id) {
  shown = shown.filter((message) => message.id !== id);
  document.getElementById(`m${id}`)?.remove();
}
