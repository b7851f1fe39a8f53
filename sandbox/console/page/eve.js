// New Eden in a drawer: who flies where, what may go wrong, time, and what the application asked.

import { del, get, post, put } from "./api.js";
import { ask } from "./ask.js";
import { $, avatar, h, settled, toast } from "./dom.js";
import { pick } from "./picker.js";
import { alliances, corporations, people } from "./sources.js";
import { say, state } from "./state.js";
import { eveLong, now, setTime, speed } from "./time.js";

let tab = "pilots";
let timer;

export function startEve() {
  for (const button of document.querySelectorAll("#eve [role=tab]")) button.addEventListener("click", () => show(button.dataset.tab));
  $("#eve [role=tablist]").addEventListener("keydown", (event) => {
    const tabs = [...document.querySelectorAll("#eve [role=tab]")];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.findIndex((one) => one.dataset.tab === tab) + step + tabs.length) % tabs.length];
    show(next.dataset.tab);
    next.focus();
  });
  $("#pilot-find").addEventListener("input", settled(loadPilots, 150));
  $("#new-pilot").addEventListener("click", (event) => attempt(() => newPilot(event.currentTarget)));
  $("#new-corp").addEventListener("click", (event) => attempt(() => newCorporation(event.currentTarget)));
  $("#move-corp").addEventListener("click", (event) => attempt(() => moveCorporation(event.currentTarget)));
  $("#only-faults").addEventListener("change", loadRequests);
}

const attempt = (work) => work().catch((error) => toast(error.message, "bad"));

export function show(which = tab) {
  tab = which;
  for (const button of document.querySelectorAll("#eve [role=tab]")) {
    const current = button.dataset.tab === tab;
    button.setAttribute("aria-selected", current ? "true" : "false");
    button.tabIndex = current ? 0 : -1;
    $(`#${button.getAttribute("aria-controls")}`).hidden = !current;
  }
  clearInterval(timer);
  if (tab === "requests") timer = setInterval(() => $("#eve").checkVisibility() && loadRequests(), 2000);
  refreshEve();
}

export function refreshEve() {
  if (!$("#eve").checkVisibility()) return;
  attempt({ pilots: loadPilots, trouble: loadTrouble, requests: loadRequests }[tab]);
}

// ---- pilots ----

async function loadPilots() {
  const q = $("#pilot-find").value.trim();
  const answer = await get("/eve/characters", { q, limit: 40 });
  const mine = new Set(q ? [] : state.me.characters.map((one) => one.id));
  const own = q ? [] : (await get("/eve/characters", { of: state.me.id, limit: 40 })).characters;
  $("#pilot-list").replaceChildren(
    ...(own.length ? [h("li", { class: "category" }, `${state.me.name}: yours`), ...own.map(pilot)] : []),
    h("li", { class: "category" }, q ? "Found" : "Everybody"),
    ...answer.characters.filter((one) => !mine.has(one.id)).map(pilot),
    ...(answer.total > answer.characters.length ? [h("li", { class: "empty" }, `${answer.total.toLocaleString()} in all: search to find others.`)] : []));
}

function pilot(one) {
  const home = one.biomassed ? "biomassed" : `[${one.corporation.ticker}] ${one.corporation.name}`;
  return h("li", { class: "pilot" },
    avatar(one.portrait, one.name, 36),
    h("span", { class: "words" }, h("span", { class: "label" }, one.name), h("span", { class: "about" }, home, one.alliance && ` · ${one.alliance.name}`), one.owner && h("span", { class: "about" }, `flown by ${one.owner.name}`)),
    !one.biomassed && h("span", { class: "deeds" },
      h("button", { type: "button", onclick: (event) => attempt(() => move(one, event.currentTarget)) }, "Move…"),
      h("button", { type: "button", "aria-label": `More to do with ${one.name}`, onclick: (event) => attempt(() => more(one, event.currentTarget)) }, "⋯")));
}

