// Where one types: "/" lists the commands, a chosen command becomes a form of its options.

import { $, h } from "./dom.js";
import { post } from "./api.js";
import { here, interact } from "./interact.js";
import { pick, place } from "./picker.js";
import { entities } from "./sources.js";
import { hear, say, state } from "./state.js";

const ENTITY = { 6: "user", 7: "channel", 8: "role", 9: "mentionable" };
const TYPE_WORD = { 3: "text", 4: "whole number", 5: "yes or no", 6: "member", 7: "channel", 8: "role", 9: "member or role", 10: "number", 11: "file" };
const CHAT = 1, SUB = 1, GROUP = 2;

let chosen = null;      // the command whose options are being filled
let values = new Map(); // option name → {value, label}
let listed = [];
let active = 0;

/** Every command that can be run: subcommands as "admin user show", with where their options are. */
export function leaves(commands) {
  const walk = (node, path, top) => {
    const inner = (node.options ?? []).filter((option) => option.type === SUB || option.type === GROUP);
    return inner.length ? inner.flatMap((option) => walk(option, `${path} ${option.name}`, top)) : [{ id: top.id, path, description: node.description, options: node.options ?? [] }];
  };
  return commands.filter((one) => (one.type ?? CHAT) === CHAT).flatMap((one) => walk(one, one.name, one)).sort((a, b) => a.path.localeCompare(b.path));
}

