// A card about one person: roles, characters, what the bot offers on them, roles edited by hand.

import { del, get, patch, put } from "./api.js";
import { ask } from "./ask.js";
import { become } from "./channels.js";
import { avatar, colour, h, toast } from "./dom.js";
import { run } from "./interact.js";
import { pick, place } from "./picker.js";
import { roles as roleSource } from "./sources.js";
import { nameColour, rolesOf, say, state } from "./state.js";

const USER_MENU = 2;
let card = null;

/** Open the card of a person beside `anchor`. */
export async function openProfile(id, anchor) {
  card?.remove();
  const person = await get(`/people/${id}`, { guild: state.guild.id }).catch((error) => { toast(error.message, "bad"); return null; });
  if (!person) return;
  const roles = person.member?.roles ?? [];
  card = h("div", { class: "profile", popover: "auto", role: "dialog", "aria-label": person.name },
    h("header", {}, avatar(person.avatar, person.name, 56), h("div", { class: "words" },
      h("strong", { class: "label", vars: { "--role": colour(nameColour(roles)) } }, person.name), h("span", { class: "about" }, person.username))),
    person.member && h("div", { class: "pills" }, rolesOf(roles).map((role) => h("span", { class: "pill", vars: { "--role": colour(role.color) } }, role.name)), !roles.length && h("span", { class: "about" }, "No roles")),
    !person.member && h("p", { class: "about" }, `Not in ${state.guild.name}.`),
    person.characters.length > 0 && h("ul", { class: "pilots" }, person.characters.map(pilot)),
    h("div", { class: "menu" }, entries(person, anchor)));
  card.addEventListener("toggle", (event) => { if (event.newState === "closed") event.target.remove(); });
  document.body.append(card);
  card.showPopover();
  beside(card, anchor);
  card.querySelector("button")?.focus();
}

/** Left of what stands at the right, below everything else. */
function beside(box, anchor) {
  const at = anchor.getBoundingClientRect();
  place(box, anchor);
  box.style.setProperty("width", "300px");
  if (at.left > 340) box.style.setProperty("left", `${at.left - 308}px`);
  box.style.setProperty("max-height", "");
  box.style.setProperty("bottom", "auto");
  box.style.setProperty("top", `${Math.max(8, Math.min(at.top, innerHeight - box.offsetHeight - 8))}px`);
}

const pilot = (one) => h("li", {}, avatar(one.portrait, one.name, 24), h("span", { class: "words" }, h("span", { class: "label" }, one.name), h("span", { class: "about" }, `[${one.corporation.ticker}] ${one.corporation.name}`)));

function entries(person, anchor) {
  const item = (text, work, kind = "") => h("button", { type: "button", class: kind, onclick: async () => {
    card.hidePopover();
    try { await work(); } catch (error) { toast(error.message, "bad"); }
  } }, text);
  const path = `/guilds/${state.guild.id}/members/${person.id}`;
  const menus = state.commands.filter((one) => one.type === USER_MENU);
  return [
    !person.bot && person.id !== state.me.id && item(`Be ${person.name}`, () => become(person.id), "strong"),
    person.member && menus.map((one) => item(`Apps: ${one.name}`, () => run({ path: one.name }, { target: person.id }))),
    person.member && item("Edit roles by hand…", () => editRoles(person, anchor)),
    person.member && !person.bot && item("Change nickname…", () => nickname(person, path)),
    person.member && !person.bot && person.id !== state.guild.owner_id && item("Leave the guild", () => del(path).then(() => say("guild")), "bad"),
    !person.member && !person.bot && item(`Join ${state.guild.name}`, () => put(path, {}).then(() => say("guild"))),
    !person.bot && item(person.dms_closed ? "Open direct messages" : "Close direct messages", () => patch(`/users/${person.id}`, { dms_closed: !person.dms_closed })),
  ].flat().filter(Boolean);
}

/** Roles as a human with Manage Roles would click them; who does it is the guild's owner. */
async function editRoles(person, anchor) {
  const before = person.member.roles;
  const items = roleSource("").filter((one) => !state.guild.roles.find((role) => role.id === one.value)?.managed || before.includes(one.value));
  const result = await pick(anchor, {
    source: (query) => items.filter((one) => one.label.toLowerCase().includes(query.toLowerCase())), min: 0, max: 250, chosen: items.filter((one) => before.includes(one.value)), label: `Roles of ${person.name}`, placeholder: `Roles of ${person.name}`,
  });
  if (!result) return;
  const after = result.map((one) => one.value);
  const add = after.filter((id) => !before.includes(id));
  const remove = before.filter((id) => !after.includes(id));
  if (add.length || remove.length) await patch(`/guilds/${state.guild.id}/members/${person.id}`, { add_roles: add, remove_roles: remove });
}

async function nickname(person, path) {
  const answer = await ask(`Nickname of ${person.name}`, [{ name: "nick", label: "Nickname (empty for none)", value: person.member.nick ?? "", max: 32, optional: true }]);
  if (answer) await patch(path, { nick: answer.nick || null });
}

/** Put somebody into the guild from the bar that says they are not in it. */
export const joinGuild = () => put(`/guilds/${state.guild.id}/members/${state.me.id}`, {});