async function move(one, anchor) {
  const result = await pick(anchor, { source: corporations, label: `Move ${one.name} to`, placeholder: `Move ${one.name} to…` });
  if (!result) return;
  await post(`/eve/characters/${one.id}/move`, { corporation_id: result[0].value });
  toast(`${one.name} is now in ${result[0].label}. ESI says so once its cache is old enough.`);
  say("moved", one);
}

async function more(one, anchor) {
  const deeds = [
    { value: "sell", label: "Sell…", description: "to another player: the owner hash changes" },
    { value: "revoke", label: "Revoke tokens", description: "as on EVE's third-party applications page" },
    { value: "biomass", label: "Biomass", description: "the character is gone for good" },
    { value: "rename", label: "Rename…", description: "as EVE's support would" },
  ];
  const result = await pick(anchor, { source: () => deeds, label: `What happens to ${one.name}?`, placeholder: one.name });
  if (!result) return;
  const path = `/eve/characters/${one.id}`;
  const deed = result[0].value;
  if (deed === "sell") {
    const buyer = await pick(anchor, { source: people, label: `Sell ${one.name} to`, placeholder: `Sell ${one.name} to…` });
    if (!buyer) return;
    await post(`${path}/sell`, { to: buyer[0].value });
    toast(`${one.name} now belongs to ${buyer[0].label}.`);
  } else if (deed === "rename") {
    const answer = await ask(`New name of ${one.name}`, [{ name: "name", label: "Name", value: one.name, max: 37 }], { go: "Rename" });
    if (answer) await post(`${path}/rename`, answer);
  } else if (deed === "revoke" || await ask(`Biomass ${one.name}?`, [], { about: "Even in New Eden this cannot be undone.", go: "Biomass", danger: true })) {
    await post(`${path}/${deed}`);
    toast(deed === "revoke" ? `All tokens of ${one.name} are dead.` : `${one.name} is no more.`);
  }
}

async function newPilot(anchor) {
  const answer = await ask("A new character", [{ name: "name", label: "Name", max: 37 }], { about: `${state.me.name} will fly it.`, go: "Choose a corporation" });
  if (!answer) return;
  const corporation = await pick(anchor, { source: corporations, label: "In which corporation?", placeholder: "In which corporation?" });
  if (!corporation) return;
  await post("/eve/characters", { ...answer, corporation_id: corporation[0].value, owner: state.me.id });
  toast(`${answer.name} is born, flown by ${state.me.name}.`);
}

async function newCorporation() {
  const answer = await ask("A new corporation", [{ name: "name", label: "Name", max: 50 }, { name: "ticker", label: "Ticker, up to five letters", max: 5 }], { go: "Found it" });
  if (answer) await post("/eve/corporations", answer);
}

async function moveCorporation(anchor) {
  const corporation = await pick(anchor, { source: corporations, label: "Which corporation moves?", placeholder: "Which corporation moves?" });
  if (!corporation) return;
  const alliance = await pick(anchor, { source: async (query) => [{ value: null, label: "No alliance" }, ...await alliances(query)], label: "To which alliance?", placeholder: `${corporation[0].label} joins…` });
  if (!alliance) return;
  await post(`/eve/corporations/${corporation[0].value}/move`, { alliance_id: alliance[0].value });
  toast(`${corporation[0].label}: ${alliance[0].label}.`);
}

// ---- trouble and time ----

const JUMPS = [[60, "1 minute"], [3600, "1 hour"], [86400, "1 day"]];
const SPEEDS = [1, 10, 60, 600];

