// A bot's form as a real dialog: labels, texts, selects, radio groups, checkboxes.

import { $, h } from "./dom.js";
import { SELECT_KIND, select } from "./components.js";
import { interact } from "./interact.js";
import { markdown } from "./markdown.js";

let serial = 0;

/** Show the form of an interaction and send what is filled in. */
export function openModal({ id, modal }) {
  const dialog = $("#modal");
  const fields = [];   // {id, read(), check()}
  const problem = h("p", { class: "failure", role: "alert", hidden: true });
  const send = h("button", { type: "submit", class: "primary" }, "Submit");
  const form = h("form", { method: "dialog", novalidate: true },
    h("header", {}, h("h2", { id: "modal-title" }, modal.title), h("button", { type: "button", class: "plain", "aria-label": "Close", onclick: () => dialog.close() }, "✕")),
    h("div", { class: "fields" }, (modal.components ?? []).map((part) => top(part, fields))),
    problem,
    h("footer", {}, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), send));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length) { wrong[0].focus(); return; }
    problem.hidden = true;
    send.disabled = true;
    let failed = false;
    await interact({ kind: "modal", interaction: id, fields: Object.fromEntries(fields.map((field) => [field.id, field.read()])) }, (text) => {
      failed = true;
      problem.textContent = `Something went wrong. ${text}`;
      problem.hidden = false;
    });
    send.disabled = false;
    if (!failed && $("form", dialog) === form) dialog.close();
  });
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
  $("input, textarea, .select", form)?.focus();
}

function top(part, fields) {
  if (part.type === 10) return h("div", { class: "md" }, markdown(part.content));
  if (part.type === 1) return part.components.map((inner) => labelled({ label: inner.label, component: inner }, fields));
  if (part.type === 18) return labelled(part, fields);
  return null;
}

function labelled({ label, description, component }, fields) {
  const id = `field${++serial}`;
  const needed = component.required !== false;
  const error = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert", hidden: true });
  const about = description && h("p", { class: "about", id: `${id}-about` }, description);
  const control = make(component, id, needed);
  const ids = [about && `${id}-about`, `${id}-wrong`].filter(Boolean).join(" ");
  (control.target ?? control.element).setAttribute("aria-describedby", ids);
  fields.push({
    id: component.custom_id,
    read: control.read,
    focus: () => (control.target ?? control.element).focus(),
    check() {
      const text = control.fault();
      error.textContent = text ?? "";
      error.hidden = !text;
      return !text;
    },
  });
  const words = [label ?? "", needed && h("span", { class: "needed", title: "needed" }, " *")];
  if (control.group) return h("fieldset", { class: "field" }, h("legend", {}, words), about, control.element, error);
  return h("div", { class: "field" }, h("label", { for: id }, words), about, control.element, error);
}

/** A control for one component: {element, read(), fault()}. */
function make(part, id, needed) {
  if (part.type === 4) return text(part, id, needed);
  if (part.type === 3 || SELECT_KIND[part.type]) return chooser(part, id, needed);
  if (part.type === 21) return choices(part, id, "radio", needed);
  if (part.type === 22) return choices(part, id, "checkbox", needed);
  if (part.type === 23) {
    const box = h("input", { type: "checkbox", id, checked: part.default });
    return { element: box, read: () => box.checked, fault: () => null };
  }
  return { element: h("p", { id, class: "about" }, "Files cannot be sent in this sandbox."), read: () => [], fault: () => null };
}

function text(part, id, needed) {
  const common = { id, placeholder: part.placeholder, maxlength: part.max_length, "aria-required": needed ? "true" : undefined };
  const box = part.style === 2 ? h("textarea", { ...common, rows: 4 }) : h("input", { type: "text", autocomplete: "off", ...common });
  box.value = part.value ?? "";
  return {
    element: box,
    read: () => box.value,
    fault() {
      if (needed && !box.value.trim()) return "Please fill this in.";
      if (box.value && part.min_length && box.value.length < part.min_length) return `At least ${part.min_length} characters.`;
      return null;
    },
  };
}

function chooser(part, id, needed) {
  let values = part.type === 3 ? part.options.filter((one) => one.default).map((one) => one.value) : (part.default_values ?? []).map((one) => one.id);
  const element = select(part, (_, chosen) => { values = chosen; });
  element.id = id;
  return { element, read: () => values, fault: () => (needed && !values.length ? "Please choose." : null) };
}

function choices(part, id, type, needed) {
  const boxes = part.options.map((option, at) => h("input", { type, name: id, value: option.value, id: `${id}-${at}`, checked: option.default }));
  const element = h("div", { class: "choices" }, part.options.map((option, at) => h("label", { for: `${id}-${at}` }, boxes[at],
    h("span", { class: "words" }, h("span", { class: "label" }, option.label), option.description && h("span", { class: "about" }, option.description)))));
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  return {
    group: true, element, target: boxes[0],
    read: () => (type === "radio" ? ticked()[0] ?? null : ticked()),
    fault() {
      const number = ticked().length;
      const least = type === "radio" ? 1 : part.min_values ?? 1;
      if (needed && number < least) return least === 1 ? "Please choose." : `Choose at least ${least}.`;
      if (type === "checkbox" && part.max_values && number > part.max_values) return `Choose at most ${part.max_values}.`;
      return null;
    },
  };
}
