// Where the page begins: token, world, wiring, and the feed.

import { follow, get, setToken, takeToken } from "./api.js";
import { become, drawChannels, drawMe, goTo, noteUnread, switchPerson } from "./channels.js";
import { putMessage, remove } from "./chat.js";
import { chooseByName, startComposer } from "./composer.js";
import { $, h, icon, settled, toast } from "./dom.js";
import { refreshEve, show, startEve } from "./eve.js";
import { startHint } from "./hint.js";
import { forgetMembers, loadMembers, refreshMembers, startMembers } from "./members.js";
import { joinGuild, openProfile } from "./profile.js";
import { channel, hear, say, state } from "./state.js";
import { setTime, tick } from "./time.js";

async function loadWorld() {
  state.world = await get("/world");
  setTime(state.world.time);
  state.guild = state.world.guilds.find((one) => one.id === state.guild?.id) ?? state.world.guilds[0];
  $("#offline").hidden = state.world.bot?.online !== false;
}

const loadCommands = settled(async () => { state.commands = (await get(`/guilds/${state.guild.id}/commands`, { as: state.me?.id })).commands; say("commands"); }, 20);
const reloadGuild = settled(async () => {
  await loadWorld();
  if (!state.guild) return;
  state.me = await get(`/people/${state.me.id}`, { guild: state.guild.id });
  drawMe();
  drawChannels();
  refreshMembers();
}, 80);

async function begin() {
  await loadWorld();
  $("#gate").hidden = true;
  $("#app").hidden = false;
  if (!state.guild) { $("#messages").append(h("li", { class: "empty" }, "This world has no Discord server yet.")); return; }
  forgetMembers();
  const last = sessionStorage.getItem("sandbox.me");
  await become(last ?? state.world.first_person).catch(() => become(state.world.first_person));
  await loadMembers();
}

// ---- the feed ----

const onKind = {
  message: (data) => { putMessage(data); noteUnread(data); },
  message_gone: (data) => remove(data.id),
  member: (data) => { refreshMembers(); if (data.user_id === state.me.id) reloadGuild(); },
  guild: reloadGuild,
  person: (data) => { if (data.user_id === state.me.id) reloadGuild(); },
  commands: loadCommands,
  time: (data) => { setTime(data); refreshEve(); },
  eve: () => { refreshEve(); refreshMe(); },
  bot: (data) => { $("#offline").hidden = data.online; },
};

const refreshMe = settled(async () => { state.me = await get(`/people/${state.me.id}`, { guild: state.guild.id }); drawMe(); }, 100);

function listen() {
  follow({
    start: { since: state.world.feed.next, run: state.world.feed.run },
    onEvents: (events) => { for (const { kind, data } of events) onKind[kind]?.(data); },
    onReset: () => begin().catch((error) => toast(error.message, "bad")),
    onLine: (up) => { $("#lost").hidden = up; },
  });
}

// ---- drawers, keys, wiring ----

function drawer(name) {
  const { body } = document;
  body.dataset.drawer = body.dataset.drawer === name ? "" : name;
}

const wide = matchMedia("(min-width: 60rem)");

function togglePanel(panel, button) {
  const element = $(`#${panel}`);
  const opening = wide.matches ? element.hidden : document.body.dataset.drawer !== panel;
  if (wide.matches) element.hidden = !opening;
  else { element.hidden = false; drawer(panel); }
  button.setAttribute("aria-expanded", opening ? "true" : "false");
  localStorage.setItem(`sandbox.${panel}`, opening ? "1" : "0");
  if (panel === "eve" && opening) show();
}

function closeDrawers() {
  document.body.dataset.drawer = "";
  if (!wide.matches) for (const panel of ["members", "eve"]) $(`#toggle-${panel}`).setAttribute("aria-expanded", "false");
}

function wire() {
  for (const spot of document.querySelectorAll("[data-icon]")) spot.prepend(icon(spot.dataset.icon));
  for (const panel of ["members", "eve"]) {
    const button = $(`#toggle-${panel}`);
    button.addEventListener("click", () => togglePanel(panel, button));
    const opened = (localStorage.getItem(`sandbox.${panel}`) ?? (panel === "members" ? "1" : "0")) === "1";
    $(`#${panel}`).hidden = wide.matches && !opened;
    button.setAttribute("aria-expanded", opened && wide.matches ? "true" : "false");
    $(`#${panel} .close`).addEventListener("click", () => { if (wide.matches) togglePanel(panel, button); else closeDrawers(); button.focus(); });
  }
  $("#toggle-left").addEventListener("click", () => drawer("left"));
  $("#shade").addEventListener("click", closeDrawers);
  $("#me").addEventListener("click", () => switchPerson().catch((error) => toast(error.message, "bad")));
  $("#join").addEventListener("click", () => joinGuild().catch((error) => toast(error.message, "bad")));
  $("#messages").addEventListener("click", (event) => {
    const spot = event.target.closest(".mention");
    if (!spot) return;
    if (spot.dataset.user) openProfile(spot.dataset.user, spot);
    else if (spot.dataset.channel && channel(spot.dataset.channel)) goTo(channel(spot.dataset.channel));
    else if (spot.dataset.command) chooseByName(spot.dataset.command, spot.textContent.slice(1));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) closeDrawers();
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName) && !$("dialog[open]")) {
      event.preventDefault();
      const box = $("#say");
      if (box.hidden) return;
      box.value = "/";
      box.focus();
      box.dispatchEvent(new Event("input"));
    }
  });
  hear("guild", reloadGuild);
  hear("me", () => { loadCommands(); refreshEve(); refreshMembers(); });
  startComposer();
  startMembers();
  startEve();
  startHint();
  tick(document);
}

async function open() {
  try {
    await begin();
    listen();
    if (!$("#eve").hidden && wide.matches) show();
  } catch (error) {
    $("#gate").hidden = false;
    $("#gate-error").textContent = error.status === 401 ? "That token is not the one this sandbox printed." : error.message;
    $("#gate-error").hidden = !takeToken();
    $("#gate-token").focus();
  }
}

wire();
$("#gate form").addEventListener("submit", (event) => { event.preventDefault(); setToken($("#gate-token").value.trim()); open(); });
if (takeToken()) open();
else $("#gate").hidden = false;
addEventListener("unhandledrejection", (event) => toast(event.reason?.message ?? String(event.reason), "bad"));
addEventListener("hashchange", () => { if (takeToken()) location.reload(); });