async function loadTrouble() {
  const faults = await get("/faults");
  const kinds = [...new Set(faults.switches.map((one) => one.to))];
  $("#switches").replaceChildren(
    ...kinds.flatMap((kind) => [h("li", { class: "category" }, kind), ...faults.switches.filter((one) => one.to === kind).map(toggle)]),
    h("li", { class: "category" }, "Once"),
    h("li", { class: "buttons" },
      h("button", { type: "button", onclick: () => drop(7, "The gateway asked the bot to reconnect.") }, "Drop the bot's connection once"),
      h("button", { type: "button", onclick: () => drop(9, "The bot was told that its session is invalid.") }, "End the bot's session")),
    ...orders(faults).map((text) => h("li", { class: "about" }, text)),
    h("li", {}, h("button", { type: "button", onclick: () => attempt(() => del("/faults").then(loadTrouble)) }, "End every fault")));
  $("#time").replaceChildren(
    h("p", {}, "It is ", h("strong", {}, `${eveLong(now())} EVE`), speed() !== 1 && `, ${speed()} times as fast as yours`),
    h("div", { class: "buttons" }, JUMPS.map(([seconds, label]) => h("button", { type: "button", onclick: () => attempt(() => pass({ advance: seconds })) }, `Let ${label} pass`))),
    h("div", { class: "buttons" }, [[-3600, "back"], [3600, "forward"]].map(([seconds, way]) => h("button", { type: "button", onclick: () => attempt(() => pass({ jump: seconds })) }, `Put the clock 1 hour ${way}`))),
    h("div", { class: "buttons", role: "group", "aria-label": "Speed of time" }, SPEEDS.map((factor) => h("button", { type: "button", "aria-pressed": speed() === factor ? "true" : "false", onclick: () => attempt(() => pass({ speed: factor })) }, factor === 1 ? "real time" : `${factor}×`))));
}

function toggle(one) {
  return h("li", {}, h("label", {},
    h("input", { type: "checkbox", role: "switch", checked: one.on, onchange: (event) => attempt(() => put(`/faults/${one.name}`, { on: event.target.checked })) }),
    h("span", { class: "words" }, h("span", { class: "label" }, one.label), h("span", { class: "about" }, one.about))));
}

const drop = (op, said) => attempt(() => post("/faults/gateway", { drop: op }).then(() => toast(said)));

/** The faults made to measure, each in a line. */
function orders(faults) {
  const often = (one) => (one.times === null || one.times === undefined ? "" : `, ${one.times} more times`);
  return [
    ...faults.discord.map((one) => `Discord: ${one.method} ${one.route} → ${one.status ?? (one.drop ? "cut" : one.lose ? "answer lost" : one.garble ? "HTML" : `${one.delay} s late`)}${often(one)}`),
    ...faults.events.map((one) => `Events ${one.event} → ${one.copies} copies, ${one.late} s late${often(one)}`),
    ...faults.eve.map((one) => (one.group ? `EVE: group ${one.group} → 429` : `EVE: ${one.method} ${one.route} → ${one.way === "status" ? one.status : one.way}${often(one)}`)),
  ];
}

async function pass(change) {
  setTime(await post("/time", change));
  say("time", change);
  await loadTrouble();
}

// ---- requests ----

async function loadRequests() {
  const answer = await get("/requests", { limit: 150 });
  const only = $("#only-faults").checked;
  const checked = [answer.checked.discord && "Discord", answer.checked.eve && "EVE"].filter(Boolean).join(" and ");
  const badge = $("#request-faults");
  badge.textContent = answer.faults.length ? `${answer.faults.length} ${answer.faults.length === 1 ? "fault" : "faults"}` : "no faults";
  badge.className = `badge ${answer.faults.length ? "bad" : "good"}`;
  badge.title = checked ? `Held to the official specifications of ${checked}` : "Not held to the official specifications in this run";
  const faults = answer.faults.map((one) => h("li", { class: "faulty" }, h("span", { class: "status s5", "aria-label": "fault" }, "⚠"), h("span", { class: "failure" }, one.fault), h("span", { class: "about" }, one.to)));
  const lines = only ? [] : answer.requests.map((one) => h("li", {},
    h("span", { class: `status s${String(one.status)[0]}` }, one.status || "cut"), h("code", { title: one.path }, `${one.method} ${one.route}`), h("span", { class: "about" }, one.to),
    one.reason && h("span", { class: "about reason" }, `“${one.reason}”`)));
  $("#request-list").replaceChildren(...faults.reverse(), ...lines);
  if (!faults.length && !lines.length) $("#request-list").append(h("li", { class: "empty" }, only ? "No faults." : "Nothing was asked yet."));
}
