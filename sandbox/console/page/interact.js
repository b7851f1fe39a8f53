// Doing things as somebody: commands, presses, forms, and what is shown while the bot thinks.

import { post } from "./api.js";
import { toast } from "./dom.js";
import { openModal } from "./modal.js";
import { say, state } from "./state.js";

/** Begin an interaction and see it to its first answer. Throws nothing; `fail(text)` is called when it came to nothing. */
export async function interact(request, fail) {
  say("acted", request);
  try {
    const answer = await post("/interactions", { as: state.me.id, ...request });
    if (answer.failed) fail(`${answer.failed.replace(/\.$/, "")}.`);
    else if (answer.modal) openModal(answer);
    return answer;
  } catch (error) {
    fail(error.message);
    return null;
  }
}

export const here = () => ({ guild: state.channel?.dm ? null : state.guild.id, channel: state.channel?.id });

/** Run a slash command or a context-menu command. */
export const run = (command, extra) => interact({ kind: "command", name: command.path, ...here(), ...extra }, (text) => toast(text, "bad"));

/** Use a component of a message; its own element shows that it is busy, the message what went wrong. */
export async function use(message, part, values, element) {
  const line = element.closest(".message")?.querySelector(".failure");
  if (line) line.hidden = true;
  element.classList.add("busy");
  element.setAttribute("aria-busy", "true");
  await interact({ kind: "component", message: message.id, custom_id: part.custom_id, values }, (text) => {
    const now = document.getElementById(`m${message.id}`)?.querySelector(".failure");
    if (!now) return toast(text, "bad");
    now.textContent = `This interaction failed. ${text}`;
    now.hidden = false;
  });
  element.classList.remove("busy");
  element.removeAttribute("aria-busy");
}
