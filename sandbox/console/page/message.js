// One message: who wrote it, its text, embeds, components, and what became of its buttons.

import { avatar, colour, h, icon, safe } from "./dom.js";
import { drawComponents, picture } from "./components.js";
import { inline, markdown } from "./markdown.js";
import { eve, eveLong, format } from "./time.js";

const EPHEMERAL = 64;
const THINKING = 128;
const V2 = 1 << 15;

export const isEphemeral = (message) => Boolean(message.flags & EPHEMERAL);

/** An element for a message. `acts`: {use(message, component, values, element), dismiss(message), author(message, element)}. */
export function drawMessage(message, acts, { joined = false } = {}) {
  const mine = isEphemeral(message);
  const when = new Date(message.timestamp);
  const body = h("div", { class: "body" },
    message.invoked && invocation(message),
    !joined && h("header", {},
      h("button", { type: "button", class: "author", vars: { "--role": colour(message.author.color) }, onclick: (event) => acts.author(message, event.currentTarget) }, message.author.name),
      message.author.bot && h("span", { class: "app" }, "APP"),
      h("time", { datetime: message.timestamp, title: `${eveLong(when)} EVE` }, `${eve(when)} EVE`)),
    content(message),
    (message.embeds ?? []).map((embed) => drawEmbed(embed, message.names)),
    (message.attachments ?? []).map((file) => (file.content_type?.startsWith("image/")
      ? h("div", { class: "gallery" }, picture({ media: file, description: file.description ?? file.filename }, ""))
      : h("a", { class: "file", href: safe(file.url), target: "_blank", rel: "noopener" }, `📄 ${file.filename}`))),
    message.components?.length > 0 && h("div", { class: message.flags & V2 ? "v2" : "components" }, drawComponents(message.components, (part, values, element) => acts.use(message, part, values, element), message.names)),
    !mine && h("button", { type: "button", class: "plain apps", "aria-label": `Apps on the message of ${message.author.name}`, onclick: (event) => acts.apps(message, event.currentTarget) }, "Apps"),
    h("p", { class: "failure", role: "alert", hidden: true }),
    mine && h("p", { class: "only" }, icon("eye"), " Only you can see this · ", h("button", { type: "button", class: "plain", onclick: () => acts.dismiss(message) }, "Dismiss message")));
  return h("li", { class: `message ${mine ? "ephemeral" : ""} ${joined ? "joined" : ""}`, id: `m${message.id}`, data: { id: message.id } },
    joined ? h("span", { class: "gutter", "aria-hidden": "true" }, eve(when)) : avatar(message.author.avatar, message.author.name, 40), body);
}

/** "Ada used /me": the line above an answer. */
function invocation(message) {
  const { by, name } = message.invoked;
  return h("p", { class: "invocation" }, h("strong", {}, by), " used ", h("span", { class: "mention" }, name));
}

function content(message) {
  if (message.flags & THINKING) return h("p", { class: "thinking", role: "status" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), ` ${message.author.name} is thinking…`);
  if (!message.content) return null;
  return h("div", { class: "md content" }, markdown(message.content, message.names),
    message.edited_timestamp && h("span", { class: "edited", title: `${eveLong(new Date(message.edited_timestamp))} EVE` }, " (edited)"));
}

/** Fields run in rows of up to three while they are inline, as on Discord. */
export function drawEmbed(embed, names = {}) {
  const link = (text, url) => (safe(url) ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text);
  const stamp = embed.timestamp && format(new Date(embed.timestamp), "f");
  const foot = [embed.footer?.text, stamp].filter(Boolean).join(" · ");
  return h("article", { class: "embed", vars: { "--accent-bar": colour(embed.color) } },
    h("div", { class: "inside" },
      embed.author && h("p", { class: "by" }, embed.author.icon_url && picture({ media: { url: embed.author.icon_url } }, "mini"), link(embed.author.name, embed.author.url)),
      embed.title && h("p", { class: "title" }, link(inline(embed.title, names), embed.url)),
      embed.description && h("div", { class: "md" }, markdown(embed.description, names)),
      embed.fields?.length > 0 && h("dl", { class: "fields" }, embed.fields.map((field) => h("div", { class: field.inline ? "inline" : "" }, h("dt", {}, inline(field.name, names)), h("dd", { class: "md" }, markdown(field.value, names)))))),
    embed.thumbnail && picture({ media: embed.thumbnail }, "thumb"),
    embed.image && h("div", { class: "wide" }, picture({ media: embed.image }, "")),
    foot && h("p", { class: "foot" }, embed.footer?.icon_url && picture({ media: { url: embed.footer.icon_url } }, "mini"), foot));
}
