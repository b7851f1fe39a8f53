// The right: who is in the guild and which roles they wear, changing as it happens.

import { get } from "./api.js";
import { $, avatar, colour, h, settled } from "./dom.js";
import { openProfile } from "./profile.js";
import { nameColour, rolesOf, say, state } from "./state.js";

const PAGE = 100;
const FLASH = 8000;
let limit = PAGE;
let known = new Map();     // user id → role ids, as last drawn
let flashes = new Map();   // user id → [{role, gained, until}]
let turn = 0;

export function startMembers() {
  $("#member-find").addEventListener("input", settled(() => { limit = PAGE; loadMembers(); }, 150));
  const row = (event) => event.target.closest(".member");
  $("#member-list").addEventListener("click", (event) => {
    if (event.target.closest(".more")) { limit += PAGE; loadMembers(); return; }
    const found = row(event);
    if (found) openProfile(found.dataset.user, found);
  });
  $("#member-list").addEventListener("contextmenu", (event) => {
    const found = row(event);
    if (!found) return;
    event.preventDefault();
    openProfile(found.dataset.user, found);
  });
}

/** Fetch again soon; many changes at once become one fetch. */
export const refreshMembers = settled(() => loadMembers(), 60, 500);

export async function loadMembers() {
  const mine = ++turn;
  const [answer, me] = await Promise.all([
    get(`/guilds/${state.guild.id}/members`, { q: $("#member-find").value.trim(), limit }),
    get(`/people/${state.me.id}`, { guild: state.guild.id }),
  ]);
  if (mine !== turn) return;
  $("#member-count").textContent = answer.total.toLocaleString();
  const own = me.member && { ...me, roles: me.member.roles };
  const others = answer.members.filter((member) => member.id !== me.id);
  for (const member of own ? [own, ...others] : others) note(member);
  draw(own, others, answer.members.length < answer.total ? answer.total : 0);
}

/** What came and went since this member was last drawn. */
function note(member) {
  const before = known.get(member.id);
  known.set(member.id, member.roles);
  if (!before) return;
  const changes = [
    ...member.roles.filter((id) => !before.includes(id)).map((role) => ({ role, gained: true })),
    ...before.filter((id) => !member.roles.includes(id)).map((role) => ({ role, gained: false })),
  ];
  if (!changes.length) return;
  const until = performance.now() + FLASH;
  const kept = (flashes.get(member.id) ?? []).filter((one) => one.until > performance.now() && !changes.some((change) => change.role === one.role));
  flashes.set(member.id, [...kept, ...changes.map((one) => ({ ...one, until }))]);
  setTimeout(() => { flashes.set(member.id, (flashes.get(member.id) ?? []).filter((one) => one.until > performance.now())); refreshMembers(); }, FLASH + 50);
  if (member.id === state.me?.id) say("myroles", changes);
}

export function forgetMembers() {
  known = new Map();
  flashes = new Map();
  limit = PAGE;
}

/** Oneself first, because that is where one looks; `more` is how many there are when not all are shown. */
function draw(own, members, more) {
  const list = $("#member-list");
  const had = document.activeElement?.closest?.("#member-list .member")?.dataset.user;
  const out = own ? [h("li", { class: "category" }, "You"), h("li", {}, row(own))] : [];
  let heading;
  for (const member of members) {
    const hoisted = rolesOf(member.roles).find((one) => one.hoist)?.name ?? "Members";
    if (hoisted !== heading) out.push(h("li", { class: "category" }, heading = hoisted));
    out.push(h("li", {}, row(member)));
  }
  if (!members.length && $("#member-find").value) out.push(h("li", { class: "empty" }, "Nobody found."));
  if (more) out.push(h("li", {}, h("button", { type: "button", class: "more" }, `Show more of ${more.toLocaleString()}`)));
  list.replaceChildren(...out);
  if (had) list.querySelector(`[data-user="${had}"]`)?.focus({ preventScroll: true });
}

function row(member) {
  const recent = flashes.get(member.id) ?? [];
  const gone = recent.filter((one) => !one.gained).map((one) => one.role);
  const fresh = new Set(recent.filter((one) => one.gained).map((one) => one.role));
  return h("button", { type: "button", class: `member ${recent.length ? "changed" : ""}`, data: { user: member.id }, vars: { "--role": colour(nameColour(member.roles)) } },
    avatar(member.avatar, member.name, 32),
    h("span", { class: "words" },
      h("span", { class: "label" }, member.name, member.bot && h("span", { class: "app" }, "APP"), member.id === state.guild.owner_id && h("span", { class: "crown", title: "owns this guild" }, " ♛")),
      h("span", { class: "pills" }, pills(member.roles.filter((id) => !fresh.has(id)), "").slice(0, 3), pills([...fresh], "gained"), pills(gone, "lost"))));
}

export function pills(ids, kind) {
  return rolesOf(ids).map((role) => h("span", { class: `pill ${kind}`, vars: { "--role": colour(role.color) } },
    kind === "gained" && "+ ", kind === "lost" && "− ", role.name, kind === "lost" && h("span", { class: "sr" }, " taken away")));
}