export function startComposer() {
  const input = $("#say");
  input.addEventListener("input", suggest);
  input.addEventListener("focus", suggest);
  input.addEventListener("blur", () => setTimeout(() => document.activeElement?.closest("#commands") || hide(), 150));
  input.addEventListener("keydown", keys);
  $("#commands").addEventListener("click", (event) => {
    const option = event.target.closest("[data-path]");
    if (option) choose(leaves(state.commands).find((one) => one.path === option.dataset.path));
  });
  hear("commands", () => { if (!chosen && document.activeElement === input) suggest(); });
  $("#composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  $("#composer").addEventListener("keydown", (event) => { if (event.key === "Escape" && chosen) reset(); });
}

function keys(event) {
  if (event.key === "Escape") { hide(); return; }
  if ($("#commands").hidden) return;
  if (event.key === "ArrowDown") mark(active + 1);
  else if (event.key === "ArrowUp") mark(active - 1);
  else if ((event.key === "Enter" || event.key === "Tab") && listed[active]) choose(listed[active]);
  else return;
  event.preventDefault();
}

function hide() {
  $("#commands").hidden = true;
  $("#say").setAttribute("aria-expanded", "false");
}

function mark(index) {
  active = Math.max(0, Math.min(index, listed.length - 1));
  const options = [...$("#commands").querySelectorAll("[role=option]")];
  options.forEach((option, at) => { option.classList.toggle("active", at === active); option.setAttribute("aria-selected", at === active ? "true" : "false"); });
  options[active]?.scrollIntoView({ block: "nearest" });
  $("#say").setAttribute("aria-activedescendant", options[active]?.id ?? "");
}

function suggest() {
  const text = $("#say").value;
  $("#say-hint").hidden = !text || text.startsWith("/");
  if (!text.startsWith("/")) return hide();
  const typed = text.slice(1).toLowerCase();
  const wanted = typed.trim();
  const all = leaves(state.commands);
  const exact = all.find((one) => one.path === wanted);
  if (exact && typed.endsWith(" ")) return choose(exact);
  listed = [...all.filter((one) => one.path.startsWith(wanted)), ...all.filter((one) => !one.path.startsWith(wanted) && one.path.includes(wanted))];
  const list = $("#commands");
  list.replaceChildren(...listed.map((one, at) => h("li", { role: "option", id: `command${at}`, class: "option", data: { path: one.path } },
    h("span", { class: "words" }, h("span", { class: "label" }, `/${one.path}`, one.options.filter((option) => option.required).map((option) => h("span", { class: "param" }, option.name))), h("span", { class: "about" }, one.description)))));
  if (!listed.length) list.append(h("li", { class: "empty" }, all.length ? "No command begins like that." : "The bot has not registered any commands yet."));
  list.hidden = false;
  $("#say").setAttribute("aria-expanded", "true");
  return mark(0);
}

/** Put a command into the composer, ready to be filled. */
export function choose(command) {
  if (!command) return;
  hide();
  chosen = command;
  values = new Map();
  $("#say").hidden = true;
  $("#say").value = "";
  draw();
  ($("#options .field [data-option]") ?? $("#send")).focus();
}

export function chooseByName(id, path) {
  const command = leaves(state.commands).find((one) => one.path === path) ?? leaves(state.commands).find((one) => one.id === id);
  if (command) choose(command);
}

function reset() {
  chosen = null;
  $("#options").replaceChildren();
  $("#options").hidden = true;
  $("#say").hidden = false;
  $("#say").focus();
}

function draw(focus) {
  const shown = chosen.options.filter((option) => option.required || values.has(option.name));
  const rest = chosen.options.filter((option) => !shown.includes(option));
  const box = $("#options");
  box.hidden = false;
  box.replaceChildren(
    h("span", { class: "command" }, `/${chosen.path}`, h("button", { type: "button", class: "plain", "aria-label": "Take back the command", onclick: reset }, "✕")),
    h("p", { class: "about" }, chosen.description),
    ...shown.map(field),
    ...rest.map((option) => h("button", { type: "button", class: "chip", title: `${option.description} (${TYPE_WORD[option.type]})`, onclick: () => { values.set(option.name, { value: "", label: "" }); draw(option.name); } }, `+ ${option.name}`)));
  if (focus) $(`[data-option="${CSS.escape(focus)}"]`, box)?.focus();
}

function field(option) {
  const id = `option-${option.name}`;
  const control = option.autocomplete ? completing(option, id) : option.choices?.length || option.type === 5 || ENTITY[option.type] ? choosing(option, id) : typing(option, id);
  return h("div", { class: "field" }, h("label", { for: id }, option.name, option.required && h("span", { class: "needed", title: "needed" }, " *")), control,
    h("p", { class: "about" }, `${option.description} · ${TYPE_WORD[option.type] ?? ""}`),
    !option.required && h("button", { type: "button", class: "plain drop", "aria-label": `Leave out ${option.name}`, onclick: () => { values.delete(option.name); draw(); } }, "✕"));
}

function typing(option, id) {
  const input = h("input", {
    id, type: "text", autocomplete: "off", "data-option": option.name, disabled: option.type === 11, maxlength: option.type === 3 ? option.max_length ?? 6000 : undefined,
    inputmode: option.type === 4 ? "numeric" : option.type === 10 ? "decimal" : undefined, placeholder: option.type === 11 ? "files cannot be sent here" : undefined,
    oninput: () => values.set(option.name, { value: input.value, label: input.value }),
  });
  input.value = values.get(option.name)?.value ?? "";
  return input;
}

function choosing(option, id) {
  const source = option.type === 5 ? () => [{ value: true, label: "True" }, { value: false, label: "False" }]
    : ENTITY[option.type] ? entities(ENTITY[option.type], option.channel_types)
      : (query) => option.choices.filter((one) => one.name.toLowerCase().includes(query.toLowerCase())).map((one) => ({ value: one.value, label: one.name }));
  const words = () => values.get(option.name)?.label || "Choose…";
  const button = h("button", {
    id, type: "button", class: "select", "data-option": option.name, "aria-haspopup": "listbox",
    onclick: async () => {
      const result = await pick(button, { source, label: option.name });
      if (result) { values.set(option.name, result[0]); button.firstChild.textContent = words(); }
    },
  }, h("span", { class: "value" }, words()), h("span", { class: "chevron", "aria-hidden": "true" }, "⌄"));
  return button;
}

/** A field that asks the bot while one types. Free text stays as it is, as on Discord. */
function completing(option, id) {
  const list = h("ul", { class: "options floating", role: "listbox", id: `${id}-list`, popover: "manual" });
  const input = h("input", { id, type: "text", autocomplete: "off", "data-option": option.name, role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list` });
  let found = [], at = 0, turn = 0;
  input.value = values.get(option.name)?.label ?? "";
  const close = () => { if (list.matches(":popover-open")) list.hidePopover(); input.setAttribute("aria-expanded", "false"); };
  const paint = () => [...list.children].forEach((one, index) => one.classList.toggle("active", index === at));
  const take = (one) => { values.set(option.name, { value: one.value, label: one.name }); input.value = one.name; close(); };
  async function ask() {
    const mine = ++turn;
    let note;
    found = await post("/interactions", { kind: "autocomplete", as: state.me.id, name: chosen.path, ...here(), options: collect(true), focused: option.name }).then((answer) => answer.choices, (error) => { note = error.message; return []; });
    if (mine !== turn || document.activeElement !== input) return;
    at = 0;
    list.replaceChildren(...found.map((one) => h("li", { class: "option", role: "option", onmousedown: (event) => { event.preventDefault(); take(one); } }, h("span", { class: "words" }, h("span", { class: "label" }, one.name)))));
    if (!found.length) list.append(h("li", { class: "empty" }, note ?? "No options match your search."));
    if (!list.matches(":popover-open")) list.showPopover();
    place(list, input);
    input.setAttribute("aria-expanded", "true");
    paint();
  }
  let wait;
  input.addEventListener("input", () => { values.set(option.name, { value: input.value, label: input.value }); clearTimeout(wait); wait = setTimeout(ask, 120); });
  input.addEventListener("focus", ask);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const up = list.matches(":popover-open") && found.length;
    if (event.key === "ArrowDown" && up) at = Math.min(at + 1, found.length - 1);
    else if (event.key === "ArrowUp" && up) at = Math.max(at - 1, 0);
    else if ((event.key === "Enter" || event.key === "Tab") && up) { take(found[at]); if (event.key === "Tab") return; }
    else if (event.key === "Escape" && up) { event.stopPropagation(); close(); }
    else return;
    event.preventDefault();
    paint();
  });
  return h("div", { class: "completing" }, input, list);
}

/** The options as the API wants them; numbers as numbers. While completing, unfilled ones are left out. */
function collect(partial = false) {
  const out = {};
  for (const option of chosen.options) {
    const given = values.get(option.name);
    if (!given || given.value === "") continue;
    if (option.type !== 4 && option.type !== 10) { out[option.name] = given.value; continue; }
    const number = Number(given.value);
    if (Number.isFinite(number) && (option.type === 10 || Number.isInteger(number))) out[option.name] = number;
    else if (partial) out[option.name] = given.value;
    else throw new Fault(option.name, `${option.name} takes a ${TYPE_WORD[option.type]}.`);
  }
  return out;
}

/** Plain words, as people write them to one another. */
async function speak(fail) {
  const input = $("#say");
  const content = input.value.trim();
  if (content.startsWith("/")) {
    const command = leaves(state.commands).find((one) => one.path === content.slice(1));
    if (!command) return fail(`There is no command ${content}.`);
    choose(command);
    return submit();
  }
  if (!content) return;
  try {
    await post(`/channels/${state.channel.id}/messages`, { as: state.me.id, content });
    input.value = "";
    $("#say-hint").hidden = true;
  } catch (error) { fail(error.message); }
}

class Fault extends Error {
  constructor(option, message) { super(message); this.option = option; }
}

async function submit() {
  const line = $("#composer .failure");
  line.hidden = true;
  const fail = (text) => { line.textContent = text; line.hidden = false; };
  if (!chosen) return speak(fail);
  try {
    const options = collect();
    const missing = chosen.options.find((option) => option.required && !(option.name in options));
    if (missing) throw new Fault(missing.name, `${missing.name} is needed: ${missing.description}`);
    const command = chosen;
    reset();
    await interact({ kind: "command", name: command.path, options, ...here() }, (text) => fail(`/${command.path}: ${text}`));
    say("sent");
  } catch (error) {
    fail(error.message);
    $(`[data-option="${CSS.escape(error.option ?? "")}"]`)?.focus();
  }
}
