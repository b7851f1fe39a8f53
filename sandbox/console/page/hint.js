// What to try on a first visit; each line ticks itself off when it has happened.

import { $, h } from "./dom.js";
import { hear, state } from "./state.js";

const KEY = "sandbox.hint";
const done = new Set();

/** Wire the card up; it is shown until it is put away, and again by the question mark. */
export function startHint() {
  $("#hint-close").addEventListener("click", () => { localStorage.setItem(KEY, "seen"); $("#hint").hidden = true; });
  $("#help").addEventListener("click", () => { $("#hint").hidden = !$("#hint").hidden; if (!$("#hint").hidden) { localStorage.removeItem(KEY); drawHint(); $("#hint").scrollIntoView({ block: "nearest" }); } });
  $("#hint").hidden = localStorage.getItem(KEY) === "seen";
  const tick = (step) => { if (!done.has(step)) { done.add(step); drawHint(); } };
  hear("acted", () => tick("act"));
  hear("moved", () => tick("move"));
  hear("time", (change) => change.advance && tick("time"));
  hear("myroles", (changes) => {
    if (changes.some((one) => one.gained)) tick("gain");
    if (done.has("gain") && changes.some((one) => !one.gained)) tick("lose");
  });
  hear("me", drawHint);
}

function drawHint() {
  if (!state.me) return;
  const who = state.me.characters[0]?.name ?? "one of your characters";
  const steps = [
    ["act", ["Press ", h("b", {}, "Link my character"), " in #welcome, or type ", h("kbd", {}, "/link"), ", as ", h("b", {}, state.me.name), "."]],
    ["gain", ["Sign in with EVE as ", h("b", {}, who), " and watch your roles come, in the member list."]],
    ["move", ["Open ", h("b", {}, "New Eden"), " and move ", h("b", {}, who), " to another corporation."]],
    ["time", ["Let an hour pass, so that ESI tells the news …"]],
    ["lose", ["… and the roles are gone. Now be somebody else, or break something."]],
  ];
  const next = steps.find(([key]) => !done.has(key))?.[0];
  $("#hint-steps").replaceChildren(...steps.map(([key, words]) => h("li", { class: done.has(key) ? "done" : key === next ? "next" : "" }, words, done.has(key) && h("span", { class: "sr" }, " (done)"))));
}
